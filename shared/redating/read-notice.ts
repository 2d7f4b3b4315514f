/**
 * The State Council's notice of a year's holidays, read from its own words ("10月1日（周四）至7日（周三）放假调休，共7天。
 * 10月10日（周六）上班。"), from lines of dates, or from a JSON object. It is read whole or refused with the sentence that was
 * not; what is read is shown before anybody confirms it.
 */
import { jsonObject } from '#shared/kernel/parse-json.ts';
import { type NoticeFault, Unread } from './notice-days.ts';
import { NoticeDays } from './notice-known.ts';
import { readSentence } from './notice-reader.ts';
import { plainText, sentencesIn } from './notice-sentences.ts';

/** `daysOff` and `makeUp` as the command takes them: `2027-02-05` or `2027-02-05~2027-02-11`. */
type ReadNotice = {
  readonly year: number;
  readonly notice: string;
  readonly daysOff: readonly string[];
  readonly makeUp: readonly string[];
};
type NoticeReading =
  | { readonly ok: true; readonly notice: ReadNotice }
  | ({ readonly ok: false } & NoticeFault);

const faulty = (fault: NoticeFault): NoticeReading => ({ ok: false, ...fault });
const NO_DAYS = faulty({ code: 'required', why: 'noDays', found: '' });

/** `year` is what the person said, when they said it; the text names it otherwise, and never another one. */
export function readNotice(text: string, year?: number): NoticeReading {
  const written = plainText(text);
  return written.startsWith('{') ? readObject(written, year) : readWords(written, year);
}

const KEYS = ['year', 'notice', 'daysOff', 'makeUp'];

/** A key of another name, or a list that is none, is not "no days". */
function readObject(text: string, said: number | undefined): NoticeReading {
  const held = jsonObject(text);
  if (held === null) return NO_DAYS;
  const { daysOff = [], makeUp = [], notice, year = said } = held;
  const unknown = Object.keys(held).find((key) => !KEYS.includes(key));
  const noList = Object.entries({ daysOff, makeUp }).find(([, days]) => !areTexts(days))?.[0];
  const found = unknown ?? noList;
  if (found !== undefined) return faulty({ code: 'unreadable', why: 'unread', found });
  if (typeof year !== 'number' || !Number.isInteger(year) || !areTexts(daysOff) || !areTexts(makeUp))
    return NO_DAYS;
  if (said !== undefined && said !== year) return otherYear(String(year));
  const named = typeof notice === 'string' ? notice : titleOf(year);
  return { ok: true, notice: { year, notice: named, daysOff, makeUp } };
}

const areTexts = (list: unknown): list is readonly string[] =>
  Array.isArray(list) && list.every((one) => typeof one === 'string');

const titleOf = (year: number): string => `国务院办公厅关于${year}年部分节假日安排的通知`;
const otherYear = (found: string): NoticeReading => faulty({ code: 'conflict', why: 'year', found });

function readWords(text: string, said: number | undefined): NoticeReading {
  const titled = /(\d{4})年(?:部分)?节假日/.exec(text);
  if (titled !== null && said !== undefined && Number(titled[1]) !== said) return otherYear(titled[0]);
  const year = said ?? Number(titled?.[1] ?? /\d{4}/.exec(text)?.[0] ?? 0);
  if (year === 0) return NO_DAYS;
  const found = new NoticeDays();
  try {
    for (const sentence of sentencesIn(text, year)) readSentence(sentence, year, found);
    found.finish();
  } catch (error) {
    if (error instanceof Unread) return faulty(error.fault);
    throw error;
  }
  const [daysOff, makeUp] = [found.spans.daysOff, found.spans.makeUp].map((spans) =>
    spans.map(({ first, last }) => (first === last ? first : `${first}~${last}`)),
  );
  if (daysOff === undefined || makeUp === undefined || daysOff.length === 0) return NO_DAYS;
  const number = /国办发明电\s*[〔[(]\d{4}[〕\])]\s*\d+\s*号/.exec(text)?.[0];
  const notice = number === undefined ? titleOf(year) : `${titleOf(year)}（${number}）`;
  return { ok: true, notice: { year, notice, daysOff, makeUp } };
}

const WORDS: Readonly<Record<NoticeFault['why'], string>> = {
  noDays: '没有读到放假的日期',
  noSuchDay: '“{found}”不是日期',
  weekday: '“{found}”的星期与日期不符',
  count: '“{found}”写明的天数与读到的日期不符',
  year: '通知写的是“{found}”，与所选年度不同',
  unread: '这一句没有读懂，全部没有载入，请改写或者删去：“{found}”',
};

export function noticeFaultText({ why, found }: Pick<NoticeFault, 'why' | 'found'>): string {
  return WORDS[why].replace('{found}', () => found);
}
