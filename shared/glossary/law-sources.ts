/**
 * The sources of law the rules rest on, with every text of each: what came after what, and from which day. A rule names
 * its source by the key its articles are cited with (`复议法48`); the day picks the text. What nobody has seen is null,
 * and no day is found by it.
 */
import type { TextInForce } from '#shared/kernel/case-clock.ts';
import { addDays, dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';

/**
 * How the text was read that the rules were compared with: at the place of its publication, or in a copy; or they were
 * not compared with it, and what rests on it is to be checked.
 */
type TextRead = TextInForce['read'];
type LawText = {
  /** 文号, or how the text came about where none was seen. */
  readonly document: string;
  readonly promulgated: PlainDate | null;
  readonly inForce: PlainDate | null;
  readonly read: TextRead;
};
/** Oldest first: a text ends with the day before the next one is in force. */
export type LawSource = { readonly title: string | null; readonly texts: readonly LawText[] };

const NOT_SEEN = null;
function text(
  document: string,
  days: readonly [promulgated: string | null, inForce: string | null],
  read: TextRead,
): LawText {
  const [promulgated, inForce] = days.map((day) => (day === null ? NOT_SEEN : dateOf(day)));
  return { document, promulgated: promulgated ?? NOT_SEEN, inForce: inForce ?? NOT_SEEN, read };
}

export const LAW_SOURCES = {
  条例: {
    title: '政府信息公开条例',
    texts: [
      text('国务院令第492号', ['2007-04-05', '2008-05-01'], 'unchecked'),
      text('国务院令第711号', ['2019-04-03', '2019-05-15'], 'copy'),
    ],
  },
  '国办函〔2020〕109号': {
    title: '政府信息公开信息处理费管理办法',
    texts: [text('国办函〔2020〕109号', ['2020-11-17', '2021-01-01'], 'copy')],
  },
  '国办公开办函〔2021〕30号': {
    title: '中华人民共和国政府信息公开工作年度报告格式',
    texts: [
      text('国办公开办函〔2019〕60号', [NOT_SEEN, NOT_SEEN], 'copy'),
      text('国办公开办函〔2021〕30号', ['2021-09-26', NOT_SEEN], 'copy'),
    ],
  },
  '国办公开办函〔2016〕201号': {
    title: null,
    texts: [text('国办公开办函〔2016〕201号', [NOT_SEEN, NOT_SEEN], 'copy')],
  },
  '国办函〔2021〕132号': {
    title: null,
    texts: [text('国办函〔2021〕132号', [NOT_SEEN, NOT_SEEN], 'copy')],
  },
  复议法: {
    title: '行政复议法',
    texts: [
      text('1999年4月29日通过，2009年、2017年修正', ['1999-04-29', '1999-10-01'], 'copy'),
      text('主席令第九号', ['2023-09-01', '2024-01-01'], 'copy'),
    ],
  },
  复议法实施条例: {
    title: '行政复议法实施条例',
    texts: [
      text('国务院令第499号', ['2007-05-29', '2007-08-01'], 'copy'),
      text('国务院令第836号', ['2026-04-29', '2026-07-01'], 'copy'),
    ],
  },
  行诉法: {
    title: '行政诉讼法',
    texts: [
      text('1989年4月4日通过，2014年修正', ['1989-04-04', '1990-10-01'], 'unchecked'),
      text('主席令第七十一号', ['2017-06-27', '2017-07-01'], 'copy'),
    ],
  },
  '法释〔2025〕8号': {
    title: '最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释',
    texts: [
      text('法释〔2011〕17号', [NOT_SEEN, NOT_SEEN], 'unchecked'),
      text('法释〔2025〕8号', ['2025-05-19', '2025-06-01'], 'copy'),
    ],
  },
  '法释〔2018〕1号': {
    title: '最高人民法院关于适用《中华人民共和国行政诉讼法》的解释',
    texts: [text('法释〔2018〕1号', [NOT_SEEN, NOT_SEEN], 'unchecked')],
  },
  民诉法: {
    title: '民事诉讼法',
    texts: [text('2023年9月1日修正', ['2023-09-01', NOT_SEEN], 'copy')],
  },
  公文处理条例: {
    title: '党政机关公文处理工作条例',
    texts: [text('文号未见', [NOT_SEEN, NOT_SEEN], 'unchecked')],
  },
  广东省12345热线管理办法: {
    title: '广东省12345政务服务便民热线管理办法',
    texts: [text('文号未见', ['2022-06-27', '2022-09-01'], 'copy')],
  },
} as const satisfies Readonly<Record<string, LawSource>>;
export type LawKey = keyof typeof LAW_SOURCES;

/** One key may begin with another, as 复议法实施条例 does: the longest that fits is meant. */
const KEYS = (Object.keys(LAW_SOURCES) as LawKey[]).sort((a, b) => b.length - a.length);

/** The source of an article as the rules cite it; null for one that is not in the table. */
export function sourceOf(article: string): LawKey | null {
  return KEYS.find((key) => article.startsWith(key)) ?? null;
}

/** Every text that was in force on a day from `from` to `until`, oldest first. */
export function textsOf({ texts }: LawSource, from: PlainDate, until: PlainDate): readonly LawText[] {
  const dated = texts.filter(({ inForce }) => inForce !== null);
  return dated.filter(({ inForce }, index) => {
    const next = dated[index + 1]?.inForce ?? null;
    const last = next === null ? until : addDays(next, -1);
    return inForce !== null && inForce <= until && last >= from;
  });
}

/** The texts of several sources that a case rests on, which began on `from` and stands, or ended, on `until`. */
export function textsInForce(
  keys: readonly LawKey[],
  from: PlainDate,
  until: PlainDate,
): readonly TextInForce[] {
  return keys.flatMap((source) =>
    textsOf(LAW_SOURCES[source], from, until).map(({ document, inForce, read }) => ({
      ...{ source, document, read },
      inForce: inForce ?? from,
    })),
  );
}

/** A source cited by its number is called by it; `条例` is 《政府信息公开条例》, `复议法(2017)` its text of that year. */
export function sourceName(source: string): string {
  const [, cited = source, year] = /^(.*)\((\d{4})\)$/.exec(source) ?? [];
  const key = sourceOf(cited);
  const title = key === cited && !cited.endsWith('号') ? LAW_SOURCES[key].title : null;
  return `${title === null ? cited : `《${title}》`}${year === undefined ? '' : `（${year}年）`}`;
}

/** `《行政复议法》（主席令第九号，2024-01-01 起施行）`. */
export function textName({ source, document, inForce }: TextInForce): string {
  const name = sourceName(source);
  return `${name}（${name === document ? '' : `${document}，`}${inForce} 起施行）`;
}
