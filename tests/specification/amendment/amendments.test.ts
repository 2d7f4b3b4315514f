/** 条例41: who has evidence that a record about himself is not accurate asks for its correction. No table counts it. */
import { describe, expect, it } from 'vitest';
import type { AmendmentCommand } from '#shared/amendment/commands.ts';
import { decide } from '#shared/amendment/decide.ts';
import { amendmentKind } from '#shared/amendment/kind.ts';
import { evolve } from '#shared/amendment/state.ts';
import { withKeys } from '#shared/intake/command-choices.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { memoryLedger } from '../../support/memory-ledger.ts';
import { specificationOf } from '../../support/specification.ts';

const given = specificationOf({
  decide: (state, command: AmendmentCommand) => decide(state, command, { today: dateOf('2026-11-24') }),
  evolve,
});
const d = dateOf;
const REQUEST = {
  command: 'RequestAmendment',
  case: '1',
  on: d('2026-11-02'),
  applicant: { type: 'naturalPerson', name: '赵一', identity: '证' },
  subject: '社会保险缴费记录',
  description: '2019年3月的缴费基数有误',
  evidence: '工资单、完税证明',
} as const satisfies AmendmentCommand;
const decided = (fields: object): AmendmentCommand =>
  ({ command: 'DecideAmendment', case: '1', on: d('2026-11-16'), ...fields }) as AmendmentCommand;

describe('a request to correct a record about oneself', () => {
  it('is registered with its evidence, open and without a date: the article names no period', () => {
    const { now } = given()
      .when(REQUEST)
      .thenEvents({ type: 'AmendmentRequested', texts: { evidence: '工资单、完税证明', identity: '证' } });
    expect(amendmentKind.brief?.(now, STATE_CALENDAR)).toMatchObject({
      ...{ status: 'open', openedOn: '2026-11-02', dueOn: null, stepDueOn: null },
    });
  });

  it('ends by a correction, by being passed on, by the organ that may being named, or by a refusal', () => {
    const request = given(REQUEST);
    expect(request.when(decided({ decision: 'corrected' })).thenEvents('AmendmentDecided').now).toMatchObject(
      {
        ...{ decision: 'corrected', endedOn: '2026-11-16' },
      },
    );
    request.when(decided({ decision: 'referred', organ: '市社保局' })).thenLawful();
    request.when(decided({ decision: 'directed', organ: '市社保局' })).thenLawful();
    request.when(decided({ decision: 'refused', reason: '与工资单一致' })).thenLawful();
  });

  it('names the organ that may correct it, and why it is refused', () => {
    for (const decision of ['referred', 'directed', 'refused'])
      given(REQUEST).when(decided({ decision })).thenRefused('required', '条例41');
  });

  it('is decided once, not before it came, and may be withdrawn instead', () => {
    const done = given(REQUEST, decided({ decision: 'corrected' }));
    done.when(decided({ decision: 'corrected' })).thenRefused('alreadyConcluded', '条例41');
    done.when(decided({ decision: 'refused', reason: '不属实' })).thenRefused('alreadyConcluded', '条例41');
    done
      .when({ command: 'WithdrawAmendment', case: '1', on: d('2026-11-17') })
      .thenRefused('alreadyConcluded');
    given(REQUEST)
      .when(decided({ decision: 'corrected', on: d('2026-11-01') }))
      .thenRefused('dateOrder', '条例41');
    const gone = given(REQUEST, { command: 'WithdrawAmendment', case: '1', on: d('2026-11-05') });
    expect(gone.now).toMatchObject({ withdrawn: true, decision: null, endedOn: '2026-11-05' });
  });

  it('is corrected and voided like any entry', () => {
    const done = given(REQUEST, decided({ decision: 'corrected' }));
    const why = { case: '1', reason: '误录' };
    const moved = done.and({ command: 'CorrectDate', event: 'DecideAmendment', on: d('2026-11-17'), ...why });
    expect(moved.now.endedOn).toBe('2026-11-17');
    done
      .when({ command: 'CorrectDate', event: 'RequestAmendment', on: d('2026-11-18'), ...why })
      .thenRefused('contradictsLaterStep', '条例41');
    const other = done.and({ command: 'CorrectOutcome', on: d('2026-11-18'), outcome: 'refused', ...why });
    expect(other.now.decision).toBe('refused');
    const voided = done.and({ command: 'VoidEntry', on: d('2026-11-18'), ...why });
    voided.when(decided({ decision: 'corrected' })).thenRefused('voided');
    voided.when(REQUEST).thenRefused('numberTaken');
  });
});

it('may be written in a file with the labels of its lists', () => {
  const { applicant } = withKeys({ ...REQUEST, applicant: { type: '自然人', name: '赵一' } });
  expect(applicant).toEqual({ type: 'naturalPerson', name: '赵一' });
  expect(withKeys({ command: 'DecideAmendment', decision: '审核属实，予以更正' }).decision).toBe('corrected');
});

it('is no application: table 三 stays as it is', async () => {
  const office = memoryLedger();
  office.setClock('2026-11-24T09:00:00.000+08:00');
  const before = await office.report(2026);
  expect(await office.command(REQUEST)).toMatchObject({ ok: true });
  expect(await office.command(decided({ decision: 'corrected' }))).toMatchObject({ ok: true });
  expect((await office.report(2026)).table3).toEqual(before.table3);
});
