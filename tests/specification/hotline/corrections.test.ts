/** What of a case can be put right besides its dates, and by whom. */
import { describe, expect, test } from 'vitest';
import type { HotlineRow } from '#shared/hotline/migrate.ts';
import {
  ACCEPTED,
  at,
  CALL,
  given,
  givenBy,
  givenWith,
  listing,
  type Step,
  standsIn,
  TODAY,
} from '../../support/hotline-case.ts';

const replied: Step = { command: 'ReplyToCaller', at: '2026-03-05', text: '已清运' };
const closed: Step = { command: 'CloseHotlineCase', at: '2026-03-06' };
const redirected: Step = { command: 'RedirectToDisclosure', at: '2026-03-03' };
const from = (source: string): Step => ({ command: 'CorrectFact', source, reason: '转接' });
const repeats = (of: string): Step => ({ command: 'LinkRepeat', of });
const reads = (texts: Record<string, string>): Step => ({ command: 'CorrectText', texts, reason: '听错' });

describe('where a call came from', () => {
  test('is named with a reason, today unless another day is said', () => {
    const named = given(CALL).when(from('书记在线')).thenWarned();
    expect(named.events.at(-1)).toEqual({
      ...{ type: 'HotlineSourceNamed', v: 1, on: TODAY, texts: { reason: '转接' } },
      data: { source: '书记在线', group: 'other', migrated: false },
    });
    const on = '2026-03-04';
    given(CALL)
      .when({ ...from('书记在线'), on } as Step)
      .thenEvents({ on });
  });

  test('takes the call out of 12345, and keeps it among all events', () => {
    const named = given(CALL, ACCEPTED, from('书记在线'));
    expect(standsIn(named)).toEqual([]);
    expect(standsIn(named, 'events')).toContain('bySource["书记在线"]');
  });

  test('has the group that the source had on the day of the call', () => {
    const lists = listing({ list: 'sources', label: '市长信箱', group: '12345' });
    expect(givenWith({ lists }, CALL, from('市长信箱')).now.group).toBe('12345');
  });

  test('is added to the list where the list lacks it', () => {
    expect(given(CALL).when(from('新平台')).warnings).toEqual([
      { code: 'addedToList', facts: { list: 'sources', label: '新平台' } },
    ]);
  });

  test('is nothing new where the case says so, unless nobody had said it', () => {
    given(CALL).when(from('12345热线')).thenNothing();
    const row: HotlineRow = { number: '1', receivedAt: at('2026-03-02') };
    const assumed = given().whenImported(row).thenLawful();
    const named = assumed.when(from('12345热线')).thenEvents('HotlineSourceNamed');
    expect(named.now.sourceAssumed).toBe(false);
    named.when(from('12345热线')).thenNothing();
  });
});

describe('who takes the calls', () => {
  const ended = [
    [CALL, ACCEPTED, replied, closed],
    [CALL, redirected],
  ] as const;

  test('puts right what is not concluded yet', () => {
    const open = givenBy('intake', {}, CALL, ACCEPTED);
    open.when(from('书记在线')).thenLawful();
    open.when(reads({ caller: '李某' })).thenLawful();
  });

  test('leaves what is concluded to the officers', () => {
    for (const told of ended) {
      const over = givenBy('intake', {}, ...told);
      over.when(from('书记在线')).thenRefused('notAllowed');
      over.when(reads({ caller: '李某' })).thenRefused('notAllowed');
      given(...told)
        .when(from('书记在线'))
        .thenLawful();
    }
  });
});

describe('what was said', () => {
  test('reads as it was put right, of the call and of a step by the name of its command', () => {
    const call = { ...CALL, caller: '王某', description: '积水' } as Step;
    const right = given(call, ACCEPTED, replied)
      .when(reads({ caller: '汪某', 'ReplyToCaller/answer': '次日清运' }))
      .thenEvents('TextCorrected', 'TextCorrected');
    expect(right.now.texts).toEqual({ caller: '汪某', description: '积水' });
    expect(right.now.steps.at(-1)?.event.texts).toEqual({ answer: '次日清运' });
    right.when(reads({ caller: '汪某' })).thenNothing();
  });
});

describe('a second call about the same', () => {
  const target = { voided: false, path: [] };
  const again = givenWith({ target }, CALL, ACCEPTED);

  test('is linked to the first and stays a case, counted as before', () => {
    const linked = again.when(repeats('9')).thenWarned();
    expect(linked.events.at(-1)).toEqual({ type: 'LinkedAsRepeat', v: 1, on: TODAY, data: { of: '9' } });
    expect(linked.now.repeatOf).toBe('9');
    expect(standsIn(linked)).toEqual(standsIn(again));
    const on = '2026-03-04';
    again.when({ ...repeats('9'), on } as Step).thenEvents({ on });
  });

  test('is linked once to one call, and to another one in its place', () => {
    const linked = again.and(repeats('9'));
    linked.when(repeats('9')).thenNothing();
    expect(linked.and(repeats('8')).now.repeatOf).toBe('8');
  });

  test('repeats neither itself nor a call that is not there', () => {
    const field = { field: 'of' };
    expect(again.when(repeats('1')).refusal).toMatchObject({ code: 'mergeIntoItself', facts: field });
    const refusalFor = (first: typeof target | null) =>
      givenWith({ target: first }, CALL).when(repeats('9')).refusal;
    expect(refusalFor(null)).toMatchObject({ code: 'unknownCase', facts: field });
    expect(refusalFor({ voided: true, path: [] })).toMatchObject({ code: 'voided', facts: field });
    given(CALL).when(repeats('9')).thenLawful();
  });
});
