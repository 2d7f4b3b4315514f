/** The wordings of the notices of twenty years, and those of others: read whole, or refused with the sentence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeFaultText, readNotice } from '#shared/redating/read-notice.ts';
import { later } from '../../support/office-days.ts';

function spelledOut(spans: readonly string[]): string[] {
  return spans.flatMap((span) => {
    const [first = '', last = first] = span.split('~');
    const days: string[] = [];
    for (let day = first; day <= last; day = later(day, 1)) days.push(day);
    return days;
  });
}
const days = (...spans: readonly string[]): string[] => [...new Set(spelledOut(spans))].sort();

/** Days off and days made up, sorted; or what is told of the words that could not be read. */
function told(text: string, year?: number): object | string {
  const reading = readNotice(text, year);
  if (!reading.ok) return noticeFaultText(reading);
  const { daysOff, makeUp } = reading.notice;
  return { daysOff: days(...daysOff), makeUp: days(...makeUp) };
}
const asRead = (off: readonly string[], made: readonly string[] = []): object => ({
  daysOff: days(...off),
  makeUp: days(...made),
});

const READ: readonly (readonly [string, number, string, object])[] = [
  [
    'a list that names its month once (2010)',
    2010,
    '二、春节：2月13日至19日放假调休，共7天。2月20日（星期六）、21日（星期日）上班。六、中秋节：9月22日至24日放假公休，共3天。9月19日（星期日）、25日（星期六）上班。',
    asRead(
      ['2010-02-13~2010-02-19', '2010-09-22~2010-09-24'],
      ['2010-02-20', '2010-02-21', '2010-09-19', '2010-09-25'],
    ),
  ],
  [
    'the list of the finding',
    2027,
    '元旦放假。1月1日放假。1月9日（周六）、10日（周日）上班'.slice(5),
    asRead(['2027-01-01'], ['2027-01-09', '2027-01-10']),
  ],
  ...['至', '-', '－', '—', '——', '~', '～', '–', '―', '到'].map(
    (dash) =>
      [
        `a span written with ${dash}`,
        2027,
        `10月1日${dash}7日放假，共7天。`,
        asRead(['2027-10-01~2027-10-07']),
      ] as const,
  ),
  [
    'a span over the end of a month and of a year',
    2019,
    '元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。劳动节：4月29日至5月1日放假。',
    asRead(['2018-12-30~2019-01-01', '2019-04-29~2019-05-01'], ['2018-12-29']),
  ],
  [
    'the end of the year before without its year',
    2019,
    '元旦：12月30日至1月1日放假，共3天，12月29日（周六）补班。',
    asRead(['2018-12-30~2019-01-01'], ['2018-12-29']),
  ],
  [
    'made up as 补班, 调休上班 and 照常上班',
    2027,
    '1月1日放假，1月9日（周六）补班，1月10日（周日）调休上班；1月16日（周六）照常上班。',
    asRead(['2027-01-01'], ['2027-01-09', '2027-01-10', '2027-01-16']),
  ],
  [
    'a day off as 补休 and 调休 (2017, 2015)',
    2015,
    '9月3日至5日调休放假，共3天。其中9月3日（星期四）放假，9月4日（星期五）调休，9月6日（星期日）上班。清明节：4月5日放假，4月6日（星期一）补休。',
    asRead(['2015-09-03~2015-09-05', '2015-04-05', '2015-04-06'], ['2015-09-06']),
  ],
  [
    'days of rest moved to others (2008)',
    2008,
    '一、元旦：2007年12月30日—2008年1月1日放假，共3天。其中，1月1日（星期二）为法定节假日，12月30日（星期日）为公休日，12月29日（星期六）公休日调至12月31日（星期一），12月29日（星期六）上班。',
    asRead(['2007-12-30~2008-01-01'], ['2007-12-29']),
  ],
  [
    'days of rest moved to others, listed with a bare day (2007)',
    2007,
    '二、春节：2月18日-24日放假，共7天。其中18日、19日、20日为法定假日，将2月17日（星期六）、25日（星期日）两个公休日分别调至2月21日（星期三）、22日（星期四）；2月24日（星期六）照常公休；17日（星期六）、25日（星期日）上班。',
    asRead(['2007-02-18~2007-02-24'], ['2007-02-17', '2007-02-25']),
  ],
  [
    'the preamble that says since when the rules hold (2025)',
    2025,
    '根据2024年11月修订的《全国年节及纪念日放假办法》，自2025年1月1日起，全体公民放假的假日增加2天，即春节、劳动节各增加1天。经国务院批准，现将2025年元旦、春节放假调休日期的具体安排通知如下。\n一、元旦：1月1日（周三）放假1天，不调休。\n国务院办公厅\n2024年11月12日',
    asRead(['2025-01-01']),
  ],
  [
    'the weekend beside it',
    2018,
    '元旦：1月1日放假，与周末连休，共3天。节假日期间，各地区、各部门要妥善安排好值班。',
    asRead(['2018-01-01']),
  ],
  [
    'a line broken in its middle, as copying from PDF leaves it',
    2026,
    '二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初\n七、周一）放假调休，共9天。2月14日（周六）、\n2月28日（周六）上\n班。⽉'.slice(
      0,
      -1,
    ),
    asRead(['2026-02-15~2026-02-23'], ['2026-02-14', '2026-02-28']),
  ],
  [
    'headings that tell what stands behind them',
    2027,
    '春节放假八天：2月5日至12日\n调休上班：1月30日、2月14日\n放假 4月5日，上班 4月10日',
    asRead(['2027-02-05~2027-02-12', '2027-04-05'], ['2027-01-30', '2027-02-14', '2027-04-10']),
  ],
  [
    'what is done, in the brackets behind the day',
    2027,
    '1月1日（周五，放假1天）。1月9日（周六、上班）。',
    asRead(['2027-01-01'], ['2027-01-09']),
  ],
];

