/**
 * A sentence of a notice, word by word. A word that is not known ends the reading: a day is off or made up because its
 * sentence says so, never because the rest of it was not understood.
 */
import { daysBetween, type PlainDate, weekdayOf } from '#shared/kernel/plain-date.ts';
import { allDays, dayOf, Unread, unread, weekdaysIn } from './notice-days.ts';
import type { NoticeDays, Span } from './notice-known.ts';
import {
  countIn,
  DASHES,
  type Heading,
  headingOf,
  KIND,
  type Kind,
  startsWithDay,
  WEEKDAY,
  type Word,
  wordAt,
} from './notice-words.ts';

/** No holiday of a notice is nearly as long. */
const LONGEST_SPAN = 60;

export function readSentence(sentence: string, year: number, into: NoticeDays): void {
  try {
    new SentenceReader(headingOf(sentence), year, into).read();
  } catch (error) {
    throw error instanceof Unread ? error.in(sentence) : error;
  }
}

class SentenceReader {
  readonly #year: number;
  readonly #into: NoticeDays;
  readonly #text: string;
  readonly #counts: number[];
  readonly #off = new Set<PlainDate>();
  #at = 0;
  /** Where the day or span begins that is being read. */
  #from = 0;
  #pending: readonly Span[] = [];
  /** What the days behind a word are, where it stands before them: 放假 2027-02-05. */
  #lead: Kind | null;
  #said: Kind | null = null;
  #previous: Word['name'] | null = null;
  #isSpan = false;
  #isMove = false;
  #isList = false;
  #joinsWeekend = false;

  constructor({ text, lead, counts }: Heading, year: number, into: NoticeDays) {
    [this.#text, this.#lead, this.#counts] = [text, lead, [...counts]];
    [this.#year, this.#into] = [year, into];
  }

  read(): void {
    while (this.#at < this.#text.length) {
      const word = wordAt(this.#text, this.#at);
      if (word === null) throw unread();
      const start = this.#at;
      this.#at += word.text.length;
      this.#take(word, start);
      if (word.text.trim() !== '') this.#previous = word.name;
      this.#isList = word.name === 'day' || (this.#isList && KEEPS_LIST.test(word.text));
    }
    this.#end();
  }

  get #rest(): string {
    return this.#text.slice(this.#at);
  }

  #take(word: Word, start: number): void {
    const { name, text } = word;
    if (name === 'day') this.#day(word, start);
    else if (name === 'to') this.#to();
    else if (name === 'weekday') this.#weekday(text);
    else if (name === 'daysOff' || name === 'makeUp') this.#kind(name);
    else if (name === 'moved') this.#move();
    else if (name === 'comma') this.#comma();
    else if (name === 'count') this.#counts.push(countIn(text));
    else if (name === 'weekendRun') this.#joinsWeekend = true;
  }

  #day({ year, month, day }: Word, start: number): void {
    if (!this.#isSpan) this.#from = start;
    const text = this.#text.slice(this.#from, this.#at).trim();
    const weekdays = weekdaysIn(WEEKDAY_NEXT.exec(this.#rest)?.[0] ?? '');
    const written = { text, year, month, day };
    const found = dayOf(written, {
      year: this.#year,
      before: this.#into.before,
      isList: this.#isList,
      isSpan: this.#isSpan,
      weekday: weekdays.length === 1 ? (weekdays[0] ?? null) : null,
      endsInJanuary: TO_JANUARY.test(this.#rest),
      isNamed: (one) => this.#into.isNamed(one),
    });
    const first = this.#isSpan ? (this.#pending.at(-1)?.first ?? found) : found;
    const length = daysBetween(first, found);
    if (length < 0 || length > LONGEST_SPAN)
      throw new Unread({ code: 'badDate', why: 'noSuchDay', found: text });
    const others = this.#isSpan ? this.#pending.slice(0, -1) : this.#pending;
    this.#pending = [...others, { first, last: found }];
    this.#into.before = found;
    this.#isSpan = false;
  }

  #to(): void {
    if (this.#pending.length === 0 || this.#isSpan) throw unread();
    this.#isSpan = true;
  }

  /** One was held against its day when that was read; two are those of the days before them, or of a span's ends. */
  #weekday(text: string): void {
    if (this.#previous !== 'day') throw unread();
    const said = weekdaysIn(text);
    if (said.length === 1) return;
    const days = this.#pending.flatMap(({ first, last }) => (first === last ? [last] : [first, last]));
    const same = days.slice(-said.length).every((day, at) => weekdayOf(day) === said[at]);
    if (!same || days.length < said.length)
      throw new Unread({
        code: 'conflict',
        why: 'weekday',
        found: `${days.slice(-2).join('、')}（${text}）`,
      });
  }

  #kind(kind: Kind): void {
    if (this.#isSpan) throw unread();
    const leads = this.#leads();
    const isLast = !KIND.test(this.#rest);
    if (this.#pending.length === 0) {
      const isFirst = this.#said === null;
      if (!isFirst && this.#said !== kind && !leads) throw unread();
      this.#lead = isFirst || (leads && isLast) ? kind : null;
      return;
    }
    const before = this.#lead;
    if (before !== null && before !== kind && !leads) throw unread();
    this.#assign(before ?? kind);
    this.#lead = before !== null && (before !== kind || isLast) ? kind : null;
  }

  /** The word stands apart from the day before it, and right before another: 放假 2月5日，上班 1月30日. */
  #leads(): boolean {
    return startsWithDay(this.#rest) && this.#previous !== 'day' && this.#previous !== 'weekday';
  }

  #move(): void {
    if (this.#pending.length === 0 || this.#isSpan) throw unread();
    this.#into.moveFrom(this.#pending, this.#text);
    [this.#pending, this.#lead, this.#isMove] = [[], 'daysOff', true];
  }

  #comma(): void {
    if (this.#isSpan) throw unread();
    if (!this.#isMove) return;
    if (this.#pending.length === 0) throw unread();
    this.#assign('daysOff');
    this.#lead = null;
  }

  #end(): void {
    if (this.#isSpan) throw unread();
    if (this.#pending.length > 0) {
      if (this.#lead === null) throw unread();
      this.#assign(this.#lead);
    } else if (this.#said === null && this.#counts.length === 0) throw unread();
    this.#into.holdCounts(this.#off, this.#counts, this.#joinsWeekend);
  }

  #assign(kind: Kind): void {
    this.#into.take(kind, this.#pending);
    if (kind === 'daysOff')
      for (const { first, last } of this.#pending) for (const day of allDays(first, last)) this.#off.add(day);
    [this.#pending, this.#said, this.#isMove] = [[], kind, false];
  }
}

const KEEPS_LIST = new RegExp(`^(?:[、,\\s和及与至到]|[${DASHES}]+|${WEEKDAY}.*)$`);
const WEEKDAY_NEXT = new RegExp(`^\\s*${WEEKDAY}(?:[、至到~-]?${WEEKDAY})?`);
const TO_JANUARY = new RegExp(`^\\s*(?:${WEEKDAY}\\s*)?(?:[至到]|[${DASHES}]+)\\s*(?:\\d{4}年)?1月`);
