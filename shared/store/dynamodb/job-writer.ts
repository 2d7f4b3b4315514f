/**
 * One job of a `write`: what it appends is kept back until it has ended, so that a job that throws leaves nothing
 * behind, and seen by itself meanwhile. What it has looked at is noted, so that jobs that do not touch each other can
 * be carried out side by side (ADR 17).
 */
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import { laterOf } from '#shared/kernel/plain-date.ts';
import { addressOf, commitFrom } from '../commit-bytes.ts';
import { OtherMasterKey } from '../key-wrapper.ts';
import { streamIdOf } from '../next-number.ts';
import {
  type AppendResult,
  type CaseAddress,
  type Clock,
  type CommitDraft,
  isAmong,
  type LogReader,
  type LogWriter,
  type NumbersOf,
  type Taken,
} from '../ports.ts';
import { sealTexts } from '../seal.ts';
import type { CutOffs } from './cut-offs.ts';
import { caseKeyOf, idempotencyKeyOf, numberKeyOf, numberShardKey } from './ledger-items.ts';
import { carrySeal, headOf, type Ledger } from './ledger-reader.ts';
import type { JobNumbers, NumberCounter } from './number-counter.ts';
import { packSeal } from './sealed-parts.ts';

export type Pending = { readonly commit: Commit; readonly seal: Buffer | null };
/**
 * `touched`: the keys whose change would have changed what the job saw; `written`: those it changes; `seen`: what it
 * read before the store refused it something, empty when it was refused nothing or had read nothing.
 */
export type Job = {
  readonly writer: LogWriter;
  readonly pending: readonly Pending[];
  readonly touched: ReadonlySet<string>;
  readonly written: ReadonlySet<string>;
  readonly numbers: JobNumbers;
  refusedAfter(): string;
};

type Notes = {
  readonly pending: Pending[];
  readonly touched: Set<string>;
  readonly written: Set<string>;
  readonly reads: string[];
  refused: string;
};
export type Tools = {
  readonly ledger: Ledger;
  readonly reader: LogReader;
  readonly clock: Clock;
  readonly cutOffs: CutOffs;
  readonly counter: NumberCounter;
};

const numbersOf = (office: string, kind: CaseKind): string => numberShardKey({ office, kind }, -1);
const flat = ({ pk, sk }: { pk: string; sk: string }): string => `${pk} ${sk}`;

export function beginJob(tools: Tools, numbers: JobNumbers): Job {
  const notes: Notes = { pending: [], touched: new Set(), written: new Set(), reads: [], refused: '' };
  const heads = new Map<string, Commit | null>();
  const reader = overlay(tools.reader, notes, heads);
  const { pending, touched, written } = notes;
  const append = async (draft: CommitDraft): Promise<AppendResult> => {
    const before = notes.reads.join();
    const result = await tryAppend(tools, { notes, heads, reader }, draft);
    if (!result.ok) notes.refused = before;
    return result;
  };
  numbers.again();
  const writer = { ...reader, append, nextNumber: numbers.next, newStream: streamIdOf };
  return { writer, numbers, pending, touched, written, refusedAfter: () => notes.refused };
}

function overlay(reader: LogReader, notes: Notes, heads: Map<string, Commit | null>): LogReader {
  const stored = lookedUpOnce(reader);
  const own = (): readonly Commit[] => notes.pending.map(({ commit }) => commit);
  return {
    openSeal: (commit) => reader.openSeal(commit),
    history: async (at) => {
      const name = caseKeyOf(at);
      notes.touched.add(name);
      const before = await stored.history(name, at);
      const mine = own().filter((commit) => caseKeyOf(commit) === name);
      const all = mine.length === 0 ? before : [...before, ...mine];
      heads.set(name, all.at(-1) ?? null);
      notes.reads.push(`h${before.at(-1)?.hash ?? ''}`);
      return all;
    },
    streamOf: async (office, kind, number) => {
      const name = flat(numberKeyOf({ office, kind, number }));
      notes.touched.add(name);
      const mine = own().find((one) => one.office === office && one.kind === kind && one.number === number);
      const stream = mine?.stream ?? (await stored.streamOf(name, { office, kind, number }));
      notes.reads.push(`s${stream ?? ''}`);
      return stream;
    },
    commitOfKey: async (office, key): Promise<CaseAddress | null> => {
      const name = flat(idempotencyKeyOf(office, key));
      notes.touched.add(name);
      const mine = own().find((one) => one.office === office && one.key === key);
      const address = mine === undefined ? await stored.commitOfKey(name, { office, key }) : addressOf(mine);
      notes.reads.push(`k${address?.stream ?? ''}`);
      return address;
    },
    lastNumber: async (of) => {
      notes.touched.add(numbersOf(of.office, of.kind));
      const greatest = await reader.lastNumber(of);
      const last = [...numbersIn(own(), of), ...(greatest === null ? [] : [greatest])].sort().at(-1) ?? null;
      notes.reads.push(`n${last ?? ''}`);
      return last;
    },
  };
}

