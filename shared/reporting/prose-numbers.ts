/**
 * Every number that a text states, however it is written: 26, ２６, 1,295, 32万, 百分之五十, 二十六. What is left out is
 * named here in one place, and is what no table could hold: dates, numbers of documents and articles, marks of lists,
 * titles in 《》. In doubt a number is listed: somebody looks at it once.
 */
const HAN = '〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅';
/** What is counted, as far as one Chinese numeral alone (三件, but not 三方) needs it to be a number. */
const COUNTED =
  '(?:件|宗|起|条|份|笔|桩|则|单(?![位元独一纯向])|次(?!性)|个|项|篇|人|名|位|家|户|场|期|批|处|部|类|种|册|页|张|通|封|例|轮|天|日|周|年|小时|分钟|元|成|倍|折|公里|米|平方|吨|台|套|辆|所|座|间|组|支|门)';
const COUNTED_NEXT = new RegExp(
  `^[”’」』]?\\s*(?:[余多来几数]\\s*)?(?:[万亿]|${COUNTED}|[到至比~～—-][${HAN}]+(?:${COUNTED}|(?<=比.)))`,
  'u',
);
/** Sizes without a figure: 破万, 上千, 百余. Words that only end so (通过百度, 附近百姓, 网上) are none. */
const SIZE = '[十百千万亿]+(?!分之)';
const SPOKEN_SIZES = [
  `成百上千|成千上万|数以${SIZE}计|百分百`,
  `(?:[破超逾达满数几]|(?<![通经])过|(?<![附最])近|(?<![以网线])上|成(?=[百千]))${SIZE}[余多]?`,
  '[十百千万亿]+[余多几]',
].join('|');
const SPOKEN_PARTS = [
  '一半|过半数?|半数|[近大小多各对折减砍]半|半成(?!品)',
  `[${HAN}]个半`,
  `翻了?[几${HAN}\\p{Nd}]{0,3}[番倍]|[双数几成]倍|倍增`,
  `[${HAN}]+比[${HAN}]+`,
].join('|');
const NUMBERS = new RegExp(
  [
    `[${HAN}]+分之[${HAN}\\p{Nd}]+(?:点[${HAN}]+)?`,
    SPOKEN_SIZES,
    SPOKEN_PARTS,
    `(?:(?:\\p{Nd}{1,3}(?:[,，]\\p{Nd}{3}(?!\\p{Nd}))+|\\p{Nd}+)(?:[.．]\\p{Nd}+)?|(?!〇)[\\p{No}\\p{Nl}])(?:\\s*[万亿千百十]+)?(?:\\s*[%％‰])?`,
    `[${HAN}]+(?:点[${HAN}]+)?`,
  ].join('|'),
  'gu',
);

