/**
 * What an office brought in by file, a stream a month: that an import began, how it ended, that it was taken back. The
 * receipt stands in every commit of the import as its request, so that an import which broke off is found as well.
 */
import { hash, randomBytes } from 'node:crypto';
import type { Actor, Commit, DomainEvent, StreamKey } from '#shared/kernel/event.ts';
import { dateOfInstant, type PlainDate } from '#shared/kernel/plain-date.ts';
import {
  append,
  type Clock,
  type CommitDraft,
  type EventLog,
  type LogReader,
  type LogWriter,
  writeOne,
} from '#shared/store/ports.ts';
import type { ImportSlice } from './import-result.ts';

type ImportBegun = DomainEvent<
  'ImportBegun',
  { readonly receipt: string; readonly kind: string; readonly sealed: readonly string[] }
>;
export type Counts = { readonly recorded: number; readonly duplicates: number; readonly rejected: number };
type ImportEnded = DomainEvent<'ImportEnded', Counts & { readonly receipt: string }>;
/** `kept`: cases that hold what the import said and were not taken back. */
type ImportTakenBack = DomainEvent<
  'ImportTakenBack',
  { readonly receipt: string; readonly voided: number; readonly kept: number }
>;
export type ImportEvent = ImportBegun | ImportEnded | ImportTakenBack;

const RECEIPT = /^DR(\d{4})(\d{2})\d{2}-[0-9a-f]{10}$/;
const RANDOM_BYTES = 5;

/** The month a receipt was given in; null for what is no receipt. */
export function monthOf(receipt: string): string | null {
  const [, year, month] = RECEIPT.exec(receipt) ?? [];
  return year === undefined ? null : `${year}-${month}`;
}

export function importsOfMonth(office: string, month: string): StreamKey {
  return { office, kind: 'imports', stream: month };
}

type Beginning = {
  readonly office: string;
  readonly kind: string;
  readonly actor: Actor;
  /** The name of the file, where there is one. */
  readonly name?: string;
  readonly sent?: { readonly key: string; readonly content: string; readonly receipt?: string };
  readonly seed?: string;
  /** Of one that goes on in slices; see `ImportSlice`. */
  readonly slice?: Pick<ImportSlice, 'receipt' | 'done' | 'recordedBefore'>;
};

function marked(seed: string | undefined): string {
  if (seed === undefined) return randomBytes(RANDOM_BYTES).toString('hex');
  return hash('sha256', seed).slice(0, RANDOM_BYTES * 2);
}

export function newReceipt(clock: Clock, seed?: string): string {
  return `DR${dateOfInstant(clock.now()).replaceAll('-', '')}-${marked(seed)}`;
}

type Standing = { readonly number: string; readonly under?: readonly string[] };

function countsOf(numbers: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

/** Of one import. Nothing is written before something else is: the same file again changes nothing. */
export class Receipt {
  readonly id: string;
  readonly #import: Beginning;
  readonly #on: PlainDate;
  readonly #claimed = new Map<string, number>();
  #before: Map<string, number> | undefined;
  #isStored = false;

  constructor(clock: Clock, beginning: Beginning) {
    this.#on = dateOfInstant(clock.now());
    this.#import = beginning;
    const before = beginning.sent?.receipt;
    this.#isStored = before !== undefined || (beginning.slice?.done.recorded ?? 0) > 0;
    this.id = before ?? beginning.slice?.receipt ?? newReceipt(clock, beginning.seed);
  }

  /** Whether a row that stands already is one that this slice has recorded, before whoever carried it was ended. */
  async isOwn({ number, under = [] }: Standing): Promise<boolean> {
    const own = under.filter((request) => request === this.id).length;
    const { slice, sent } = this.#import;
    // a file that came once before under its key has recorded nothing of this one
    if (slice === undefined || own === 0 || sent?.receipt !== undefined) return false;
    this.#before ??= countsOf(await slice.recordedBefore());
    const known = (this.#before.get(number) ?? 0) + (this.#claimed.get(number) ?? 0);
    return own > known;
  }

  /** Of this slice; an import that is carried out at once asks for none of it again. */
  claim(number: string): void {
    this.#isStored = true;
    if (this.#import.slice === undefined) return;
    this.#claimed.set(number, (this.#claimed.get(number) ?? 0) + 1);
  }

  get claimed(): readonly string[] {
    return [...this.#claimed].flatMap(([number, times]) => Array.from({ length: times }, () => number));
  }

  /** Null while the import has recorded nothing. */
  get given(): string | null {
    return this.#isStored ? this.id : null;
  }

  /** A job of the import: with the first thing it records, and in the same write, it is noted that it began. */
  noting<T extends { readonly outcome: string }>(job: (writer: LogWriter) => Promise<T>) {
    return async (writer: LogWriter): Promise<T> => {
      const done = await job(writer);
      if (done.outcome === 'recorded' && !this.#isStored) await this.begin(writer);
      return done;
    };
  }

  /** Adds nothing where it stands already. */
  async begin(writer: LogWriter): Promise<void> {
    const { kind, name } = this.#import;
    const data = { receipt: this.id, kind, sealed: name === undefined ? [] : ['file'] };
    const texts = name === undefined ? {} : { texts: { file: name } };
    const event: ImportBegun = { type: 'ImportBegun', v: 1, on: this.#on, data, ...texts };
    await this.#add(writer, event, this.#import.sent);
  }

  /** Where no job of the import can carry it along. */
  async beginIn(log: EventLog): Promise<void> {
    if (this.#isStored) return;
    await writeOne(log, (writer) => this.begin(writer));
    this.#isStored = true;
  }

  async end(log: EventLog, { recorded, duplicates, rejected }: Counts): Promise<void> {
    if (!this.#isStored) return;
    const data = { receipt: this.id, recorded, duplicates, rejected };
    const event: ImportEnded = { type: 'ImportEnded', v: 1, on: this.#on, data };
    await writeOne(log, (writer) => this.#add(writer, event));
  }

  async #add(writer: LogWriter, event: ImportBegun | ImportEnded, sent?: Beginning['sent']): Promise<void> {
    const { office, actor } = this.#import;
    const at = importsOfMonth(office, this.id.replace(RECEIPT, '$1-$2'));
    const by = sent === undefined ? {} : { key: importKey(sent.key), request: sent.content };
    await noteImport(writer, { at, actor, event, ...by });
  }
}

type Noting = Pick<CommitDraft, 'at' | 'actor' | 'key' | 'request'> & { readonly event: ImportEvent };

const importKey = (key: string): string => `import:${key}`;

/** The receipt of what came before under the same key: `other` where that was something else, null where nothing was recorded. */
export async function earlierReceipt(
  log: LogReader,
  { office, key, content }: { readonly office: string; readonly key: string; readonly content: string },
): Promise<string | null> {
  const at = await log.commitOfKey(office, importKey(key));
  const commit = at === null ? undefined : (await log.history(at))[at.version - 1];
  if (commit === undefined) return null;
  return commit.request === content ? String(commit.events[0]?.data.receipt) : 'other';
}

/** Appends an event to the imports of its month, unless the same stands there. */
export async function noteImport(writer: LogWriter, { event, ...draft }: Noting): Promise<void> {
  const isSame = (one: { readonly type: string; readonly data: object }): boolean =>
    one.type === event.type && 'receipt' in one.data && one.data.receipt === event.data.receipt;
  const stands = (history: readonly Commit[]): boolean =>
    event.type !== 'ImportTakenBack' && history.some(({ events }) => events.some(isSame));
  await append(writer, { ...draft, events: (history) => (stands(history) ? [] : [event]) });
}
