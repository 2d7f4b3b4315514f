/** By which text of a law a case is judged: the one in force on its days, and never one that nobody compared the rules with. */
import { describe, expect, it } from 'vitest';
import { explainAppeal } from '#shared/appeal/explanation.ts';
import { evolve } from '#shared/appeal/state.ts';
import {
  LAW_SOURCES,
  type LawSource,
  sourceName,
  sourceOf,
  textsInForce,
  textsOf,
} from '#shared/glossary/law-sources.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { refuse } from '#shared/kernel/decision.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { specificationOf } from '../../support/specification.ts';

const REPLACED: LawSource = {
  title: '某条例',
  texts: [
    {
      document: '第1号',
      promulgated: dateOf('2007-05-29'),
      inForce: dateOf('2007-08-01'),
      read: 'copy',
    },
    {
      document: '第2号',
      promulgated: dateOf('2026-04-29'),
      inForce: dateOf('2026-07-01'),
      read: 'unchecked',
    },
  ],
};
const documents = (from: string, until: string): string[] =>
  textsOf(REPLACED, dateOf(from), dateOf(until)).map(({ document }) => document);

describe('the text in force', () => {
  it('is the old one to the last day before the new one', () => {
    expect(documents('2026-06-30', '2026-06-30')).toEqual(['第1号']);
    expect(documents('2026-07-01', '2026-07-01')).toEqual(['第2号']);
  });

  it('is both where the case ran over the change, and none before there was a law', () => {
    expect(documents('2026-06-01', '2026-08-01')).toEqual(['第1号', '第2号']);
    expect(documents('2007-01-01', '2007-07-31')).toEqual([]);
  });

  it('says of each whether the rules were compared with it', () => {
    const [old, new_] = textsOf(REPLACED, dateOf('2026-06-30'), dateOf('2026-07-01'));
    expect([old?.read, new_?.read]).toEqual(['copy', 'unchecked']);
  });
});

describe('the table of sources', () => {
  it('has the texts of each in the order of their days, promulgated before they were in force', () => {
    for (const { texts } of Object.values(LAW_SOURCES)) {
      const days = texts.map(({ inForce }) => inForce).filter((day) => day !== null);
      expect(days).toEqual([...days].sort());
      for (const { promulgated, inForce } of texts)
        if (promulgated !== null && inForce !== null) expect(promulgated <= inForce).toBe(true);
    }
  });

  it('knows a source by the article as the rules cite it', () => {
    expect(sourceOf('复议法48')).toBe('复议法');
    expect(sourceOf('复议法实施条例58')).toBe('复议法实施条例');
    expect(sourceOf('国办函〔2020〕109号4')).toBe('国办函〔2020〕109号');
    expect(sourceOf('某法1')).toBeNull();
    expect(sourceName('复议法(2017)')).toBe('《行政复议法》（2017年）');
  });
});

const OPENED = {
  ...{ number: '复1', kind: 'review', route: null, application: null, coDefendant: false },
  ...{ procedure: 'simplified', copyReceivedOn: null, migrated: false },
};
function reviewOpenedOn(day: string, kind = 'review') {
  const opened = { type: 'AppealOpened', v: 2, on: dateOf(day), data: { ...OPENED, kind } };
  const { now } = specificationOf({ decide: () => refuse('unknownCase'), evolve })(opened);
  return (on: string) => explainAppeal(now, STATE_CALENDAR, dateOf(on));
}

describe('a review', () => {
  it('opened under the revised regulation is judged by it', () => {
    const { texts } = reviewOpenedOn('2026-07-02')('2026-07-10');
    expect(texts.map(({ source, document }) => `${source} ${document}`)).toEqual([
      '复议法 主席令第九号',
      '复议法实施条例 国务院令第836号',
    ]);
  });

  it('that ran over the change shows both texts', () => {
    const { texts } = reviewOpenedOn('2026-06-20')('2026-07-10');
    expect(texts.map(({ document }) => document)).toContain('国务院令第499号');
    expect(texts.map(({ document }) => document)).toContain('国务院令第836号');
  });

  it('of 2023 is answered in ten natural days, in the one procedure of then (复议法(2017)23, 31)', () => {
    const [answer, decision] = reviewOpenedOn('2023-11-01')('2023-11-02').periods;
    expect(answer).toMatchObject({ article: '复议法(2017)23', dueOn: '2023-11-13' });
    expect(decision).toMatchObject({ article: '复议法(2017)31', dueOn: '2024-01-02' });
    expect(reviewOpenedOn('2024-01-02')('2024-01-03').periods[0]?.article).toBe('复议法54');
  });
});

describe('what nobody compared the rules with', () => {
  it('is marked: a suit of 2016, an application of 2018', () => {
    expect(reviewOpenedOn('2016-03-01', 'suit')('2016-03-02').texts).toMatchObject([{ read: 'unchecked' }]);
    expect(textsInForce(['条例'], dateOf('2018-05-01'), dateOf('2018-05-20'))).toMatchObject([
      { source: '条例', document: '国务院令第492号', read: 'unchecked' },
    ]);
  });
});
