import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportInText } from '#shared/checker/read-report.ts';
import { FORMS, formOf } from '#shared/glossary.ts';
import { withKeys } from '#shared/intake/command-choices.ts';
import { KINDS } from '#shared/intake/kinds.ts';
import { parseRow } from '#shared/intake/parse-row.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { differences } from '#shared/recount/differences.ts';
import { recountArchive } from '#shared/recount/recount-archive.ts';
import { isCellName } from '#shared/reporting/cell-name.ts';
import { checksOf } from '#shared/reporting/checks.ts';
import { tablesOf } from '#shared/reporting/forms.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import { uncheckedOf } from '#shared/reporting/unchecked.ts';
import { type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';
import { asHtml, KNOWN, type Known, published } from '../support/published-variants.ts';

/** An invented form for 2027 with one more result, as a page of data and in the second program. */
const ADDED: string = 'notProcessed.invented';
const WORDS = '属于司法程序';
vi.mock('#shared/glossary/forms.ts', async (original) => {
  const { FORM_DATA } = await original<typeof import('#shared/glossary/forms.ts')>();
  const before = FORM_DATA.filter(({ from }) => from < 2027);
  const { results, inOneLine } = before[0] ?? FORM_DATA[0];
  const { label, leaves } = results.notProcessed;
  const notProcessed = { label, leaves: { ...leaves, invented: '属于司法程序' } };
  return { FORM_DATA: [{ from: 2027, results: { ...results, notProcessed }, inOneLine }, ...before] };
});
vi.mock('#shared/recount/form-rows.ts', async (original) => {
  const data = await original<typeof import('#shared/recount/form-rows.ts')>();
  return {
    ...data,
    ROWS_3: [...data.ROWS_3.filter((row) => (data.SINCE[row] ?? 0) < 2027), 'notProcessed.invented'],
    SINCE: { ...data.SINCE, 'notProcessed.invented': 2027 },
  };
});

const rowsIn = (report: PartialReport | Report) => Object.keys(report.table3?.rows ?? {});
const printed = (report: PartialReport): string[] =>
  tablesOf(report).flatMap(({ rows }) => rows.flatMap((row) => row.map(({ text }) => text)));
const failing = (report: PartialReport): string[] =>
  checksOf(report).flatMap(({ id, scope, holds }) => (holds ? [] : [`${id} ${scope}`]));

describe('a row of a later form', () => {
  it('stands in its own form alone, numbered as printed', () => {
    expect(FORMS.map(({ from, rows }) => [from, rows.length])).toEqual([
      [2027, 26],
      [2021, 25],
      [2019, 25],
    ]);
    const row = formOf(2027).outcomes.find(({ key }) => key === ADDED);
    expect(row).toEqual({ key: ADDED, code: '3.5.6', label: `6.${WORDS}`, group: '（五）不予处理' });
    expect(
      formOf(2027)
        .outcomes.map(({ code }) => code)
        .slice(16, 20),
    ).toEqual(['3.5.4', '3.5.5', '3.5.6', '3.6.1']);
    expect(isCellName(`table3.${ADDED}.total`)).toBe(true);
  });

  it('may be written in an import for the years of its form, by code and by label', () => {
    const row = (outcome: string, decidedOn: string) => {
      const cells = {
        number: 'A',
        receivedOn: decidedOn,
        applicantType: 'np',
        subject: '材料',
        outcome,
        decidedOn,
      };
      const read = parseRow(KINDS.applications, { line: 2, cells }, { today: dateOf('2028-06-30') });
      return read.ok ? read.row.outcome : read.code;
    };
    const ways = [ADDED, '3.5.6', WORDS, `6.${WORDS}`, `不予处理6、${WORDS}`, `（五）不予处理6.${WORDS}`];
    expect(ways.map((way) => row(way, '2027-03-05'))).toEqual(ways.map(() => ADDED));
    expect(ways.map((way) => row(way, '2026-03-05'))).toEqual(ways.map(() => 'badChoice'));
    expect(row('3.5.5', '2026-03-05')).toBe('notProcessed.reconfirmation');
  });
});

describe('with a later form, a report published before it', () => {
  it.each(KNOWN)('%s prints and is read as before', (name) => {
    const report = published(name) as unknown as PartialReport;
    expect(printed(report)).not.toContain(`6.${WORDS}`);
    expect(uncheckedOf(report, {}).filter(({ kind }) => kind === 'cell')).toEqual([]);
    const read = reportInText(asHtml(published(name)));
    expect(read).toMatchObject({ ok: true, unread: [] });
    expect(read.ok && rowsIn(read.report)).toEqual(formOf(2021).rows.map(({ key }) => key));
  });

  it.each(KNOWN)('%s has its wrong sum found, also where it names no year', (name) => {
    const report = published(name);
    report.table3.rows.disclosed = (report.table3.rows.disclosed ?? []).map((count) => count + 1);
    const read = reportInText(asHtml(report));
    const { year: _year, ...yearless } = report;
    for (const one of [report, yearless, read.ok ? read.report : {}])
      expect(failing(one as unknown as PartialReport).filter((line) => line.startsWith('K2'))).toHaveLength(
        7,
      );
  });
});

describe('the ledger of an office in the year of a later form', () => {
  let ledger: MemoryLedger;
  beforeEach(async () => {
    ledger = memoryLedger();
    await ledger.found();
    ledger.setClock('2028-01-20T09:00:00.000+08:00');
    for (const year of [2026, 2027])
      for (const number of [`${year}-1`, `${year}-2`]) {
        const applicant = { type: 'naturalPerson', name: '某' };
        const came = {
          case: number,
          channel: 'inPerson',
          submittedOn: `${year}-03-02`,
          applicant,
          subject: '材料',
        };
        await ledger.command({ command: 'RegisterApplication', ...came });
      }
  });
  afterEach(() => ledger.close());

  const reply = async (number: string, outcome: string): Promise<string> => {
    const on = `${number.slice(0, 4)}-03-10`;
    const said = await ledger.command(withKeys({ command: 'Reply', case: number, on, outcome }));
    return said.ok ? said.outcome : said.code;
  };

  it('counts under the row in that year and in no other', async () => {
    expect(await reply('2026-1', ADDED)).toBe('badChoice');
    expect(await reply('2026-1', 'disclosed')).toBe('recorded');
    expect(await reply('2027-1', ADDED)).toBe('recorded');
    expect(await reply('2027-2', `6.${WORDS}`)).toBe('recorded');
    const correction = {
      command: 'CorrectOutcome',
      case: '2026-1',
      on: '2027-05-06',
      outcome: ADDED,
      reason: '误',
    };
    expect(await ledger.command(correction)).toMatchObject({ ok: false, code: 'badChoice' });

    const [before, own] = [await ledger.report(2026), await ledger.report(2027)];
    expect(own.table3.rows).toMatchObject({
      [ADDED]: [2, 0, 0, 0, 0, 0, 2],
      concluded: [2, 0, 0, 0, 0, 0, 2],
    });
    expect(own.narrative.sections.map(({ text }) => text).join()).toContain('不予处理2件');
    for (const report of [before, own]) {
      const form = formOf(report.year).rows.map(({ key }) => key);
      expect(Object.keys(JSON.parse(canonicalJson(report)).table3.rows)).toEqual(form);
      expect(failing(report)).toEqual([]);
      expect(printed(report).includes(`6.${WORDS}`)).toBe(report.year === 2027);
      const counted = await recountArchive(ledger.archive(), { office: ledger.office.id, year: report.year });
      expect(differences(report, counted)).toEqual([]);
    }
    const raised = { ...own.table3.rows, [ADDED]: [3, 0, 0, 0, 0, 0, 3] };
    expect(failing({ ...own, table3: { ...own.table3, rows: raised } })).toEqual([
      'K2 table3.naturalPerson',
      'K2 table3.total',
      'K7 narrative.notProcessed',
    ]);
  });

  it('is read back from what it prints', async () => {
    await reply('2027-1', ADDED);
    const read = reportInText(asHtml((await ledger.report(2027)) as unknown as Known));
    expect(read).toMatchObject({
      ok: true,
      report: { table3: { rows: { [ADDED]: [1, 0, 0, 0, 0, 0, 1] } } },
    });
  });
});
