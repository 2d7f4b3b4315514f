/** Texts of every kind of case put right through the one door that pages, API and `import commands` share. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { correctedTexts } from '#shared/kernel/mending.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { LI, type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

let ledger: MemoryLedger;
beforeEach(() => {
  ledger = memoryLedger();
  ledger.setClock('2026-11-24T09:00:00.000+08:00');
});
afterEach(() => ledger.close());

const person = { type: 'naturalPerson', name: '赵一', contact: '13800000000' };
const at = (hour: number) => `2026-11-20T${hour}:00:00+08:00`;
const call = { command: 'RegisterHotlineCase', at: at(10), source: '12345热线', type: 'complaint' };
const KINDS_OF_TEXT = [
  {
    kind: 'application',
    opened: {
      command: 'RegisterApplication',
      channel: 'inPerson',
      submittedOn: '2026-11-02',
      applicant: person,
      subject: '预算',
    },
    field: 'contact',
  },
  { kind: 'hotline', opened: { ...call, contact: '138' }, field: 'contact' },
  {
    kind: 'appeal',
    opened: { command: 'OpenAppeal', kind: 'review', on: '2026-11-02', otherAct: '未公开' },
    field: 'otherAct',
  },
  {
    kind: 'publication',
    opened: { command: 'Publish', publishedOn: '2026-11-02', medium: 'website', title: '通知' },
    field: 'title',
  },
  {
    kind: 'document',
    opened: { command: 'IssueDocument', kind: 'normativeDocument', issuedOn: '2026-11-02', title: '通知' },
    field: 'title',
  },
  {
    kind: 'figure',
    opened: {
      command: 'RecordFigure',
      recordedOn: '2026-11-02',
      name: '网站浏览',
      count: 3,
      unit: '次',
      source: '网信办',
    },
    field: 'source',
  },
  {
    kind: 'amendment',
    opened: {
      command: 'RequestAmendment',
      on: '2026-11-02',
      applicant: person,
      subject: '档案',
      description: '姓名',
      evidence: '户口簿',
    },
    field: 'evidence',
  },
] as const satisfies readonly { kind: CaseKind; opened: object; field: string }[];

async function done(fields: object): Promise<void> {
  const execution = await ledger.command({ ...fields });
  if (!execution.ok) throw new Error(`${execution.code} at ${execution.field}: ${JSON.stringify(fields)}`);
}

async function fileOf(kind: CaseKind, number = 'K1') {
  const own = KINDS.get(kind);
  const file = own && (await openCase(ledger.log, own, { office: ledger.office.id, number }));
  if (!file) throw new Error(`no ${kind}`);
  return file;
}

describe.each(KINDS_OF_TEXT)('a text of a case of kind $kind', ({ kind, opened, field }) => {
  it('reads as corrected, and the history has both', async () => {
    await done({ ...opened, case: 'K1' });
    await done({ command: 'CorrectText', kind, case: 'K1', field, value: '改正后', reason: '笔误' });
    const { state, events } = await fileOf(kind);
    const entry = KINDS.get(kind)?.mendable?.(state)?.entry ?? [];
    expect(entry.find((one) => one.field === field)?.text).toBe('改正后');
    expect(events[0]?.texts?.[field]).not.toBe('改正后');
    expect(correctedTexts(events)[0]?.texts?.[field]).toBe('改正后');
    expect(events.at(-1)?.texts).toEqual({ [field]: '改正后', whyCorrected: '笔误' });
  });

  it('is sealed: neither the old nor the new one stands in the log', async () => {
    await done({ ...opened, case: 'K1' });
    await done({ command: 'CorrectText', kind, case: 'K1', field, value: '绝密改正', reason: '笔误甲' });
    const { commits } = await fileOf(kind);
    const bytes = commits.map((commit) => commit.bytes).join('');
    expect(bytes).not.toContain('绝密改正');
    expect(bytes).not.toContain('笔误甲');
  });

  it('moves no figure', async () => {
    await done({ ...opened, case: 'K1' });
    const { asOf: _, ...before } = await ledger.report(2026);
    await done({ command: 'CorrectText', kind, case: 'K1', field, value: '改正后', reason: '笔误' });
    expect(await ledger.report(2026)).toMatchObject(before);
  });
});

describe('a correction by the counter', () => {
  const intake = (fields: object) =>
    executeCommand(ledger, {
      office: ledger.office.id,
      actor: { ...LI, role: 'intake' },
      fields: { ...fields },
    });

  it('is taken while the call is open, and not after it is closed', async () => {
    await done({ ...call, case: 'K1' });
    const mend = { command: 'CorrectText', kind: 'hotline', case: 'K1', field: 'caller', reason: '听错' };
    expect(await intake({ ...mend, value: '王女士' })).toMatchObject({ ok: true, outcome: 'recorded' });
    for (const command of ['AcceptHotlineCase', 'ReplyToCaller', 'CloseHotlineCase'])
      await done({ command, case: 'K1', at: at(11) });
    expect(await intake({ ...mend, value: '汪女士' })).toMatchObject({ ok: false, code: 'notAllowed' });
    await done({ ...mend, value: '汪女士' });
  });
});

describe('other facts', () => {
  it('of a call: the source, which a list may lack, and with it the block it counts in', async () => {
    await done({ ...call, case: 'K1' });
    await done({ command: 'CorrectFact', kind: 'hotline', case: 'K1', source: '书记信箱', reason: '选错' });
    const { state } = await fileOf('hotline');
    expect(state).toMatchObject({ source: '书记信箱', group: 'other' });
  });

  it('of a review: the day the copy came, from which the answer is due', async () => {
    await done({ command: 'OpenAppeal', kind: 'review', case: 'K1', on: '2026-11-02', otherAct: '未公开' });
    const said = { command: 'CorrectFact', kind: 'appeal', case: 'K1', reason: '漏录' };
    expect(await ledger.command({ ...said, copyReceivedOn: '2026-11-01' })).toMatchObject({
      code: 'dateOrder',
    });
    await done({ ...said, copyReceivedOn: '2026-11-05' });
    expect((await fileOf('appeal')).state).toMatchObject({ copyReceivedOn: '2026-11-05' });
  });

  it('of a publication: where it stands; a document stands nowhere', async () => {
    await done({
      command: 'Publish',
      case: 'K1',
      publishedOn: '2026-11-02',
      medium: 'website',
      title: '通知',
    });
    await done({
      command: 'CorrectFact',
      kind: 'publication',
      case: 'K1',
      column: '工作动态',
      reason: '选错',
    });
    expect((await fileOf('publication')).state).toMatchObject({
      cells: { column: '工作动态', title: '通知' },
    });
    expect((await fileOf('publication')).state).not.toMatchObject({ cells: { reason: '选错' } });
    await done({ command: 'IssueDocument', case: 'K2', kind: 'normativeDocument', issuedOn: '2026-11-02' });
    const nowhere = { command: 'CorrectFact', kind: 'document', case: 'K2', column: '甲', reason: '乙' };
    expect(await ledger.command(nowhere)).toMatchObject({ ok: false, code: 'unknownCommand' });
  });
});

describe('a row that comes again after a correction', () => {
  const row = { number: 'K1', publishedOn: '2026-11-02', medium: 'website', title: '通知', column: '公告' };

  it('is a duplicate, as imported and as corrected, whoever entered it first', async () => {
    const made = { kind: 'publication', row } as const;
    await ledger.record([made]);
    await done({
      command: 'CorrectText',
      kind: 'publication',
      case: 'K1',
      field: 'title',
      value: '通告',
      reason: '误',
    });
    await done({ command: 'CorrectFact', kind: 'publication', case: 'K1', column: '工作动态', reason: '误' });
    expect(await ledger.record([made])).toEqual(['duplicate']);
    const now = { ...row, title: '通告', column: '工作动态' };
    expect(await ledger.record([{ kind: 'publication', row: now }])).toEqual(['duplicate']);
    expect(await ledger.record([{ kind: 'publication', row: { ...row, title: '别的' } }])).toEqual([
      'conflict',
    ]);
    expect((await fileOf('publication')).state).toMatchObject({ cells: { title: '通告' } });
  });

  it('is a duplicate also of what was typed on a page', async () => {
    const { number: _, ...fields } = row;
    await done({ command: 'Publish', case: 'K1', ...fields });
    await done({
      command: 'CorrectText',
      kind: 'publication',
      case: 'K1',
      field: 'title',
      value: '通告',
      reason: '误',
    });
    expect(await ledger.record([{ kind: 'publication', row }])).toEqual(['duplicate']);
  });

  it('is a duplicate where it gave the address of a call', async () => {
    const made = {
      kind: 'hotline',
      row: { number: 'K1', receivedAt: at(10), address: '人民路1号' },
    } as const;
    await ledger.record([made]);
    await done({
      command: 'CorrectText',
      kind: 'hotline',
      case: 'K1',
      field: 'address',
      value: '人民路7号',
      reason: '误',
    });
    expect(await ledger.record([made])).toEqual(['duplicate']);
    expect((await fileOf('hotline')).state).toMatchObject({ texts: { address: '人民路7号' } });
    await done({
      command: 'CorrectText',
      kind: 'hotline',
      case: 'K1',
      field: 'address',
      value: '',
      reason: '误',
    });
    expect(await ledger.record([made])).toEqual(['duplicate']);
  });
});
