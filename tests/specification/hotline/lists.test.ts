/** The lists of an office: dated data, the same whatever the order in which the edits were entered. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersFor, filledIn } from '#shared/hotline/answer-templates.ts';
import {
  evolveLists,
  groupOf,
  type HotlineLists,
  type ListsEvent,
  offeredOn,
  versionOn,
} from '#shared/hotline/lists.ts';
import { decideLists, type ListsCommand } from '#shared/hotline/lists-commands.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { specificationOf } from '../../support/specification.ts';

type Edit = Omit<ListsCommand & { command: 'SetListEntry' }, 'on' | 'list'> & { on: string; list?: string };

const given = specificationOf({ decide: decideLists, evolve: evolveLists });

/** The lists after commands that are all taken. */
function listsAfter(
  ...edits: readonly (Edit | { command: 'EndListEntry'; on: string; label: string })[]
): HotlineLists {
  return given(...edits.map((edit) => ({ list: 'sources', ...edit }) as ListsCommand)).now;
}

const entry = (lists: HotlineLists, list: 'sources' | 'types', label: string) =>
  lists.entries[list].get(label) ?? expect.fail(`${label} is not in the list`);

const set = (on: string, more: Partial<Edit> = {}): Edit =>
  ({ command: 'SetListEntry', label: '市长信箱', on, ...more }) as Edit;
const end = (on: string) => ({ command: 'EndListEntry', label: '市长信箱', on }) as const;

describe('an entry', () => {
  test('is on each day as last settled before it', () => {
    const lists = listsAfter(set('2026-01-01'), set('2026-06-01', { group: '12345' }), end('2026-09-01'));
    const groups = ['2026-05-31', '2026-06-01', '2026-12-31'].map((on) =>
      groupOf(lists, '市长信箱', dateOf(on)),
    );
    expect(groups).toEqual(['other', '12345', '12345']);
    const offered = ['2025-12-31', '2026-08-31', '2026-09-01'].map((on) =>
      offeredOn(lists, 'sources', dateOf(on)).some(({ label }) => label === '市长信箱'),
    );
    expect(offered).toEqual([false, true, false]);
  });

  test('that was ended keeps the group that is settled for an earlier day afterwards', () => {
    const lists = listsAfter(set('2026-01-01'), end('2026-09-01'), set('2026-06-01', { group: '12345' }));
    expect(groupOf(lists, '市长信箱', dateOf('2026-10-01'))).toBe('12345');
  });

  test('keeps its limit when something else is settled for the same day', () => {
    const type = { list: 'types', label: '证明' } as Partial<Edit>;
    const lists = listsAfter(
      set('2026-01-01', { ...type, hours: 24 }),
      set('2026-06-01', { ...type, workingDays: 3 }),
    );
    const limits = ['2026-03-01', '2026-07-01'].map((on) =>
      versionOn(entry(lists, 'types', '证明'), dateOf(on)),
    );
    expect(limits).toMatchObject([
      { hours: 24, workingDays: null },
      { hours: null, workingDays: 3 },
    ]);
  });

  test('comes out the same in whatever order edits for different days are entered', () => {
    const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'];
    const edit = fc.record({
      offered: fc.boolean(),
      group: fc.constantFrom('12345' as const, 'other' as const, null),
    });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 5, maxLength: 5 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        (edits, order) => {
          const events = edits.map(({ offered, group }, at) => {
            const data = { list: 'sources', label: '书记在线' } as const;
            const settled = { ...data, group, workingDays: null, found: false };
            const on = dateOf(days[at] ?? '');
            return offered
              ? ({ type: 'ListEntrySet', v: 1, on, data: settled } as ListsEvent)
              : ({ type: 'ListEntryEnded', v: 1, on, data } as ListsEvent);
          });
          const shuffled = order.map((at) => events[at] as ListsEvent);
          expect(entry(given(...shuffled).now, 'sources', '书记在线')).toEqual(
            entry(given(...events).now, 'sources', '书记在线'),
          );
        },
      ),
    );
  });
});

describe('an entry under another name', () => {
  const type = { list: 'types', label: '证明' } as Partial<Edit>;
  const renamed = (on: string, to: string) =>
    ({ command: 'RenameListEntry', list: 'types', label: '证明', to, on: dateOf(on) }) as ListsCommand;
  const certificate = () =>
    given({ ...set('2026-01-01', { ...type, hours: 24 }), list: 'types' } as unknown as ListsCommand);

  test('keeps what was settled of it, and the former one is offered no longer', () => {
    const { now } = certificate().and(renamed('2026-06-01', '开具证明'));
    const offered = (on: string) =>
      offeredOn(now, 'types', dateOf(on))
        .map(({ label }) => label)
        .filter((label) => label.includes('证明'));
    expect([offered('2026-05-31'), offered('2026-06-01')]).toEqual([['证明'], ['开具证明']]);
    expect(versionOn(entry(now, 'types', '开具证明'), dateOf('2026-06-01')).hours).toBe(24);
  });

  test('may not be that of another in use, nor its own', () => {
    certificate().when(renamed('2026-06-01', '咨询')).thenRefused('alreadyExists');
    certificate().when(renamed('2026-06-01', '证明 ')).thenRefused('unchanged');
  });
});

describe('an answer template', () => {
  const on = dateOf('2026-01-01');
  const template = (name: string, more: object = {}) =>
    ({ command: 'SetAnswerTemplate', on, name, text: `${name}的答复`, ...more }) as ListsCommand;

  test('is offered where its type and topic are, what is made for the case first', () => {
    const { now } = given(
      template('通用'),
      template('咨询', { type: '咨询' }),
      template('积水', { topic: '道路积水' }),
      template('投诉', { type: 'complaint' }),
    );
    const offered = answersFor(now.answers, { type: 'consultation', topic: '道路积水' });
    expect(offered.map(({ name }) => name)).toEqual(['积水', '咨询', '通用']);
  });

  test('is changed under its name, and gone once it is ended', () => {
    const once = given(template('通用'));
    once.when(template('通用')).thenRefused('unchanged');
    const changed = once.and(template('通用', { text: '改过' }));
    expect(changed.now.answers.get('通用')).toMatchObject({ text: '改过' });
    expect(changed.and({ command: 'EndAnswerTemplate', on, name: '通用' }).now.answers.size).toBe(0);
    once.when({ command: 'EndAnswerTemplate', on, name: '没有' }).thenRefused('badChoice');
    once.when(template('积水', { type: '没有的类型' })).thenRefused('badChoice');
  });

  test('has what is known of the case in its places; what is not known stays to be typed', () => {
    const known = { 编号: 'RX1', 承办单位: null, 日期: '2026-11-23' };
    expect(filledIn('{编号}已由{承办单位}于{日期}办理，{时间}{constructor}', known)).toBe(
      'RX1已由{承办单位}于2026-11-23办理，{时间}{constructor}',
    );
  });
});
