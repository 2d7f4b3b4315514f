/** Names of five thousand characters, and names that read in another order than they are written: at every door. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandSchemas } from '#functions/web/api/commands.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { importReceived } from '#shared/intake/received-file.ts';
import { runOf } from '#shared/intake/run-of.ts';
import { isPlainName, LONGEST_NAMES } from '#shared/kernel/name-fields.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
});
afterAll(() => office.close());

const actor = { user: 'li', role: 'officer', via: 'api' } as const;
const execute = (fields: Fields) => executeCommand(office.web.house, { office: 'default', actor, fields });
const APPLICANT = { type: 'naturalPerson', name: '王建国', contact: '13800000000' };
const APPLICATION = {
  ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-20', subject: '规划图' },
  applicant: APPLICANT,
};
const UNSEEN = ['\u202e', '\u2066', '\u200b', '\u200d', '\ufeff', '\u00ad', '\u0007', '\u009f', '\u3164'];
const LONG = '长'.repeat(5000);

describe('a name', () => {
  it('keeps what people are called, minority scripts and rare forms of characters included', () => {
    for (const name of [
      '王建国',
      '阿卜杜拉·买买提',
      'ᠪᠠᠲᠤ',
      '葛\u{e0100}',
      '𠮷野家',
      'Ærø & Søn A/S',
      '张三\n李四',
    ])
      expect([name, isPlainName(name)]).toEqual([name, true]);
    for (const one of UNSEEN) expect([one, isPlainName(`王${one}国`)]).toEqual([one, false]);
  });

  it('is refused at its field where it is too long, or holds what nobody sees', async () => {
    for (const [field, longest] of [
      ['name', 200],
      ['identity', 200],
      ['contact', 500],
      ['agent', 500],
    ] as const) {
      const long = await execute({ ...APPLICATION, applicant: { ...APPLICANT, [field]: LONG } });
      const said = `文字过长，最多 ${longest} 个字`;
      expect(long).toMatchObject({ ok: false, field: `applicant.${field}`, code: 'tooLong', message: said });
      const odd = await execute({ ...APPLICATION, applicant: { ...APPLICANT, [field]: '王\u202e国' } });
      expect(odd).toMatchObject({ ok: false, field: `applicant.${field}`, code: 'badCharacter' });
    }
  });

  it('is so in every command that takes one', () => {
    const names = Object.keys(LONGEST_NAMES);
    let tried = 0;
    for (const [command, schemas] of commandSchemas())
      for (const { shape } of schemas)
        for (const [field, type] of Object.entries(shape)) {
          // naming a party that is there already: whatever it was called then
          if (!names.includes(field) || /^Record(?:ThirdParty|Organ)Reply$/.test(command)) continue;
          tried += 1;
          expect([command, field, type.safeParse('王').success]).toEqual([command, field, true]);
          for (const bad of [LONG, '王\u202e国'])
            expect([command, field, type.safeParse(bad).success]).toEqual([command, field, false]);
        }
    expect(tried).toBeGreaterThan(15);
  });

  it('is told at the field of the page, which keeps what was typed', async () => {
    const typed = { channel: 'inPerson', submittedOn: '2026-11-20', applicantType: 'naturalPerson' };
    const sent = await li.fillIn(
      '/applications/new',
      {
        ...typed,
        ...{ applicantName: '王\u202e国', contact: LONG, subject: '规划图' },
      },
      '/applications',
    );
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('改变文字方向的字符');
    expect(sent.text).toContain('文字过长，最多 500 个字');
    expect(sent.text).toContain('王\u202e国');
  });

  it('is put right only by one that fits', async () => {
    const done = await execute({ ...APPLICATION, case: 'N1' });
    expect(done).toMatchObject({ ok: true });
    const mend = (value: string) =>
      execute({ command: 'CorrectText', case: 'N1', field: 'applicantName', value, reason: '误录' });
    expect(await mend(LONG)).toMatchObject({ code: 'tooLong', message: '文字过长，最多 200 个字' });
    expect(await mend('王\u200b国')).toMatchObject({ code: 'badCharacter' });
    expect(await mend('王建国二')).toMatchObject({ ok: true });
  });

  it('rejects its row of a file, with the reason', async () => {
    const row = { receivedOn: '2026-11-20', applicantType: 'naturalPerson', subject: '规划图' };
    const rows = ['王\u202e国', LONG, '王建国'].map((applicantName, at) => ({
      ...row,
      number: `R${at}`,
      applicantName,
    }));
    const sent = await importReceived(
      office.web.house,
      {
        ...{ kind: 'applications', format: 'ndjson', dryRun: false, office: 'default', role: 'officer' },
        ...{
          actor,
          options: {},
          bytes: new TextEncoder().encode(rows.map((one) => JSON.stringify(one)).join('\n')),
        },
      },
      runOf('applications'),
    );
    expect(sent.recorded).toBe(1);
    expect(sent.rejected).toMatchObject([
      {
        line: 1,
        field: 'applicantName',
        code: 'badCharacter',
        message: '申请人含有看不见的控制字符，或者改变文字方向的字符',
      },
      { line: 2, field: 'applicantName', code: 'tooLong', message: '申请人超过 200 个字' },
    ]);
  });
});
