/** The reply, its parts, what is redone or revised, and the letters: recorded, warned of and refused by article. */
import { describe, expect, it } from 'vitest';
import { asked, consulted, does, given, received, replied, under } from '../../support/application-desk.ts';
import { later, nthWorkingDay } from '../../support/office-days.ts';

const RECEIVED = received('2026-06-01');
const on = '2026-06-08';

describe('a reply (条例32, 36)', () => {
  const replies = (fields: object) => does('Reply', { on, outcome: 'refused.stateSecret', ...fields });
  const dataOf = (fields: object) => given(RECEIVED).when(replies(fields)).events[0]?.data;

  it('keeps its number, its other grounds and the grounds it names, in the order of the law', () => {
    const plain = { outcome: 'refused.stateSecret', documentNumber: null, migrated: false };
    expect(dataOf({})).toEqual(plain);
    expect(dataOf({ documentNumber: '告〔2026〕1号' })).toEqual({
      ...plain,
      documentNumber: '告〔2026〕1号',
    });
    const others = ['refused.stateSecret', 'refused.internalAffairs'];
    expect(dataOf({ otherGrounds: others })).toEqual({ ...plain, otherGrounds: ['refused.internalAffairs'] });
    expect(dataOf({ otherGrounds: ['refused.stateSecret'] })).toEqual(plain);
    const partly = { outcome: 'partiallyDisclosed', grounds: ['tradeSecret', 'personnel'] };
    const named = dataOf(partly)?.grounds;
    expect([...((named as readonly string[]) ?? [])].sort()).toEqual(['personnel', 'tradeSecret']);
    expect(dataOf({ ...partly, grounds: [] })).not.toHaveProperty('grounds');
    expect(dataOf({ ...partly, grounds: ['personnel', 'tradeSecret'] })?.grounds).toEqual(named);
  });

  it('is closed by commands of their own where nothing came (条例30, 42)', () => {
    given(RECEIVED).when(replied(on, 'other.notCorrected')).thenRefused('ownCommand', '条例30');
    given(RECEIVED).when(replied(on, 'other.feeUnpaid')).thenRefused('ownCommand', '条例42');
    given(RECEIVED)
      .when(does('Reply', { on, outcome: 'disclosed', article: '36(5)' }))
      .thenRefused('badChoice', '条例36');
    given(RECEIVED)
      .when(does('Reply', { on, outcome: 'disclosed', grounds: ['tradeSecret'] }))
      .thenRefused('badChoice', '条例36');
  });

  it('says until when the last third party may still object: to the end of that day, and of no organ', () => {
    const end = nthWorkingDay('2026-06-03', 15);
    const told = given(
      RECEIVED,
      consulted('2026-06-02', '某公司', '2026-06-03'),
      consulted('2026-06-02', '某厂', '2026-06-02'),
    );
    const warnings = told.when(replied(on, 'partiallyDisclosed')).warnings;
    expect(warnings).toEqual([{ code: 'thirdPartyMayStillAnswer', facts: { until: end } }]);
    told.when(replied(end)).thenWarned('thirdPartyMayStillAnswer');
    told.when(replied(later(end, 1))).thenWarned();
    given(RECEIVED, does('ConsultOrgan', { on: '2026-06-02', organ: '市档案馆' }))
      .when(replied(on))
      .thenWarned();
  });
});

describe('a paper with several requests (条例29)', () => {
  const splits = (fields: object) => does('SplitApplication', { on, ...fields });

  it('has as many parts as are said, each with a number of its own', () => {
    given(RECEIVED)
      .when(splits({ into: ['甲-1', '甲-1'] }))
      .thenRefused('numberTaken', '条例29');
    given(RECEIVED)
      .when(splits({ into: ['甲-1', '甲-2'], parts: 3 }))
      .thenRefused('badNumber', '条例29');
    const numbered = under({}, given(RECEIVED), splits({ parts: 3 }));
    expect(numbered.ok && numbered.events[0]?.data).toEqual({ into: ['甲-1', '甲-2', '甲-3'] });
    const own = under({}, given(RECEIVED), splits({ into: ['乙', '丙'] }));
    expect(own.ok && own.events[0]?.data).toEqual({ into: ['乙', '丙'] });
  });

  it('follows the policies of the office: one paper, or counted by the day of the split', () => {
    const parts = splits({ parts: 2 });
    expect(under({ splitPolicy: 'onePaper' }, given(RECEIVED), parts)).toMatchObject({
      refusal: { code: 'splitNotAllowed', article: '条例29' },
    });
    expect(under({ splitAcrossYears: 'byDayOfSplit' }, given(RECEIVED), parts)).toMatchObject({
      ok: true,
      events: [{ data: { counts: 'byDayOfSplit' } }],
    });
  });
});

