import { describe, expect, test } from 'vitest';
import { dateOf } from '#shared/kernel/plain-date.ts';
import type { RegisterCommand } from '#shared/register/commands.ts';
import { decide } from '#shared/register/decide.ts';
import { registerContributions } from '#shared/register/figures.ts';
import { migrate } from '#shared/register/migrate.ts';
import type { RegisterRow } from '#shared/register/registering.ts';
import { evolve, type RegisterState } from '#shared/register/state.ts';
import { specificationOf } from '../../support/specification.ts';

const d = dateOf;
const today = d('2027-06-30');

const given = specificationOf({
  decide: (state, command: RegisterCommand) => decide(state, command, { today }),
  evolve,
  migrate,
});

function cells({ now }: { now: RegisterState }, year: number): Record<string, number> {
  const standing = registerContributions(now).years.filter(
    ({ from, until }) => from <= year && (until === 'open' || year <= until),
  );
  return Object.fromEntries(standing.map(({ cell, weight }) => [cell, weight]));
}

const issue: RegisterCommand = {
  command: 'IssueDocument',
  case: '1',
  kind: 'normativeDocument',
  issuedOn: d('2025-03-01'),
};
const repeal: RegisterCommand = { command: 'RepealDocument', case: '1', repealedOn: d('2026-05-01') };
const fee: RegisterCommand = { command: 'RecordFee', case: '1', receivedOn: d('2026-01-05'), amount: 33.1 };

describe('table 二 (条例50)', () => {
  test('a document is in force at the end of its years until the year it is repealed', () => {
    const state = given(issue, repeal);
    const row = 'table2.normativeDocuments';
    expect(cells(state, 2025)).toEqual({ [`${row}.issued`]: 1, [`${row}.inForce`]: 1 });
    expect(cells(state, 2026)).toEqual({ [`${row}.repealed`]: 1 });
    expect(cells(given(issue), 2030)).toEqual({ [`${row}.inForce`]: 1 });
  });

  test('a day of decisions weighs its number, a fee its fen', () => {
    const day = {
      command: 'RecordDecision',
      kind: 'penalty',
      decidedOn: d('2026-01-05'),
      count: 40,
    } as const;
    expect(cells(given(day), 2026)).toEqual({ 'table2.penalties': 40 });
    expect(cells(given(fee), 2026)).toEqual({ 'table2.feesTenThousandYuan': 3310 });
  });
});

describe('publications and figures of the report (条例50)', () => {
  test('only the website counts in the total and by column', () => {
    const publish = { command: 'Publish', publishedOn: d('2026-01-05'), column: '工作动态' } as const;
    expect(cells(given({ ...publish, medium: 'website' }), 2026)).toEqual({
      'publications.total': 1,
      'publications.byColumn["工作动态"]': 1,
      'publications.byMedium["网站"]': 1,
    });
    expect(cells(given({ ...publish, medium: 'wechat' }), 2026)).toEqual({
      'publications.byMedium["微信公众号"]': 1,
    });
  });

  test('a figure weighs its count under its name', () => {
    const figure = given({
      command: 'RecordFigure',
      recordedOn: d('2026-01-05'),
      name: '监测预警',
      count: 12,
      unit: '条',
    });
    expect(cells(figure, 2026)).toEqual({ 'narrative.figures["监测预警"]': 12 });
  });
});

describe('commands on the register', () => {
  test('are refused against the order of dates and twice', () => {
    given(issue)
      .when({ ...repeal, repealedOn: d('2025-02-01') })
      .thenRefused('dateOrder');
    given(issue, repeal).when(repeal).thenRefused('alreadyRepealed');
    given(fee).when(repeal).thenRefused('unknownCommand');
    given().when(repeal).thenRefused('unknownCase');
    given()
      .when({ ...fee, amount: 0.001 })
      .thenRefused('badNumber');
    given()
      .when({ ...fee, receivedOn: d('2027-07-01') })
      .thenRefused('future');
  });

  test('correct a date and void a mistaken entry', () => {
    const why = { case: '1', on: d('2025-12-31'), reason: 'mistyped' };
    const dated = given(issue, repeal, { command: 'CorrectDate', event: '2.1', ...why });
    expect(dated.now.repealedOn).toBe('2025-12-31');
    dated
      .when({ command: 'CorrectDate', event: '1.1', ...why, on: d('2026-01-01') })
      .thenRefused('contradictsLaterStep');
    expect(registerContributions(given(issue, { command: 'VoidEntry', ...why }).now).years).toEqual([]);
  });
});