const REFUSED: readonly (readonly [string, number, string, string])[] = [
  ['a word nobody knows', 2027, '1月1日放假。2月3日（星期三）起正常上班。', '2月3日(星期三)起正常上班'],
  ['what is not done', 2027, '1月1日放假。1月9日（周六）不上班。', '1月9日(周六)不上班'],
  ['a weekday that is another', 2027, '1月9日（周日）上班，1月1日放假。', '星期与日期不符'],
  [
    'two weekdays of which one is another',
    2027,
    '1月1日放假，1月9日、10日（周六、周一）上班。',
    '星期与日期不符',
  ],
  ['a number of days that is another', 2027, '10月1日至7日放假，共8天。', '写明的天数与读到的日期不符'],
  [
    'the number of days in a sentence of its own',
    2027,
    '10月1日至7日放假调休。共8天。',
    '写明的天数与读到的日期不符',
  ],
  [
    'days off in Chinese numerals',
    2027,
    '元旦：1月1日放假。春节：二月五日至十一日放假。',
    '二月五日至十一日',
  ],
  [
    'a holiday whose days are in words',
    2027,
    '元旦：1月1日放假。春节：除夕至正月初六放假调休。',
    '除夕至正月初六',
  ],
  [
    'a day of which nothing is said',
    2027,
    '1月1日放假。1月9日（周六）、10日（周日）。2月5日放假。',
    '1月9日',
  ],
  [
    'a line of a list that says nothing',
    2027,
    '放假 2027-01-01\n2027-02-05~2027-02-11\n上班 2027-01-30',
    '2027-02-05',
  ],
  ['days behind the last word', 2027, '10月1日至7日放假调休，10月10日（周六）', '10月10日'],
  ['a mere day whose month may be another', 2027, '4月29日至5月3日放假。23日上班。', '23日上班'],
  ['a last day of December of an unknown year', 2027, '1月1日放假，12月31日放假。', '12月31日'],
  ['a note mark within a day', 2027, '1月1①日放假，2月5日放假。', '1月1①日'],
  [
    'a day of rest that was moved and not worked on',
    2027,
    '2月5日至11日放假，1月30日（周六）公休日调至2月8日（周一）。',
    '公休日调至',
  ],
  [
    'the notice of another year',
    2027,
    '国务院办公厅关于2026年部分节假日安排的通知 1月1日放假。',
    '2026年部分节假日',
  ],
  [
    'a list of an object under another key',
    2027,
    '{"year":2027,"daysOff":["2027-01-01"],"makeup":["2027-01-09"]}',
    'makeup',
  ],
  [
    'a list of an object that is none',
    2027,
    '{"year":2027,"daysOff":["2027-01-01"],"makeUp":"2027-01-09"}',
    'makeUp',
  ],
  ['an object of another year', 2027, '{"year":2026,"daysOff":["2026-01-01"],"makeUp":[]}', '2026'],
];

describe('a notice', () => {
  it.each(READ)('with %s is read', (_, year, text, expected) => {
    expect(told(text, year)).toEqual(expected);
  });

  it.each(REFUSED)('with %s is refused whole, and says where', (_, year, text, found) => {
    const answer = told(text, year);
    expect(typeof answer).toBe('string');
    expect(answer).toContain(found);
  });
});

