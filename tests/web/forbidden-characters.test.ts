/** Characters that XML forbids: refused where they are typed, and never in a document, whatever older entries hold. */
import { createRequire } from 'node:module';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandSchemas } from '#functions/web/api/commands.ts';
import { REQUESTS, writeItems } from '#functions/web/api/open311-text.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { drawBars } from '#shared/documents/charts.ts';
import { renderReport } from '#shared/documents/render-report.ts';
import { isPlainName } from '#shared/kernel/name-fields.ts';
import { isWritable, writable } from '#shared/kernel/written.ts';
import { mergeXml } from '#shared/letters/merge-docx.ts';
import type { Report } from '#shared/reporting/report.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

/** XML 1.0, 2.2: everything but Char. */
const FORBIDDEN = [
  '\u0000',
  '\u0001',
  '\u0008',
  '\u000b',
  '\u000c',
  '\u001f',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udfff',
];
const HELD = [
  '\t',
  '\n',
  ' ',
  '\u007f',
  '\u0085',
  '\u200b',
  '\ud7ff',
  '\ue000',
  '\ufffd',
  '𠮷',
  '\u{10ffff}',
];

let office: WebOffice;
let li: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'admin');
});
afterAll(() => office.close());

const actor = { user: 'li', role: 'admin', via: 'api' } as const;
const execute = (fields: Fields) => executeCommand(office.web.house, { office: 'default', actor, fields });

describe('a character that no document can hold', () => {
  it('is told from every other', () => {
    for (const one of FORBIDDEN)
      expect([isWritable(`甲${one}乙`), writable(`甲${one}乙`)]).toEqual([false, '甲乙']);
    for (const one of HELD) expect([isWritable(one), writable(one)]).toEqual([true, one]);
  });

  it('is refused in every text of every command, at its field', async () => {
    const texts: string[] = [];
    for (const [name, schemas] of commandSchemas())
      for (const schema of schemas)
        for (const [field, type] of Object.entries(schema.shape)) {
          const takesText = type.safeParse('甲乙').success && !type.safeParse('').success;
          if (!takesText || field === 'command') continue;
          texts.push(`${name}.${field}`);
          for (const one of FORBIDDEN)
            expect([name, field, one, type.safeParse(`甲${one}乙`).success]).toEqual([
              name,
              field,
              one,
              false,
            ]);
          const isName =
            type.safeParse('长'.repeat(501)).success === false && !type.safeParse('甲\u202e').success;
          for (const one of HELD.filter((held) => !isName || isPlainName(held)))
            expect([name, field, one, type.safeParse(`甲${one}乙`).success]).toEqual([
              name,
              field,
              one,
              true,
            ]);
        }
    expect(texts.length).toBeGreaterThan(40);
  });

  it('is refused by code to programs and by words to people, who keep what they typed', async () => {
    const fields = {
      command: 'RegisterApplication',
      case: 'A1',
      channel: 'inPerson',
      submittedOn: '2026-11-20',
    };
    const applicant = { type: 'naturalPerson', name: '张三' };
    for (const one of FORBIDDEN) {
      expect(await execute({ ...fields, applicant, subject: `规划${one}许可` })).toMatchObject({
        ...{ ok: false, field: 'subject', code: 'badCharacter' },
      });
      expect(
        await execute({ ...fields, applicant: { ...applicant, name: `张${one}三` }, subject: '规划' }),
      ).toMatchObject({
        ...{ field: 'applicant.name', code: 'badCharacter' },
      });
      expect(await execute({ ...fields, case: `A${one}1`, applicant, subject: '规划' })).toMatchObject({
        ok: false,
      });
      expect(
        await execute({ command: 'WriteSection', year: 2026, section: 1, text: `总体${one}情况` }),
      ).toMatchObject({
        ...{ field: 'text', code: 'badCharacter' },
      });
    }
    const typed = {
      channel: 'inPerson',
      submittedOn: '2026-11-20',
      applicantType: 'naturalPerson',
      applicantName: '张三',
      subject: '规划\u000b许可',
    };
    const sent = await li.fillIn('/applications/new', typed, '/applications');
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('控制字符');
    expect(sent.text).toContain('value="张三"');
  });

  it('rejects the row of a file, by its column', async () => {
    const token = await office.token('officer');
    const rows = FORBIDDEN.filter((one) => one !== '\u0000' && one.isWellFormed()).map((one, at) => [
      { number: `X${at}`, receivedAt: '2026-03-02 09:00', topic: `路${one}灯` },
      { number: `Y${at}${one}Z`, receivedAt: '2026-03-02 09:00', topic: '路灯' },
    ]);
    const body = rows
      .flat()
      .map((row) => JSON.stringify(row))
      .join('\n');
    const answer = await office.app.request('/api/v1/imports/hotline', {
      ...{ method: 'POST', body },
      headers: { host: 'localhost', authorization: `Bearer ${token}`, 'idempotency-key': 'k' },
    });
    const result = (await answer.json()) as { recorded: number; rejected: { field: string; code: string }[] };
    expect(result.rejected).toHaveLength(rows.flat().length);
    for (const { code } of result.rejected) expect(code).toMatch(/^(?:badCharacter|encoding)$/);
  });
});