function numbersIn(commits: readonly Commit[], of: NumbersOf): string[] {
  const own = commits.filter((one) => one.office === of.office && one.kind === of.kind);
  return own.map(({ number }) => number).filter((number) => isAmong(of, number));
}

/** What a job looks up it looks up once: whether it still stands the store itself sees to when the commits are put down. */
function lookedUpOnce(reader: LogReader) {
  return {
    history: once((at: StreamKey) => reader.history(at)),
    streamOf: once((of: Pick<Commit, 'office' | 'kind' | 'number'>) =>
      reader.streamOf(of.office, of.kind, of.number),
    ),
    commitOfKey: once((of: { office: string; key: string }) => reader.commitOfKey(of.office, of.key)),
  };
}

function once<Asked, T>(read: (asked: Asked) => Promise<T>): (name: string, asked: Asked) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (name, asked) => {
    const known = found.get(name) ?? read(asked);
    found.set(name, known);
    return known;
  };
}

type Books = {
  readonly notes: Notes;
  readonly heads: Map<string, Commit | null>;
  readonly reader: LogReader;
};

async function tryAppend(tools: Tools, books: Books, draft: CommitDraft): Promise<AppendResult> {
  const { at, key, number, version } = draft;
  const { notes, heads } = books;
  const { reader } = books;
  if (key !== undefined && (await reader.commitOfKey(at.office, key)) !== null) return taken('key');
  const head = await headSeen(tools.ledger, books, at);
  if ((head?.version ?? 0) !== version - 1) return taken('version');
  if (version === 1 && (await reader.streamOf(at.office, at.kind, number)) !== null) return taken('number');
  const pending = await sealed(tools, draft, head).catch(closedOnly);
  if (pending === null) return taken('seal');
  notes.pending.push(pending);
  heads.set(caseKeyOf(at), pending.commit);
  notes.written.add(caseKeyOf(at));
  if (version === 1) notes.written.add(flat(numberKeyOf({ ...at, number })));
  if (version === 1) notes.written.add(numbersOf(at.office, at.kind));
  if (key !== undefined) notes.written.add(flat(idempotencyKeyOf(at.office, key)));
  return { ok: true, commit: pending.commit };
}

const taken = (what: Taken): AppendResult => ({ ok: false, taken: what });

async function headSeen(ledger: Ledger, { notes, heads }: Books, at: StreamKey): Promise<Commit | null> {
  notes.touched.add(caseKeyOf(at));
  const known = heads.get(caseKeyOf(at));
  return known === undefined ? headOf(ledger, at) : known;
}

function closedOnly(fault: unknown): null {
  if (fault instanceof OtherMasterKey) return null;
  throw fault;
}

async function sealed(tools: Tools, draft: CommitDraft, head: Commit | null): Promise<Pending> {
  const now = tools.cutOffs.notBefore(draft.at.office, tools.clock.now());
  const hasTexts = draft.events.some(({ texts }) => texts !== undefined && Object.keys(texts).length > 0);
  const isSealed = async (): Promise<boolean> =>
    (await tools.reader.history(draft.at)).some(({ seal }) => seal !== undefined);
  const key = hasTexts ? await tools.ledger.keys.keyFor(draft.at, draft.version === 1, isSealed) : null;
  const seal = key === null ? null : sealTexts(() => key, draft.events);
  const recordedAt = head === null ? now : laterOf(head.recordedAt, now);
  const commit = commitFrom(draft, { recordedAt, prev: head?.hash ?? '', seal });
  const packed = seal === null ? null : packSeal(seal.bytes);
  if (packed !== null) carrySeal(commit, packed);
  return { commit, seal: packed };
}