describe('an entry of the register', () => {
  const why = { case: '1', reason: 'mistyped' };

  test('is recorded once, under the number of its case or of its row', () => {
    const { case: _, ...row } = { ...issue, number: '2' };
    given()
      .when(issue)
      .thenEvents({ type: 'DocumentIssued', data: { number: '1', migrated: false } });
    given()
      .when(row as RegisterCommand)
      .thenEvents({ type: 'DocumentIssued', data: { number: '2', migrated: false } });
    given(issue).when(issue).thenRefused('numberTaken');
    given()
      .when({ ...issue, issuedOn: today })
      .thenEvents('DocumentIssued');
  });

  test('is repealed on its own day or later, and on a day that is named', () => {
    given(issue)
      .when({ command: 'RepealDocument', case: '1' } as RegisterCommand)
      .thenRefused('required');
    given(issue)
      .when({ ...repeal, repealedOn: d('2027-07-01') })
      .thenRefused('future');
    given(issue)
      .when({ ...repeal, repealedOn: today })
      .thenEvents({ data: { migrated: false } });
    given(issue)
      .when({ ...repeal, repealedOn: d('2025-03-01') })
      .thenEvents('DocumentRepealed');
  });

  test('is corrected and voided today at the latest, and is nothing any more once it is voided', () => {
    const corrected = (event: string, on: string) =>
      given(issue).when({ command: 'CorrectDate', event, ...why, on: d(on) });
    corrected('1.1', '2027-07-01').thenRefused('future');
    corrected('1.1', '2027-06-30').thenEvents('EntryDateCorrected');
    corrected('9.1', '2025-12-31').thenRefused('unknownEvent');
    const voiding = (on: string) => given(issue).when({ command: 'VoidEntry', ...why, on: d(on) });
    voiding('2027-07-01').thenRefused('future');
    const voided = voiding('2027-06-30').thenEvents('EntryVoided');
    voided.when(repeal).thenRefused('voided');
    const outcome = { command: 'CorrectOutcome', outcome: 'upheld', on: d('2026-01-01'), ...why } as const;
    given(issue).when(outcome).thenRefused('noOutcome');
  });
});

describe('what a person should know about an entry', () => {
  test('a regulation in a bureau is recorded with a warning: only provinces and cities make them (A2)', () => {
    given()
      .when({ ...issue, kind: 'regulation' } as RegisterCommand)
      .thenWarned('regulationOfABureau');
    given().when(issue).thenWarned();
  });

  test('a fee for processing information may stand on its application already', () => {
    const charged = (item: string) => given().when({ ...fee, item } as RegisterCommand);
    for (const item of ['informationProcessing', '信息处理费']) charged(item).thenWarned('feeMayCountTwice');
    charged('证照工本费').thenWarned();
  });

  test('a refund weighs against the fees of its own year', () => {
    const refund = given({ ...fee, amount: -33.1 } as RegisterCommand);
    expect(cells(refund, 2026)).toEqual({ 'table2.feesTenThousandYuan': -3310 });
  });
});

describe('a correction of a date', () => {
  test('names the step by its id, its command or its column', () => {
    const why = { case: '1', on: d('2025-12-31'), reason: 'mistyped' };
    for (const event of ['2.1', 'RepealDocument', 'repealedOn', 'DocumentRepealed'])
      expect(given(issue, repeal, { command: 'CorrectDate', event, ...why }).now.repealedOn).toBe(
        '2025-12-31',
      );
    for (const event of ['IssueDocument', 'issuedOn'])
      expect(given(issue, { command: 'CorrectDate', event, ...why }).now.on).toBe('2025-12-31');
  });

  test('to the date it has already adds nothing', () => {
    const again = { command: 'CorrectDate', case: '1', event: 'issuedOn', on: d('2025-03-01'), reason: 'x' };
    given(issue)
      .when(again as RegisterCommand)
      .thenNothing();
  });
});

describe('imported entries', () => {
  const row = { number: '1', kind: 'normativeDocument', issuedOn: d('2025-03-01') } as const;
  const given1: RegisterRow = { entry: 'document', row };
  const grown: RegisterRow = {
    entry: 'document',
    row: { ...row, title: '办法', repealedOn: d('2026-05-01') },
  };

  test('the same row adds nothing, a grown row only what is new, a changed cell conflicts', () => {
    const first = given().whenImported(given1).thenEvents('DocumentIssued');
    first.whenImported(given1).thenNothing();
    const state = first.whenImported(grown).thenLawful();
    expect(state.now.repealedOn).toBe('2026-05-01');
    state.whenImported(grown).thenNothing();
    state.whenImported(given1).thenNothing();
    state
      .whenImported({ entry: 'document', row: { ...row, issuedOn: d('2025-04-01') } })
      .thenConflict('issuedOn');
  });

  test('the same row stays a duplicate after a correction', () => {
    const why = { case: '1', on: d('2025-01-01'), reason: 'mistyped' };
    const mended = given().whenImported(grown).thenLawful();
    const state = mended.and({ command: 'CorrectDate', event: '1.1', ...why });
    expect(state.now.on).toBe('2025-01-01');
    state.whenImported(grown).thenNothing();
  });

  test('the same row stays a duplicate when its sealed title is destroyed', () => {
    const result = migrate(null, grown);
    const erased = result.ok ? result.events.map(({ type, v, on, data }) => ({ type, v, on, data })) : [];
    given().recording(erased).whenImported(grown).thenNothing();
  });

  test('a fee row is compared in fen', () => {
    const feeRow = (amount: number): RegisterRow => ({
      entry: 'fee',
      row: { number: '1', receivedOn: d('2026-01-05'), amount },
    });
    const state = given().whenImported(feeRow(-33.1)).thenLawful();
    state.whenImported(feeRow(-33.1)).thenNothing();
    state.whenImported(feeRow(33)).thenConflict('amount');
  });
});
