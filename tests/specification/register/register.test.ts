import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { dateOf, instantOf } from '#shared/kernel/plain-date.ts';
import type { RegisterCommand } from '#shared/register/commands.ts';
import { decide } from '#shared/register/decide.ts';
import { registerContributions } from '#shared/register/figures.ts';
import { migrate } from '#shared/register/migrate.ts';
import type { RegisterRow } from '#shared/register/registering.ts';
import { evolve, type RegisterState } from '#shared/register/state.ts';

const d = dateOf;
const today = d('2027-06-30');

function fold(state: RegisterState | null, events: readonly DomainEvent[], version = 1): RegisterState {
  const next = events.reduce<RegisterState | null>(
    (held, event, index) =>
      evolve(held, {
        ...event,
        id: `${version}.${index + 1}`,
        version,
        recordedAt: instantOf(0),
        actor: { user: 'li', role: 'clerk', via: 'form' },
      }),
    state,
  );
  if (next === null) throw new Error('no entry');
  return next;
}

function given(...commands: RegisterCommand[]): RegisterState {
  const state = commands.reduce<RegisterState | null>((held, command, index) => {
    const decision = decide(held, command, { today });
    if (!decision.ok) throw new Error(decision.refusal.code);
    return fold(held, decision.events, index + 1);
  }, null);
  if (state === null) throw new Error('no entry');
  return state;
}

function refusalOf(state: RegisterState | null, command: RegisterCommand) {
  const decision = decide(state, command, { today });
  return decision.ok ? null : decision.refusal.code;
}

function cells(state: RegisterState, year: number): Record<string, number> {
  const standing = registerContributions(state).years.filter(
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

describe('table 二', () => {
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

describe('publications and figures', () => {
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
    expect(refusalOf(given(issue), { ...repeal, repealedOn: d('2025-02-01') })).toBe('dateOrder');
    expect(refusalOf(given(issue, repeal), repeal)).toBe('alreadyRepealed');
    expect(refusalOf(given(fee), repeal)).toBe('notAllowed');
    expect(refusalOf(null, repeal)).toBe('unknownCase');
    expect(refusalOf(null, { ...fee, amount: 0.001 })).toBe('badNumber');
    expect(refusalOf(null, { ...fee, receivedOn: d('2027-07-01') })).toBe('future');
  });

  test('correct a date and void a mistaken entry', () => {
    const why = { case: '1', on: d('2025-12-31'), reason: 'mistyped' };
    const state = given(issue, repeal, { command: 'CorrectDate', event: '2.1', ...why });
    expect(state.repealedOn).toBe('2025-12-31');
    expect(refusalOf(state, { command: 'CorrectDate', event: '1.1', ...why, on: d('2026-01-01') })).toBe(
      'contradictsLaterStep',
    );
    expect(registerContributions(given(issue, { command: 'VoidEntry', ...why })).years).toEqual([]);
  });
});

describe('what a person should know about an entry', () => {
  const warned = (command: RegisterCommand) => {
    const decision = decide(null, command, { today });
    return decision.ok ? decision.warnings.map(({ code }) => code) : decision.refusal.code;
  };

  test('a regulation in a bureau is recorded with a warning: only provinces and cities make them (A2)', () => {
    expect(warned({ ...issue, kind: 'regulation' } as RegisterCommand)).toEqual(['regulationOfABureau']);
    expect(warned(issue)).toEqual([]);
  });

  test('a fee for processing information may stand on its application already', () => {
    for (const item of ['informationProcessing', '信息处理费'])
      expect(warned({ ...fee, item } as RegisterCommand)).toEqual(['feeMayCountTwice']);
    expect(warned({ ...fee, item: '证照工本费' } as RegisterCommand)).toEqual([]);
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
      expect(given(issue, repeal, { command: 'CorrectDate', event, ...why }).repealedOn).toBe('2025-12-31');
    for (const event of ['IssueDocument', 'issuedOn'])
      expect(given(issue, { command: 'CorrectDate', event, ...why }).on).toBe('2025-12-31');
  });

  test('to the date it has already adds nothing', () => {
    const again = { command: 'CorrectDate', case: '1', event: 'issuedOn', on: d('2025-03-01'), reason: 'x' };
    expect(decide(given(issue), again as RegisterCommand, { today })).toMatchObject({ ok: true, events: [] });
  });
});

describe('imported entries', () => {
  const row = { number: '1', kind: 'normativeDocument', issuedOn: d('2025-03-01') } as const;
  const given1: RegisterRow = { entry: 'document', row };
  const grown: RegisterRow = {
    entry: 'document',
    row: { ...row, title: '办法', repealedOn: d('2026-05-01') },
  };
  const load = (cellsGiven: RegisterRow, state: RegisterState | null = null) => {
    const result = migrate(state, cellsGiven);
    if (!result.ok) throw new Error(result.field);
    return fold(state, result.events, state === null ? 1 : 2);
  };

  test('the same row adds nothing, a grown row only what is new, a changed cell conflicts', () => {
    const first = load(given1);
    expect(migrate(first, given1)).toEqual({ ok: true, events: [] });
    const state = load(grown, first);
    expect(state.repealedOn).toBe('2026-05-01');
    expect(migrate(state, grown)).toEqual({ ok: true, events: [] });
    expect(migrate(state, given1)).toEqual({ ok: true, events: [] });
    const other: RegisterRow = { entry: 'document', row: { ...row, issuedOn: d('2025-04-01') } };
    expect(migrate(state, other)).toEqual({ ok: false, field: 'issuedOn' });
  });

  test('the same row stays a duplicate after a correction', () => {
    const decision = decide(
      load(grown),
      { command: 'CorrectDate', case: '1', event: '1.1', on: d('2025-01-01'), reason: 'mistyped' },
      { today },
    );
    const state = fold(load(grown), decision.ok ? decision.events : [], 2);
    expect(state.on).toBe('2025-01-01');
    expect(migrate(state, grown)).toEqual({ ok: true, events: [] });
  });

  test('the same row stays a duplicate when its sealed title is destroyed', () => {
    const result = migrate(null, grown);
    const erased = result.ok ? result.events.map(({ type, v, on, data }) => ({ type, v, on, data })) : [];
    expect(migrate(fold(null, erased), grown)).toEqual({ ok: true, events: [] });
  });

  test('a fee row is compared in fen', () => {
    const feeRow = (amount: number): RegisterRow => ({
      entry: 'fee',
      row: { number: '1', receivedOn: d('2026-01-05'), amount },
    });
    const state = load(feeRow(-33.1));
    expect(migrate(state, feeRow(-33.1))).toEqual({ ok: true, events: [] });
    expect(migrate(state, feeRow(33))).toEqual({ ok: false, field: 'amount' });
  });
});