type JsZip = {
  loadAsync(bytes: Uint8Array): Promise<{ files: Record<string, { async(as: 'string'): Promise<string> }> }>;
};
const jszip = createRequire(import.meta.url)('jszip') as JsZip;

/** The text of a well-formed document; a fault otherwise. */
function textOf(xml: string): string {
  let text = '';
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (fault) => {
    throw fault;
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.write(xml).close();
  return text;
}

async function textOfArchive(bytes: Uint8Array): Promise<string> {
  const { files } = await jszip.loadAsync(bytes);
  const parts = Object.entries(files).filter(([name]) => /\.(?:xml|rels)$/.test(name));
  expect(parts.length).toBeGreaterThan(3);
  return (await Promise.all(parts.map(async ([, part]) => textOf(await part.async('string'))))).join('');
}

/** The halves of a pair in the order in which they are none. */
const ALL = [...FORBIDDEN].reverse().join('');

/** A report of an office whose every text holds all of them, as older entries may. */
async function soiledReport(): Promise<Report> {
  const headers = { host: 'localhost', cookie: li.cookie() };
  const answer = await office.app.request('/api/v1/reports/2026', { headers });
  const live = { ...((await answer.json()) as Report), office: { id: 'default', name: `甲${ALL}局` } };
  const labelled = { [`来${ALL}源`]: 3, 乙: 1 };
  const hotline = { ...live.hotline, received: 4, bySource: labelled, byTopic: labelled };
  return {
    ...live,
    ...{ hotline, events: hotline },
    publications: { total: 4, byColumn: labelled, byMedium: labelled },
    narrative: {
      figures: { [`数${ALL}据`]: { count: 4, unit: `条${ALL}` } },
      sections: live.narrative.sections.map((section) => ({ ...section, text: `总体${ALL}情况` })),
    },
  };
}

describe('a document of an office with older entries', () => {
  it('is well-formed in every format, and lacks nothing else', async () => {
    const report = await soiledReport();
    const rendering = { report, json: '', signedOn: '2027-01-20' as never };
    for (const format of ['docx', 'xlsx'] as const) {
      const text = await textOfArchive((await renderReport(rendering, format)) as Uint8Array);
      expect(text).toContain('总体情况');
      expect(text).toContain('甲局');
    }
    const html = String(await renderReport(rendering, 'html'));
    expect(html).toContain('总体情况');
    expect(isWritable(html)).toBe(true);
    expect(isWritable(String(await renderReport(rendering, 'csv')))).toBe(true);
    const pictures = [...html.matchAll(/data:image\/svg\+xml;base64,([\w+/=]+)/g)];
    expect(pictures.length).toBeGreaterThan(0);
    const drawn = pictures.map(([, picture = '']) => textOf(Buffer.from(picture, 'base64').toString('utf8')));
    expect(drawn.join('')).toContain('来源');
  });

  it('is well-formed as a picture of figures, a letter and an Open311 answer', async () => {
    const bars = { title: `图${ALL}`, labels: [`来${ALL}源`, '乙'], counts: [3, 1], horizontal: true };
    const beside = { name: `上${ALL}年`, own: `本${ALL}年`, counts: [1, 1] };
    for (const one of [bars, { ...bars, size: 'narrow' as const }, { ...bars, beside }])
      expect(textOf((await drawBars(one)).svg)).toContain('来源');
    const letter = mergeXml('<w:p><w:r><w:t>{{申请人}}</w:t></w:r></w:p>', { 申请人: `张${ALL}三` });
    expect(textOf(letter)).toBe('张三');
    expect(textOf(writeItems('xml', REQUESTS, [{ description: `路${ALL}灯` }])).trim()).toBe('路灯');
  });
});