type Holiday = { readonly first: string; readonly length: number; readonly madeUp: readonly string[] };

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
/** In days after 1 January of the year, from the last days of December before it. */
const holidays = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 12, max: 50 }),
      length: fc.integer({ min: 1, max: 9 }),
      made: fc.nat(3),
    }),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .chain((drawn) =>
    fc.record({ year: fc.integer({ min: 2004, max: 2035 }), start: fc.nat(4), drawn: fc.constant(drawn) }),
  )
  .map(({ year, start, drawn }): { year: number; model: Holiday[] } => {
    let at = later(`${year}-01-01`, -start);
    const model: Holiday[] = [];
    for (const { gap, length, made } of drawn) {
      const end = later(at, length - 1);
      const around = Array.from({ length: 8 }, (_, n) => later(end, n + 1));
      model.push({
        first: at,
        length,
        madeUp: around.filter((day) => weekdayOf(day) % 6 === 0).slice(0, made),
      });
      at = later(end, gap);
    }
    return {
      year,
      model: model.filter(({ first, length }) => later(first, length + 8).startsWith(`${year}-`)),
    };
  })
  .filter(({ model }) => model.length > 0);

/** How a notice is worded, drawn once for all of it. */
const wording = fc.record({
  bracket: fc.constantFrom('（周%）', '（星期%）', '(周%)', ' 星期%'),
  dash: fc.constantFrom('至', '-', '－', '—', '~', '～', '到'),
  off: fc.constantFrom('放假', '放假调休', '放假公休', '调休放假'),
  made: fc.constantFrom('上班', '补班', '调休上班', '照常上班'),
  list: fc.constantFrom('、', '，', '和'),
  stop: fc.constantFrom('。', '；', '，'),
  heads: fc.boolean(),
  shortList: fc.boolean(),
  inFull: fc.boolean(),
  counts: fc.boolean(),
});
type Wording = typeof wording extends fc.Arbitrary<infer T> ? T : never;

const NUMERALS = '一二三四五六七八九十';
function written({ year, model }: { year: number; model: readonly Holiday[] }, how: Wording): string {
  const weekday = (day: string): string => how.bracket.replace('%', '日一二三四五六'.charAt(weekdayOf(day)));
  const dayText = (day: string, isBare = false): string => {
    const [y, m, d] = day.split('-').map(Number);
    const named = how.inFull || y !== year ? `${y}年${m}月` : `${m}月`;
    return `${isBare ? '' : named}${d}日${weekday(day)}`;
  };
  const list = (all: readonly string[]): string =>
    all
      .map((day, at) => dayText(day, how.shortList && all[at - 1]?.slice(0, 7) === day.slice(0, 7)))
      .join(how.list);
  return model
    .map(({ first, length, madeUp }, at) => {
      const last = later(first, length - 1);
      const end = first === last ? '' : `${how.dash}${dayText(last, first.slice(0, 7) === last.slice(0, 7))}`;
      const head = how.heads ? `${NUMERALS.charAt(at)}、春节：` : '';
      const count = how.counts ? `，共${length}天` : '';
      const made = madeUp.length === 0 ? '' : `${how.stop}${list(madeUp)}${how.made}`;
      return `${head}${dayText(first)}${end}${how.off}${count}${made}。`;
    })
    .join('\n');
}

const asModel = ({ model }: { model: readonly Holiday[] }): object => ({
  daysOff: days(...model.map(({ first, length }) => `${first}~${later(first, length - 1)}`)),
  makeUp: days(...model.flatMap(({ madeUp }) => madeUp)),
});

describe('a notice written from a calendar', () => {
  it('is read back as that calendar, however it is worded', () => {
    fc.assert(
      fc.property(holidays, wording, (calendar, how) => {
        expect(told(written(calendar, how), calendar.year)).toEqual(asModel(calendar));
      }),
      { numRuns: 500 },
    );
  });

  it('of which a character other than a digit is lost is refused, or read back all the same', () => {
    const careful = wording.map((how): Wording => ({ ...how, counts: true }));
    fc.assert(
      fc.property(holidays, careful, fc.nat(), (calendar, how, where) => {
        const text = written(calendar, how);
        const at = where % text.length;
        fc.pre(!/\d/.test(text.charAt(at)));
        const answer = told(text.slice(0, at) + text.slice(at + 1), calendar.year);
        if (typeof answer !== 'string') expect(answer).toEqual(asModel(calendar));
      }),
      { numRuns: 2000 },
    );
  });
});