const YEAR = '(?:19|20)\\d{2}';
const NUMERAL = `(?:\\p{Nd}{1,2}|[${HAN}]{1,3})`;
/** Within a line: a pattern that begins at each line must not run on into the next ones. */
const BLANKS = '[^\\S\\n\\r\\u2028\\u2029]';
const AFTER_PAUSE = '(?<=^|[。；：，！？;:,、\\s])';
/** Stretches of a text whose numbers state nothing. */
const SILENT: readonly RegExp[] = [
  /《[^《》]*》/g,
  /https?:[\w./?=&%#:~-]+|(?<![\w.-])[\w.-]{1,64}@[\w.-]{1,64}/g,
  new RegExp(`${YEAR}\\s*[-—–~～至到、]\\s*${YEAR}\\s*年度?`, 'g'),
  new RegExp(`(?<!\\p{Nd})${YEAR}\\s*年度?(?:\\s*\\d{1,2}\\s*月(?:\\s*\\d{1,2}\\s*日)?)?`, 'gu'),
  new RegExp(`(?<!\\p{Nd})${YEAR}([-/.])\\d{1,2}\\1\\d{1,2}(?!\\p{Nd})`, 'gu'),
  /(?<![\p{Nd}.])(?:1[0-2]|0?[1-9])(?:\s*[-—–~～至到]\s*(?:1[0-2]|0?[1-9]))?\s*月份?(?:\s*(?:3[01]|[12]\d|0?[1-9])\s*日)?/gu,
  /[一二][〇零一二三四五六七八九]{3}年度?|(?<![〇零一二三四五六七八九十百])(?:十[一二]?|[一二三四五六七八九])月(?:份|[一二三]?十?[一二三四五六七八九]?日)?/g,
  new RegExp(`[〔［\\[（(【]${YEAR}[〕］\\]）)】]\\s*第?\\d+\\s*号`, 'g'),
  new RegExp(`第\\s*[（(]?(?:\\p{Nd}+|[${HAN}]+)[）)]?(?![${HAN}\\p{Nd}]|\\s*[名位件宗起例])`, 'gu'),
  /12345(?=\s*(?:热线|市民|政务|便民|平台|来电|公共|服务|投诉|诉求|[”"’」]))/g,
  new RegExp(
    `^${BLANKS}*(?:[（(]\\s*${NUMERAL}\\s*[）)]|${NUMERAL}\\s*[、.．](?!\\p{Nd})|\\p{No}(?!\\s*${COUNTED}))`,
    'gmu',
  ),
  new RegExp(
    `${AFTER_PAUSE}(?:[（(]${NUMERAL}[）)]|\\p{Nd}{1,2}[.．](?!\\p{Nd})|\\p{No})(?!\\s*${COUNTED})`,
    'gmu',
  ),
  new RegExp(`${AFTER_PAUSE}(?:其?[一二三四五六七八九十]{1,2}(?=是|[，、]))`, 'gmu'),
  /(?:十[六七八九]|二十一?)[大届](?:[一二三四五六七八九十]+(?=中全会))?|[一二三四五六七八九]中全会|十[二三四五六]五(?=规划|期间|时期)/g,
  new RegExp(
    `[A-Za-z]\\p{Nd}+(?!\\p{Nd}|\\s*${COUNTED})|(?<!\\p{Nd})\\p{Nd}(?:[GgKkDd](?![A-Za-z])|A级)`,
    'gu',
  ),
  /[一二三四五六七八九十]个?部分组成/g,
  /千万(?=不|别|要)|万一|一一(?=[\u4e00-\u9fff])/g,
];

export type Span = readonly [start: number, end: number];
/** A number as written and where; `sentence` is what somebody reads to know what it says. */
export type WrittenNumber = {
  readonly written: string;
  readonly span: Span;
  readonly sentence: string;
  /** Where in the sentence it stands. */
  readonly at: number;
};

export function numbersIn(text: string): WrittenNumber[] {
  const silent = SILENT.flatMap((pattern) => [...text.matchAll(pattern)].map(spanOf)).sort(byStart);
  const sentences = [...text.matchAll(/[^。！？；\n]+[。！？；]?/g)];
  const isSilent = within(silent);
  let sentence = 0;
  return [...text.matchAll(NUMBERS)].flatMap((match) => {
    const span = spanOf(match);
    if (isSilent(span) || !isStated(match[0], text, span)) return [];
    while (endOf(sentences[sentence]) <= span[0]) sentence += 1;
    const found = sentences[sentence];
    const lead = (found?.[0].length ?? 0) - (found?.[0].trimStart().length ?? 0);
    const at = span[0] - (found?.index ?? 0) - lead;
    return [{ written: match[0], span, sentence: found?.[0].trim() ?? '', at }];
  });
}

const spanOf = (match: RegExpExecArray): Span => [match.index, match.index + match[0].length];
const byStart = ([a]: Span, [b]: Span): number => a - b;
const endOf = (match: RegExpExecArray | undefined): number =>
  match === undefined ? Number.POSITIVE_INFINITY : match.index + match[0].length;

/** Asked in the order of the text. One long stretch may hold several short ones: the furthest end counts. */
function within(silent: readonly Span[]): (span: Span) => boolean {
  let next = 0;
  let reach = -1;
  return ([start, end]) => {
    for (; (silent[next]?.[0] ?? Number.POSITIVE_INFINITY) <= start; next += 1)
      reach = Math.max(reach, silent[next]?.[1] ?? -1);
    return end <= reach;
  };
}

/** 零投诉 counts, 零距离 does not. */
const NONE_OF = /^(?:复议|诉讼|申请|投诉|举报|纠错|败诉|收费|增长|逾期|超期|差错|发生|积压|信访|撤销)/;

/** Chinese numerals are parts of many words; one alone is a number where something is counted. */
function isStated(written: string, text: string, [start, end]: Span): boolean {
  if (!new RegExp(`^[${HAN}]+$`, 'u').test(written)) return true;
  const after = text.slice(end, end + 8);
  const isCounted = COUNTED_NEXT.test(after);
  const before = text.slice(Math.max(0, start - 12), start);
  if (written === '一') return isCounted && isOne(before, after);
  if (/^[零〇]$/.test(written)) return isCounted || /[为归清]$/.test(before) || NONE_OF.test(after);
  if (written.length === 1) return isCounted;
  return isCounted || !(/“[^”]*$/.test(before) && /^[^“]*”/.test(after));
}

/** 一 is mostly an article (一个平台, 每一件, 一次性), and a count where it says so. */
function isOne(before: string, after: string): boolean {
  if (/[每这那某同另任逐唯单第上下前后新进统]$/.test(before) || /^(?:件事|次[办告])/.test(after))
    return false;
  return (
    /^\s*(?:件|宗|起|条|份|次|项|篇|人|名|场|期|倍|成|元|万|亿|个百分点)/.test(after) ||
    /(?:共|仅|只|计|为|达|收到|办结)$/.test(before)
  );
}
