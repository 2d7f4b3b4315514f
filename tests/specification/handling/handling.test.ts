/** Who has a case and what is noted of it: true of every kind that is handled, and without a word to its figures. */
import { describe, expect, it } from 'vitest';
import { appealKind } from '#shared/appeal/kind.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { handlingOf } from '#shared/handling/state.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { FIRST_LISTS } from '#shared/hotline/lists.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES } from '#shared/kernel/policies.ts';
import { specificationOf } from '../../support/specification.ts';

const settings = { calendar: STATE_CALENDAR, policies: DEFAULT_POLICIES, lists: FIRST_LISTS };
const context = { today: dateOf('2026-11-24'), settings };
const rules = <State>(kind: Kind<State>) => ({
  decide: (state: State | null, command: object) => kind.decide(state, command, context),
  evolve: kind.evolve,
});
const told = <State>(kind: Kind<State>, opening: object) => specificationOf(rules(kind))(opening);

const application = () =>
  told(disclosureKind, {
    ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-02', subject: '规划图' },
    applicant: { type: 'naturalPerson', name: '赵一' },
  });
const call = () =>
  told(hotlineKind, {
    ...{ command: 'RegisterHotlineCase', case: 'T1', at: '2026-11-02T09:00:00.000+08:00' },
    ...{ source: '12345热线', type: 'complaint' },
  });
const appeal = () => told(appealKind, { command: 'OpenAppeal', kind: 'review', on: '2026-11-02' });

/** As the desk hands it on once the bytes are put aside. */
const FILE = {
  ...{ command: 'AttachFile', case: '1', paper: 'application', name: '申请书.pdf', content: 'JVBERg==' },
  kept: {
    ...{ file: 'f1', type: 'pdf', bytes: 7, sha256: '0'.repeat(64), name: '申请书.pdf', digest: 'd1' },
    ...{ scan: 'unscanned', scanner: null },
  },
};

describe('a case is given to somebody', () => {
  it('whichever kind it is, and stands in lists under that name', () => {
    for (const one of [application(), call(), appeal()]) {
      const given = one.and({ command: 'AssignCase', case: '1', person: 'li', note: '请核对' });
      expect(handlingOf(given.now)).toMatchObject({ person: 'li', department: null });
    }
    const given = application().and({ command: 'AssignCase', case: '1', person: 'li', department: '办公室' });
    expect(disclosureKind.brief?.(given.now, STATE_CALENDAR).facts).toMatchObject({
      person: 'li',
      department: '办公室',
    });
  });

  it('handed on, taken away, and the department stays where only the person is named', () => {
    const given = application().and({ command: 'AssignCase', case: '1', person: 'li', department: '办公室' });
    const handedOn = given.and({ command: 'AssignCase', case: '1', person: 'wang' });
    expect(handlingOf(handedOn.now)).toMatchObject({ person: 'wang', department: '办公室' });
    expect(handlingOf(handedOn.and({ command: 'AssignCase', case: '1', person: null }).now)).toMatchObject({
      person: null,
      department: '办公室',
    });
    given.when({ command: 'AssignCase', case: '1', person: 'li' }).thenNothing();
    given.when({ command: 'AssignCase', case: '1' }).thenRefused('required');
  });

  it('only a dispatch says which department has a call', () => {
    call().when({ command: 'AssignCase', case: 'T1', department: '水务局' }).thenRefused('ownCommand');
  });
});

describe('what is done around a case', () => {
  const worked = [
    { command: 'AssignCase', case: '1', person: 'li' },
    { command: 'AddNote', case: '1', text: '已电话沟通' },
    FILE,
    { command: 'WithdrawFile', case: '1', file: 'f1', reason: '传错' },
  ];

  it('moves no figure, no status and no date, of an open, a concluded and a voided case', () => {
    const reply = { command: 'Reply', case: '1', on: '2026-11-20', outcome: 'disclosed' };
    const gone = { command: 'VoidEntry', case: '1', on: '2026-11-20', reason: '误登' };
    for (const before of [application(), application().and(reply), application().and(gone)]) {
      const after = before.and(...worked);
      expect(disclosureKind.contributions(after.now)).toEqual(disclosureKind.contributions(before.now));
      const { facts: _, ...was } = disclosureKind.brief?.(before.now, STATE_CALENDAR) ?? { facts: {} };
      expect(disclosureKind.brief?.(after.now, STATE_CALENDAR)).toMatchObject(was);
    }
    expect(hotlineKind.contributions(call().and(...worked).now)).toEqual(
      hotlineKind.contributions(call().now),
    );
    expect(appealKind.contributions(appeal().and(...worked).now)).toEqual(
      appealKind.contributions(appeal().now),
    );
  });

  it('a file is there until it is withdrawn, and only a file that is there can be', () => {
    const filed = application().and(FILE);
    expect(handlingOf(filed.now).files).toMatchObject([
      { file: 'f1', name: '申请书.pdf', digest: 'd1', scan: 'unscanned', withdrawn: null },
    ]);
    const withdraw = { command: 'WithdrawFile', case: '1', file: 'f1', reason: '传错' };
    const gone = filed.and(withdraw);
    expect(handlingOf(gone.now).files).toMatchObject([{ file: 'f1', withdrawn: { reason: '传错' } }]);
    gone.when(withdraw).thenRefused('unknownFile');
    filed.when({ ...withdraw, file: 'f2' }).thenRefused('unknownFile');
  });

  it('the same file as the same paper is attached once, as another paper or after withdrawal again', () => {
    const filed = application().and(FILE);
    const again = { ...FILE, kept: { ...FILE.kept, file: 'f2' } };
    filed.when(again).thenNothing();
    const asEvidence = filed.and({ ...again, paper: 'evidence' });
    expect(handlingOf(asEvidence.now).files).toHaveLength(2);
    const withdrawn = filed.and({ command: 'WithdrawFile', case: '1', file: 'f1', reason: '传错' });
    expect(handlingOf(withdrawn.and(again).now).files).toHaveLength(2);
  });

  it('a file that was not put aside is none, and one with malicious software is told of', () => {
    const { kept: _, ...bare } = FILE;
    application().when(bare).thenRefused('unknownFile');
    const infected = {
      ...FILE,
      kept: { ...FILE.kept, scan: 'infected', scanner: 'clamav', threat: 'Eicar' },
    };
    const { state } = { state: application().now };
    expect(disclosureKind.decide(state, infected, context)).toMatchObject({
      ok: true,
      warnings: [{ code: 'malwareFound' }],
    });
  });

  it('no case, no note', () => {
    expect(disclosureKind.decide(null, { command: 'AddNote', case: '9', text: '一' }, context)).toMatchObject(
      {
        ok: false,
        refusal: { code: 'unknownCase' },
      },
    );
  });
});
