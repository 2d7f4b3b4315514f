/**
 * Numbers by which somebody is known or reached, wherever they stand in words: of identity, passports and permits, bank
 * cards, telephones. Each text is read once from left to right. What is no such number stays: days, years, sums, numbers
 * of documents and of cases.
 */

/** Digits, of either width, with up to three marks between them; the last of a number of identity may be an X. */
const RUN = /[\d０-９](?:[-－–—‐‑‒―−. ·()（）]{0,3}[\d０-９])*[xXｘＸ]?/g;
const BETWEEN = /([-－–—‐‑‒―−. ·()（）]+)/;
const ONE_STROKE = /^[-－–—‐‑‒―−.]$/;
/**
 * A mobile and a number of identity as people write them in parts, with whatever they put between: no word, no digit, and
 * so few characters that it is looked at once.
 */
const IN_FAMILIAR_PARTS = new RegExp(
  [
    inParts('DDDDDD', '(?:19|20|１９|２０)DD', 'DD', 'DD', 'DDD(?:D|[xXｘＸ])'),
    inParts('[1１][3-9３-９]D', 'DDDD', 'DDDD'),
  ].join('|'),
  'gu',
);
/** A mobile as it is said. */
const SPOKEN = /[一幺][三四五六七八九][零〇一二三四五六七八九幺]{9}(?![零〇一二三四五六七八九幺])/g;
const IDENTITY_LENGTHS = [15, 18];
const SHORTEST = 7;
/** Written in parts with blanks between them: of nine digits no telephone and no card is made. */
const IN_PARTS = (digits: number): boolean => digits === 7 || digits === 8 || digits >= 10;

export function maskedNumbers(text: string): string {
  let [written, at] = ['', 0];
  for (const { 0: run, index } of text.matchAll(IN_FAMILIAR_PARTS)) {
    written += maskedRuns(text.slice(at, index)) + halfHidden(plain(run).replace(/[^\dxX]/g, ''));
    at = index + run.length;
  }
  return written + maskedRuns(text.slice(at));
}

function maskedRuns(text: string): string {
  return text.replace(SPOKEN, halfHidden).replace(RUN, (run, at: number, all: string) =>
    maskedRun(run, {
      before: all.slice(Math.max(0, at - 8), at),
      after: all.slice(at + run.length, at + run.length + 12),
    }),
  );
}

function inParts(...parts: readonly string[]): string {
  const digit = '[\\d０-９]';
  const written = parts.join('[^\\p{L}\\d０-９]{0,3}').replaceAll('D', digit);
  return `(?<!${digit})${written}(?!${digit})`;
}

type Around = { readonly before: string; readonly after: string };
/** Digits of a run with what stands between them and the ones before. */
type Group = { readonly digits: string; readonly mark: string };

function maskedRun(run: string, around: Around): string {
  const groups = groupsOf(run);
  let [written, at] = ['', 0];
  while (at < groups.length) {
    const kept = keptFrom(groups, at);
    const taken = kept > 0 ? groups.slice(at, at + kept) : numberFrom(groups, at);
    const end = at + taken.length;
    const here = {
      before: at === 0 ? around.before : (groups[at]?.mark ?? ''),
      after: end === groups.length ? around.after : (groups[end]?.mark ?? ''),
    };
    const [first] = taken;
    written += `${at === 0 ? '' : (first?.mark ?? '')}${kept > 0 ? joined(taken) : maskedNumber(taken, here)}`;
    at = end;
  }
  return written;
}

function groupsOf(run: string): readonly Group[] {
  const parts = run.split(BETWEEN);
  return parts.flatMap((part, index) =>
    index % 2 === 0 ? [{ digits: part, mark: parts[index - 1] ?? '' }] : [],
  );
}

const joined = (groups: readonly Group[]): string =>
  groups.map(({ digits, mark }, index) => (index === 0 ? digits : `${mark}${digits}`)).join('');

