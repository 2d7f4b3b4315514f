import { afterEach, describe, expect, it } from 'vitest';
import { issueLetter } from '#shared/correspondence/issue-letter.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { officeOf } from '#shared/ledger/office-name.ts';
import { addOffice, renameOffice } from '#shared/ledger/office-tree.ts';
import { PROBLEMS as DEFAULT_PROBLEMS } from '#shared/reporting/narrative-template.ts';
import { LI, type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';
import { PROBLEMS } from '../support/ready-to-sign.ts';

/** On 20 January 2026: an office as a new folder has it, which nobody has named and for which nobody has written. */
const opened: MemoryLedger[] = [];
async function newOffice(name = '本机关'): Promise<MemoryLedger> {
  const ledger = memoryLedger({ id: 'o', name });
  opened.push(ledger);
  const added = { type: 'OfficeAdded', v: 1, on: dateOf('2026-01-02'), data: { name, parent: null } };
  const at = { office: 'o', kind: 'office', stream: 'o' } as const;
  await ledger.log.write([(w) => w.append({ at, number: 'o', version: 1, actor: LI, events: [added] })]);
  return ledger;
}
afterEach(() => {
  for (const ledger of opened.splice(0)) ledger.close();
});

const close = async (ledger: MemoryLedger, scope = 'own') => {
  const done = await ledger.command({ command: 'CloseYear', year: 2025, approvedBy: 'wang', scope });
  return done.ok ? [] : (done.facts?.obstacles as unknown as Record<string, unknown>[]);
};
const codes = async (ledger: MemoryLedger, scope?: string) =>
  (await close(ledger, scope)).map(({ code }) => code);
const write = (ledger: MemoryLedger, text: string | null, more: object = {}) =>
  ledger.command({ command: 'WriteSection', year: 2025, section: 5, text, ...more });
const name = (ledger: MemoryLedger, said: string) =>
  ledger.command({ command: 'DescribeOffice', name: said });

describe('an office without a name', () => {
  it.each(['本机关', ' 本 机关 ', '本单位', '\u200b', ''])('signs no report: %j', async (standsFor) => {
    const ledger = await newOffice(standsFor);
    await write(ledger, PROBLEMS);
    expect(await close(ledger)).toMatchObject([{ code: 'officeUnnamed', office: 'o', article: '条例50' }]);
    expect(await name(ledger, standsFor)).toMatchObject({ ok: false, field: 'name' });
    expect(await name(ledger, '某市数据局')).toMatchObject({ ok: true });
    expect(await close(ledger)).toEqual([]);
    expect((await ledger.report(2025)).status).toBe('live');
  });

  it('issues no letter, however much else is known', async () => {
    const ledger = await newOffice();
    const applicant = { type: 'naturalPerson', name: '某', identity: '身份', contact: '某处' };
    const paper = { channel: 'inPerson', submittedOn: '2026-01-05', subject: '规划', deliveryForm: '纸质' };
    await ledger.command({ command: 'RegisterApplication', case: 'A', applicant, ...paper });
    const receipt = { office: 'o', case: 'A', kind: 'receipt', actor: LI, typed: {} } as const;
    expect(await issueLetter(ledger, receipt)).toMatchObject({ ok: false, code: 'officeUnnamed' });
    ledger.setClock('2026-01-25T09:00:00.000+08:00');
    await name(ledger, '某市数据局');
    // the letter is of the 5th, before anybody wrote the name down: the office was called so then, too
    expect(await issueLetter(ledger, receipt)).toMatchObject({ ok: true, outcome: 'issued' });
  });

  it('keeps the whole district from signing, whichever office it is', async () => {
    const ledger = await newOffice('某区人民政府');
    await write(ledger, PROBLEMS, { scope: 'tree' });
    await write(ledger, PROBLEMS);
    expect(await codes(ledger)).toEqual([]);
    expect(await addOffice(ledger, { id: 'b', name: '本机关', parent: 'o', actor: LI })).toBe(
      'officeUnnamed',
    );
    expect(await addOffice(ledger, { id: 'b', name: '乙局', parent: 'o', actor: LI })).toBeNull();
    const unnamed = {
      type: 'OfficeAdded',
      v: 1,
      on: dateOf('2026-01-02'),
      data: { name: '本机关', parent: 'o' },
    };
    const at = { office: 'c', kind: 'office', stream: 'c' } as const;
    await ledger.log.write([(w) => w.append({ at, number: 'c', version: 1, actor: LI, events: [unnamed] })]);
    const placed = {
      type: 'OfficePlaced',
      v: 1,
      on: dateOf('2026-01-02'),
      data: { office: 'c', parent: 'o' },
    };
    const tree = { office: '*', kind: 'office', stream: 'tree' } as const;
    const version = (await ledger.log.history(tree)).length + 1;
    await ledger.log.write([
      (w) => w.append({ at: tree, number: 'tree', version, actor: LI, events: [placed] }),
    ]);
    expect(await close(ledger, 'tree')).toContainEqual(
      expect.objectContaining({ code: 'officeUnnamed', office: 'c' }),
    );
  });
});

describe('the one name of an office', () => {
  it('is what an earlier ledger had told its letters only, and then may be told once for all', async () => {
    const ledger = await newOffice();
    await ledger.command({ command: 'SetLetterSettings', organName: '某市数据局' });
    expect(await officeOf(ledger.log, 'o')).toEqual({ id: 'o', name: '某市数据局' });
    await write(ledger, PROBLEMS);
    expect(await codes(ledger)).toEqual([]);
    await name(ledger, '某市数据管理局');
    expect((await officeOf(ledger.log, 'o'))?.name).toBe('某市数据管理局');
    expect(await ledger.command({ command: 'SetLetterSettings', organName: '某市数据局' })).toMatchObject({
      ok: false,
      code: 'conflict',
      field: 'organName',
    });
    expect(await ledger.command({ command: 'SetLetterSettings', organName: '' })).toMatchObject({ ok: true });
  });

  it('holds from its day on, and the first for all the days before', async () => {
    const ledger = await newOffice();
    for (const [said, on] of [
      ['旧局', '2026-01-10'],
      ['新局', '2026-01-15'],
    ] as const)
      await renameOffice(ledger, { id: 'o', name: said, actor: LI, on: dateOf(on) });
    const on = async (day: string) => (await officeOf(ledger.log, 'o', dateOf(day)))?.name;
    expect([await on('2026-01-02'), await on('2026-01-14'), await on('2026-01-15')]).toEqual([
      '旧局',
      '旧局',
      '新局',
    ]);
  });
});

describe('section 五, which no figure can write (条例 art. 50(5))', () => {
  it.each([
    ['untouched', null],
    ['emptied', ' \n '],
  ])('is not signed %s', async (_, text) => {
    const ledger = await newOffice('某市数据局');
    if (text !== null) await write(ledger, text);
    expect(await close(ledger)).toMatchObject([
      { code: 'sectionUntouched', section: 5, title: '存在的主要问题及改进情况', article: '条例50' },
    ]);
  });

  it.each([
    ['written for the year', 'WriteSection', PROBLEMS],
    ['confirmed for the year as it stands', 'WriteSection', DEFAULT_PROBLEMS],
    ['of the office’s own template', 'WriteTemplate', PROBLEMS],
  ])('is signed when it is %s', async (_, command, text) => {
    const ledger = await newOffice('某市数据局');
    await ledger.command({ command, section: 5, text, ...(command === 'WriteSection' && { year: 2025 }) });
    expect(await codes(ledger)).toEqual([]);
  });

  it('is not made the office’s own by keeping the template it came with', async () => {
    const ledger = await newOffice('某市数据局');
    await ledger.command({ command: 'WriteTemplate', section: 5, text: DEFAULT_PROBLEMS });
    expect(await codes(ledger)).toEqual(['sectionUntouched']);
  });

  it('of the whole is the whole’s own', async () => {
    const ledger = await newOffice('某区人民政府');
    await write(ledger, PROBLEMS);
    expect(await codes(ledger, 'tree')).toEqual(['sectionUntouched']);
    await write(ledger, PROBLEMS, { scope: 'tree' });
    expect(await codes(ledger, 'tree')).toEqual([]);
  });
});
