import { describe, expect, test } from 'vitest';
import { hotlineContributions } from '#shared/hotline/figures.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { ACCEPTED, at, CALL, given, type Step } from '../../support/hotline-case.ts';

const dispatched: Step = { command: 'Dispatch', at: '2026-03-02 09:30', department: '城管局' };
const heard: Step = { command: 'RecordDepartmentReply', at: '2026-03-04 11:00', text: '当日已清运' };
const told: Step = { command: 'ReplyToCaller', at: '2026-03-05', text: '告知已清运' };
const closed: Step = { command: 'CloseHotlineCase', at: '2026-03-06', text: '清运渣土两车' };
const rated: Step = {
  command: 'RecordFollowUp',
  at: '2026-03-07',
  satisfaction: 'satisfied',
  text: '感谢',
};
/** As a program of before would enter it. */
const silently = (step: Step): Step => JSON.parse(JSON.stringify({ ...step, text: undefined }));

describe('what was said and done', () => {
  test('stands with each step, sealed', () => {
    const whole = given(CALL, ACCEPTED, dispatched, heard, told, closed, rated);
    expect(whole.events.slice(-4).map(({ type, texts }) => [type, texts])).toEqual([
      ['DepartmentReplied', { departmentReply: '当日已清运' }],
      ['CallerAnswered', { answer: '告知已清运' }],
      ['HotlineCaseClosed', { settlement: '清运渣土两车' }],
      ['FollowUpRecorded', { feedback: '感谢' }],
    ]);
    expect(JSON.stringify(whole.events.map(({ data }) => data))).not.toMatch(/清运|感谢/);
  });

  test('need not be said: programs of before say when a step was, and no more', () => {
    const answered = given(CALL, ACCEPTED, dispatched, silently(told));
    expect(answered.events.at(-1)).not.toHaveProperty('texts');
  });

  test('moves no figure and no date', () => {
    const silent = given(CALL, ACCEPTED, dispatched, silently(told), silently(closed), silently(rated));
    const whole = given(CALL, ACCEPTED, dispatched, heard, told, closed, rated);
    expect(hotlineContributions(whole.now)).toEqual(hotlineContributions(silent.now));
    expect(hotlineKind.brief?.(whole.now, STATE_CALENDAR)).toEqual(
      hotlineKind.brief?.(silent.now, STATE_CALENDAR),
    );
  });
});

describe('the reply of a department', () => {
  test('is that of the one that had the case in hand then, unless another is named', () => {
    const moved = given(CALL, ACCEPTED, dispatched, {
      ...dispatched,
      at: '2026-03-08',
      department: '住建局',
    });
    moved.when(heard).thenEvents({ data: { department: '城管局' } });
    moved.when({ ...heard, at: '2026-03-09' }).thenEvents({ data: { department: '住建局' } });
    moved.when({ ...heard, department: '交警大队' } as Step).thenEvents({ data: { department: '交警大队' } });
  });

  test('is that of the one it was dispatched to in the same minute', () => {
    const sent = given(CALL, ACCEPTED, dispatched);
    sent.when({ ...heard, at: '2026-03-02 09:30' }).thenEvents({ data: { department: '城管局' } });
  });

  test('comes from no department that was never asked', () => {
    given(CALL, ACCEPTED).when(heard).thenRefused('notDispatched');
    given(CALL).when(heard).thenRefused('notAccepted');
  });

  test('may come in parts: two within a minute are two where they say different things', () => {
    const once = given(CALL, ACCEPTED, dispatched, heard);
    once.when(heard).thenNothing();
    once.when({ ...heard, text: '另附照片' } as Step).thenEvents('DepartmentReplied');
  });

  test('is waited for anew once the case goes elsewhere or is done over', () => {
    const answered = given(CALL, ACCEPTED, dispatched, heard);
    expect(answered.now.departmentRepliedAt).toBe(at('2026-03-04 11:00'));
    const again: Step = { ...dispatched, at: '2026-03-04 12:00' };
    expect(answered.and(again).now.departmentRepliedAt).toBeNull();
    const redone: Step = { command: 'Redo', at: '2026-03-08', reason: '未解决' };
    expect(answered.and(told, closed, redone).now.departmentRepliedAt).toBeNull();
  });
});

describe('where it is', () => {
  test('the sub-district is a fact, the address a sealed text', () => {
    const call = given({ ...CALL, subdistrict: '龙城街道', address: '云天路8号' } as Step);
    expect(call.events[0]).toMatchObject({
      data: { subdistrict: '龙城街道', located: true },
      texts: { address: '云天路8号' },
    });
    expect(call.now).toMatchObject({ subdistrict: '龙城街道', texts: { address: '云天路8号' } });
  });

  test('a sub-district that no list has is added, and may be put right', () => {
    const call = given(CALL);
    const right: Step = { command: 'ClassifyHotlineCase', on: '2026-03-03', subdistrict: '龙城街道' } as Step;
    call.when(right).thenWarned('addedToList');
    expect(call.and(right).now).toMatchObject({ subdistrict: '龙城街道', topic: '道路' });
    call.and(right).when(right).thenRefused('unchanged');
  });

  const ROW = { number: '1', receivedAt: at('2026-03-02 09:00') };

  test('a later row of a file may name it; another word for it is a conflict', () => {
    const placed = { ...ROW, subdistrict: '龙城街道', address: '云天路8号' };
    const imported = given().whenImported(ROW).thenLawful();
    const later = imported.whenImported(placed).thenEvents('HotlineCaseClassified');
    expect(later.now).toMatchObject({
      subdistrict: '龙城街道',
      texts: { address: '云天路8号' },
    });
    later.whenImported(placed).thenNothing();
    later.whenImported({ ...placed, address: '云天路9号' }).thenConflict('address');
  });

  test('an address that was erased does not come back with the file it came in', () => {
    const placed = { ...ROW, address: '云天路8号' };
    const { events } = given().whenImported(placed).thenLawful();
    const erased = events.map(({ texts: _texts, ...event }) => event);
    given(...erased)
      .whenImported(placed)
      .thenNothing();
  });

  test('nor one that was supplied by a correction and erased', () => {
    const { events } = given().whenImported(ROW).thenLawful();
    const data = { event: '1.1', fields: ['address'] };
    const supplied = { type: 'TextCorrected', v: 1, on: dateOf('2026-03-03'), data };
    given(...events, supplied)
      .whenImported({ ...ROW, address: '云天路8号' })
      .thenNothing();
  });
});