/** Half as wide, as it is counted and compared. */
function plain(text: string): string {
  return text.replace(/[０-９ｘＸ]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
}

const YEAR = /^(?:19|20)\d\d$/;
const RULE_DIGITS = 7;

/** How many groups from here on are a day, a month, years from and to, or a number of a case by its year; 0 where none is. */
function keptFrom(groups: readonly Group[], at: number): number {
  const [one = '', two = '', three = ''] = groups.slice(at, at + 3).map(({ digits }) => plain(digits));
  const mark = plain(groups[at + 1]?.mark ?? '');
  if (!YEAR.test(one) || !ONE_STROKE.test(mark)) return 0;
  const isMonth = /^\d\d?$/.test(two) && Number(two) >= 1 && Number(two) <= 12;
  const isDay = /^\d\d?$/.test(three) && Number(three) >= 1 && Number(three) <= 31;
  if (isMonth) return isDay && groups[at + 2]?.mark === groups[at + 1]?.mark ? 3 : 2;
  return YEAR.test(two) || two.length === RULE_DIGITS ? 2 : 0;
}

/** The groups that are one number together: what strokes join always, what blanks join where it makes a number. */
function numberFrom(groups: readonly Group[], at: number): readonly Group[] {
  const rest: Group[] = [];
  for (let next = at; next < groups.length; next += 1) {
    if (next > at && keptFrom(groups, next) > 0) break;
    const group = groups[next];
    if (group !== undefined) rest.push(group);
  }
  const digits = (some: readonly Group[]): number => some.reduce((sum, one) => sum + one.digits.length, 0);
  if (IN_PARTS(digits(rest))) return rest;
  const apart = rest.findIndex(({ mark }, index) => index > 0 && /^[ ·]*$/.test(mark));
  return apart === -1 ? rest : rest.slice(0, apart);
}

function maskedNumber(groups: readonly Group[], around: Around): string {
  const written = joined(groups);
  const number = plain(groups.map(({ digits }) => digits).join(''));
  if (isCodeOfOrganisation(number, around) || isStandard(groups, around)) return written;
  if (isMobile(number) || isIdentity(number)) return halfHidden(number);
  const letters = /[A-Za-z]{0,8}$/.exec(around.before)?.[0] ?? '';
  if (letters !== '') return maskedAfterLetters(letters, { number, written });
  return number.length < SHORTEST || isSaid(groups, around) ? written : halfHidden(number);
}

const isMobile = (number: string): boolean => /^(?:86)?1[3-9]\d{9}$/.test(number);
const isIdentity = (number: string): boolean =>
  IDENTITY_LENGTHS.includes(number.length) && /^\d+[\dxX]$/.test(number);

/** Passports, permits and cards of Hong Kong: a letter or two before their digits. A number of a case has its year there. */
function maskedAfterLetters(
  letters: string,
  { number, written }: { readonly number: string; readonly written: string },
): string {
  const isOfCase = /^20\d\d\d{7}$/.test(number) && letters.length <= 6;
  if (isOfCase || number.length < SHORTEST) return written;
  if (letters.length > 2) return halfHidden(number);
  return `${'*'.repeat(number.length - 2)}${number.slice(-2)}`;
}

const UNIT = /^ ?(?:万|亿)?(?:[美港欧日澳]?元|(?:平方|立方)米|(?:平方)?公里|公顷|亩|㎡|吨|万|亿)/;
const DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
/** More than any sum has. */
const LONGEST_SUM = 12;

/** Sums with their unit, days, numbers of documents, and what has a fraction. */
function isSaid(groups: readonly Group[], { before, after }: Around): boolean {
  const [digits = '', ...others] = groups.map((group) => plain(group.digits));
  const isFraction = others.length === 1 && groups[1]?.mark === '.' && others.join('').length <= 3;
  if (isFraction) return !isMobile(digits);
  if (groups.every((group) => DAY.test(plain(group.digits)))) return true;
  if (UNIT.test(after)) return isSum(groups);
  return (
    others.length === 0 &&
    digits.length <= 8 &&
    /[第字初终申复函办发〕\]】)）]$/.test(before) &&
    /^ ?号/.test(after)
  );
}

/** One, from one to another, or in thousands with blanks between. */
function isSum([first, ...others]: readonly Group[]): boolean {
  if (
    first === undefined ||
    first.digits.length > LONGEST_SUM ||
    (others.length > 0 && first.digits[0] === '0')
  )
    return false;
  const isRange = others.length === 1 && ONE_STROKE.test(others[0]?.mark ?? '');
  return isRange || others.every(({ digits, mark }) => mark === ' ' && digits.length === 3);
}

/** 统一社会信用代码, of no person: 18 characters, with letters of its own or of a register of businesses. */
function isCodeOfOrganisation(number: string, { after }: Around): boolean {
  const code = number + (/^[\dA-HJ-NP-Z]*/.exec(after)?.[0] ?? '');
  return code.length === 18 && /^(?:9[123]|[15].*(?:[A-Z].|[A-WYZ]$))/.test(code);
}

/** A technical standard by its year: GB 50016-2014. */
function isStandard(groups: readonly Group[], { before }: Around): boolean {
  const [one = '', year = ''] = groups.map(({ digits }) => digits);
  const isOne = groups.length === 2 && one.length <= 5 && YEAR.test(year);
  return isOne && /(?:GB|JGJ|CJJ|HJ|SJG|\/[TZ]) ?$/.test(before);
}

/** Enough to recognise, not enough to use: at most the first three and the last four. */
function halfHidden(number: string): string {
  const { length } = number;
  if (IDENTITY_LENGTHS.includes(length))
    return `${number.slice(0, 3)}${'*'.repeat(length - 7)}${number.slice(-4)}`;
  if (length > 10) return `${number.slice(0, 3)}****${number.slice(-4)}`;
  return `${number.slice(0, 2)}${'*'.repeat(length - 4)}${number.slice(-2)}`;
}
