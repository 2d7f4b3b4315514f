/** How a case begins, how it is sorted, and what limit that brings it. */
import { describe, expect, test } from 'vitest';
import type { HotlineRow } from '#shared/hotline/migrate.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { ACCEPTED, at, CALL, given, givenWith, listing, type Step } from '../../support/hotline-case.ts';

const dispatched: Step = { command: 'Dispatch', at: '2026-03-03 09:30', department: '城管局' };
const ROW: HotlineRow = { number: '1', receivedAt: at('2026-03-02 09:00') };
const sorted = (anew: object): Step =>
  ({ command: 'ClassifyHotlineCase', on: '2026-03-04', ...anew }) as unknown as Step;
const limits = (events: readonly DomainEvent[]) =>
  events.filter(({ type }) => type === 'TimeLimitSet').map(({ data }) => data);

describe('a call that is registered', () => {
  test('says what it is sorted by, and that a person entered it', () => {
    const [call] = given({ ...CALL, type: '投诉' } as Step).events;
    expect(call?.data).toEqual({
      ...{ number: '1', at: at('2026-03-02 09:00'), source: '12345热线', group: '12345' },
      ...{ type: 'complaint', topic: '道路', subdistrict: null, migrated: false },
    });
    expect(call).not.toHaveProperty('texts');
  });

  test('seals what was said, and nothing for what was not', () => {
    const [call] = given({ ...CALL, caller: '王某', description: '积水' } as Step).events;
    expect(Object.entries(call?.texts ?? {})).toEqual([
      ['caller', '王某'],
      ['description', '积水'],
    ]);
  });

  test('adds the names that no list has, each with a warning', () => {
    const found = given().when({ ...CALL, source: '新平台', subdistrict: '龙城街道' } as Step);
    const facts = (list: string, label: string) => ({ code: 'addedToList', facts: { list, label } });
    expect(found.warnings).toEqual([
      facts('sources', '新平台'),
      facts('topics', '道路'),
      facts('subdistricts', '龙城街道'),
    ]);
  });

  test('warns of no name that is on its list, nor of one that was not said', () => {
    const lists = listing({ list: 'topics', label: '道路' }, { list: 'subdistricts', label: '龙城街道' });
    givenWith({ lists })
      .when({ ...CALL, subdistrict: '龙城街道' } as Step)
      .thenWarned();
    given()
      .when({ ...CALL, topic: undefined } as Step)
      .thenWarned();
  });
});

describe('a department that is dispatched to', () => {
  test('is added to the list where the list lacks it', () => {
    const accepted = given(CALL, ACCEPTED);
    expect(accepted.when(dispatched).warnings).toEqual([
      { code: 'addedToList', facts: { list: 'departments', label: '城管局' } },
    ]);
    givenWith({ lists: listing({ list: 'departments', label: '城管局' }) }, CALL, ACCEPTED)
      .when(dispatched)
      .thenWarned();
    accepted.when({ command: 'ReplyToCaller', at: '2026-03-05' }).thenWarned();
  });
});

describe('a case that is sorted anew', () => {
  const accepted = given(CALL, ACCEPTED);

  test('says only what is another, and keeps its limit', () => {
    const anew = accepted
      .when(sorted({ type: '咨询', topic: '道路' }))
      .thenEvents({ type: 'HotlineCaseClassified', on: '2026-03-04' });
    expect(anew.events.at(-1)?.data).toEqual({
      ...{ type: 'consultation', topic: null, subdistrict: null, migrated: false },
    });
    expect(anew.now).toMatchObject({ type: 'consultation', topic: '道路', dueAt: accepted.now.dueAt });
  });

  test('has another topic or sub-district alone, the type staying', () => {
    const topic = accepted.when(sorted({ type: 'complaint', topic: '噪音' })).thenWarned('addedToList');
    expect(topic.events.at(-1)?.data).toMatchObject({ type: null, topic: '噪音', subdistrict: null });
    expect(topic.now).toMatchObject({ type: 'complaint', topic: '噪音' });
    const place = accepted.when(sorted({ subdistrict: '龙城街道' })).thenWarned('addedToList');
    expect(place.now).toMatchObject({ type: 'complaint', topic: '道路', subdistrict: '龙城街道' });
  });

  test('is refused where it says nothing new, or a type that the office does not have', () => {
    accepted.when(sorted({ type: 'complaint' })).thenRefused('unchanged');
    accepted.when(sorted({ type: '投诉', topic: '道路' })).thenRefused('unchanged');
    accepted.when(sorted({})).thenRefused('unchanged');
    expect(accepted.when(sorted({ type: '闲聊', topic: '噪音' })).refusal).toMatchObject({
      ...{ code: 'badChoice', facts: { field: 'type' } },
    });
  });
});

describe('the limit of a case', () => {
  const hourly = listing({ list: 'types', label: '投诉', hours: 24 });

  test('says from when it runs, and how many working days or hours', () => {
    expect(limits(given(CALL, ACCEPTED).events)).toEqual([
      {
        at: at('2026-03-02 09:10'),
        ...{ dueAt: at('2026-03-23T23:59:59.999+08:00'), provisional: false },
        ...{ workingDays: 15, migrated: false },
      },
    ]);
    expect(limits(givenWith({ lists: hourly }, CALL, ACCEPTED).events)).toEqual([
      {
        at: at('2026-03-02 09:10'),
        ...{ dueAt: at('2026-03-03 09:10'), provisional: false },
        ...{ hours: 24, migrated: false },
      },
    ]);
  });

  test('stands as it came with the case, when a person accepts it', () => {
    const dueAt = at('2026-03-09 18:00');
    const named = given(CALL)
      .whenImported({ ...ROW, dueAt })
      .thenLawful();
    expect(named.when(ACCEPTED).thenEvents('HotlineCaseAccepted').now.dueAt).toBe(dueAt);
  });

  test('stands as it came with the case, when a department gets it', () => {
    const dueAt = at('2026-03-09 18:00');
    const named = givenWith({ limitFrom: 'dispatch' })
      .whenImported({ ...ROW, type: 'complaint', dueAt })
      .thenLawful();
    expect(named.when(dispatched).thenEvents('Dispatched').now.dueAt).toBe(dueAt);
  });

  test('in hours begins anew with the next department, too', () => {
    const settings = { limitFrom: 'dispatch', lists: hourly } as const;
    const moved = givenWith(settings, CALL, ACCEPTED, dispatched, {
      ...{ ...dispatched, at: '2026-03-03 15:00', department: '住建局' },
    });
    expect(limits(moved.events).map(({ dueAt }) => dueAt)).toEqual([
      at('2026-03-04 09:30'),
      at('2026-03-04 15:00'),
    ]);
  });

  test('is none for a row without a type, or with one that no list has', () => {
    for (const row of [ROW, { ...ROW, type: '城市更新' }]) {
      const bare = givenWith({ limitFrom: 'dispatch' }).whenImported(row).thenLawful();
      expect(bare.when(dispatched).thenEvents('Dispatched').now.dueAt).toBeNull();
    }
  });
});