describe('a reply redone on order or revised (条例36)', () => {
  const told = given(RECEIVED, replied(on));
  const redoes = (fields: object = {}) =>
    does('RedoReply', { on: '2026-08-03', outcome: 'disclosed', byOrderOf: '复议决定', ...fields });

  it('keeps what ordered it, where that is known, and is ordered no later than it was given', () => {
    const order = { orderNumber: '复〔2026〕1号', orderedOn: '2026-08-03', documentNumber: '告〔2026〕2号' };
    expect(told.when(redoes(order)).events).toMatchObject([
      { data: { ...order, counts: 'unchanged', order: null } },
    ]);
    const keys = Object.keys(told.when(redoes()).events[0]?.data ?? {});
    for (const key of Object.keys(order)) expect(keys).not.toContain(key);
    told.when(redoes({ orderedOn: '2026-08-04' })).thenRefused('dateOrder', '条例36');
    told.when(redoes({ order: '复1' })).thenRefused('noSuchOrder');
    told.when(redoes({ article: '36(5)' })).thenRefused('badChoice', '条例36');
    told.when(redoes({ grounds: ['tradeSecret'] })).thenRefused('badChoice', '条例36');
    told.and(redoes()).when(redoes()).thenNothing();
  });

  it('is given on the day of the first reply at the earliest, and is said once', () => {
    told.when(redoes({ on })).thenLawful();
    told.when(redoes({ on: later(on, -1) })).thenRefused('dateOrder', '条例36');
    expect(under({ redoPolicy: 'replaces' }, told, redoes())).toMatchObject({
      events: [{ data: { counts: 'replaces' } }],
    });
    const revises = (fields: object = {}) =>
      does('ReviseReply', { on: '2026-08-03', outcome: 'disclosed', reason: '有误', ...fields });
    expect(under({ selfCorrectionPolicy: 'replaces' }, told, revises())).toMatchObject({
      events: [{ data: { counts: 'replaces', documentNumber: null } }],
    });
    expect(told.when(revises({ documentNumber: '告3' })).events).toMatchObject([
      { data: { documentNumber: '告3' } },
    ]);
    told.when(revises({ article: '36(5)' })).thenRefused('badChoice', '条例36');
    told.when(revises({ grounds: ['tradeSecret'] })).thenRefused('badChoice', '条例36');
  });

  it('is archived from the day of the reply on (条例45)', () => {
    const archives = (day: string) => does('Archive', { on: day });
    told.when(archives(later(on, -1))).thenRefused('dateOrder', '条例45');
    const kept = told.when(archives(on)).thenLawful();
    kept.when(archives(later(on, -1))).thenRefused('archived', '条例45');
  });
});

describe('a letter (条例45)', () => {
  const issues = (fields: object = {}) =>
    does('IssueLetter', {
      ...{ on, kind: 'correction', about: '2.1', number: '补1', template: 't', document: 'UEs=', ...fields },
    });
  const told = given(RECEIVED, asked('2026-06-03', '2026-06-30'));

  it('is issued once of its kind and its step; another takes its place with a reason', () => {
    const { now } = told.when(issues()).thenEvents({ data: { number: '补1', replaces: null } });
    expect(now.letters).toHaveLength(1);
    const issued = told.and(issues());
    issued.when(issues({ number: '补2' })).thenRefused('letterAlreadyIssued', '条例45');
    issued.when(issues({ number: '补2', reason: '日期有误' })).thenEvents({
      ...{ data: { replaces: '补1' }, texts: { document: 'UEs=', reason: '日期有误' } },
    });
    issued.when(issues({ kind: 'receipt' })).thenEvents({ data: { replaces: null } });
    issued.when(issues({ about: '1.1' })).thenEvents({ data: { replaces: null } });
    expect(told.when(issues()).events[0]?.texts).toEqual({ document: 'UEs=' });
  });

  it('of the reply waits for the reply (条例36)', () => {
    told.when(issues({ kind: 'reply' })).thenRefused('notConcluded', '条例36');
    told
      .and(replied(on))
      .when(issues({ kind: 'reply', about: '3.1' }))
      .thenLawful();
  });
});
