/**
 * The State Council's notice of a year's holidays, read from its own words ("10月1日（周四）至7日（周三）放假调休，共7天。
 * 10月10日（周六）上班。"), from lines of dates, or from a JSON object. What is read is shown before anybody confirms it.
 */
import { foldWidth } from '../../shared/kernel/fold-width.ts';
import { addDays, type PlainDate, plainDate, yearOf } from '../../shared/kernel/plain-date.ts';

/** `daysOff` and `makeUp` as the command takes them: `2027-02-05` or `2027-02-05~2027-02-11`. */
export type ReadNotice = {
  readonly year: number;
  readonly notice: string;
  readonly daysOff: readonly string[];
  readonly makeUp: readonly string[];
};
export type NoticeReading =
  | { readonly ok: true; readonly notice: ReadNotice }
  | { readonly ok: false; readonly code: 'required' | 'badDate'; readonly found: string };

/** `year` is what the person said, when they said it; the text names it otherwise. */
export function readNotice(text: string, year?: number): NoticeReading {
  const written = foldWidth(text).trim();
  return written.startsWith('{') ? readObject(written, year) : readWords(written, year);
}

function readObject(text: string, year: number | undefined): NoticeReading {
  const held = objectIn(text);
  const spans = (key: string): string[] => (Array.isArray(held?.[key]) ? held[key].map(String) : []);
  const which = year ?? Number(held?.year);
  if (held === null || !Number.isInteger(which)) return { ok: false, code: 'required', found: '' };
  const notice = typeof held.notice === 'string' ? held.notice : titleOf(which);
  return { ok: true, notice: { year: which, notice, daysOff: spans('daysOff'), makeUp: spans('makeUp') } };
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}

const titleOf = (year: number): string => `国务院办公厅关于${year}年部分节假日安排的通知`;

function readWords(text: string, said: number | undefined): NoticeReading {
  const year = said ?? Number(/(\d{4})年(?:部分)?节假日/.exec(text)?.[1] ?? /\d{4}/.exec(text)?.[0] ?? 0);
  if (year === 0) return { ok: false, code: 'required', found: '' };
  const daysOff: string[] = [];
  const makeUp: string[] = [];
  for (const [sentence, kind] of sentencesOf(text)) {
    const { spans, wrong } = spansIn(sentence, year);
    if (wrong !== null) return { ok: false, code: 'badDate', found: wrong };
    (kind === 'makeUp' ? makeUp : daysOff).push(...spans);
  }
  if (daysOff.length === 0) return { ok: false, code: 'required', found: '' };
  const number = /国办发明电\s*[〔[(]\d{4}[〕\])]\s*\d+\s*号/.exec(text)?.[0];
  const notice = number === undefined ? titleOf(year) : `${titleOf(year)}（${number}）`;
  return { ok: true, notice: { year, notice, daysOff, makeUp } };
}

/**
 * Clauses that say who works and who does not; one that says neither goes with its neighbour of the same sentence. Dates
 * in brackets, and sentences that say neither, are passed over.
 */
function* sentencesOf(text: string): Generator<readonly [string, 'daysOff' | 'makeUp']> {
  for (const sentence of text.replace(/\([^()]*\)/g, '').split(/[。;\n]/)) {
    let unsaid = '';
    let said: 'daysOff' | 'makeUp' | null = null;
    for (const clause of sentence.split(',')) {
      unsaid += `${clause} `;
      const kind = kindOf(clause);
      if (kind === null) continue;
      yield [unsaid, kind];
      said = kind;
      unsaid = '';
    }
    if (said !== null) yield [unsaid, said];
  }
}

function kindOf(clause: string): 'daysOff' | 'makeUp' | null {
  if (/上班|makeUp/.test(clause)) return 'makeUp';
  return /放假|调休|daysOff/.test(clause) ? 'daysOff' : null;
}

const START = /(?:(\d{4})\s*[年/.-]\s*)?(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?/;
const END = /\s*(?:至|到|~|—+|–)\s*(?:(?:(\d{4})\s*[年/.-]\s*)?(\d{1,2})\s*[月/.-]\s*)?(\d{1,2})\s*日?/;
const SPAN = new RegExp(`${START.source}(?:${END.source})?`, 'g');

/** `wrong` is the first date that does not exist or ends before it begins. */
function spansIn(sentence: string, year: number): { spans: string[]; wrong: string | null } {
  const spans: string[] = [];
  for (const match of sentence.matchAll(SPAN)) {
    const [written, y, month, day, endYear, endMonth, endDay] = match;
    const first = plainDate(Number(y ?? year), Number(month), Number(day));
    const last = first && endDay !== undefined ? endOf(first, [endYear, endMonth ?? month, endDay]) : first;
    if (first === null || last === null || last < first) return { spans, wrong: written };
    spans.push(first === last ? first : `${first}~${last}`);
  }
  return { spans, wrong: null };
}

/** A month before that of the beginning is one of the next year: 12月31日至1月3日. */
function endOf(
  first: PlainDate,
  [year, month, day]: readonly [string | undefined, string | undefined, string],
): PlainDate | null {
  const own = plainDate(Number(year ?? yearOf(first)), Number(month), Number(day));
  if (own === null || own >= first || year !== undefined) return own;
  const next = plainDate(yearOf(first) + 1, Number(month), Number(day));
  return next !== null && next <= addDays(first, 60) ? next : own;
}
