/**
 * A log on which everything can be tried out: what is written stands beside the real one in a database of its own,
 * which goes with the process, and is read as if it had been recorded. The real log is only read.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { addressOf, commitFrom, commitOf } from '../commit-bytes.ts';
import { nextOfRule, streamBeside } from '../next-number.ts';
import {
  type AppendResult,
  type Clock,
  type CommitDraft,
  type EventLog,
  isAmong,
  type LogReader,
  type LogWriter,
  type Share,
  type StoredCommit,
  type Within,
} from '../ports.ts';
import { decryptBytes, encryptBytes, openTexts, sealTexts } from '../seal.ts';
import { sliceOf } from '../slices.ts';
import { stampOf } from './cut-offs.ts';
import { shareOf } from './stored-commits.ts';
import { kindKey, openTried, streamKey, type Tried, type TriedPart, triedCommits } from './tried-commits.ts';
import { writingTogether } from './written-together.ts';

type WhatIf = EventLog & {
  /** What was tried since it was opened. */
  triedHere(): TriedPart;
};

/** Closing it leaves the real log open. `before`: what was tried already, in its order; absent where nobody goes on. */
export function whatIfLog(log: EventLog, clock: Clock, before?: readonly TriedPart[]): WhatIf {
  const db = openTried();
  const tried = triedCommits(db);
  const secret = secretOf(before);
  const cutOffs: Instant[] = [];
  if (before !== undefined) tryAgain(tried, before);
  const reader = readerOf(log, tried, secret);
  const writer = writerOf({ reader, tried, clock, secret });
  const writeTogether = writingTogether(db);
  const inTurn = oneAfterAnother();
  return {
    ...reader,
    write: (jobs) => inTurn(() => writeTogether(jobs, writer)),
    scan: (share, within) => together(log.scan(share, within), { log, tried }, isAsked(share, within)),
    stored: (share, within) => together(log.stored(share, within), { log, tried }, isAsked(share, within)),
    offices: () => officesOf(together(log.stored(), { log, tried }, isAsked())),
    slice: (after, limit, share) => {
      const all = together(log.stored(share), { log, tried }, isAsked(share));
      return sliceOf(behind(all, after), limit, streamKey);
    },
    sealBytes: async (at, plain) => encryptBytes(keyOf(secret, at), plain),
    openBytes: async (at, sealed) => {
      const own = decryptBytes(keyOf(secret, at), sealed);
      if (own !== null) return own;
      return tried.history(streamKey(at)).length > 0 ? 'altered' : log.openBytes(at, sealed);
    },
    keyFingerprint: (at) => log.keyFingerprint(at),
    ...{ destroyKey: DESTROYS_NOTHING, strays: log.strays },
    cutAt: (_, instant) => {
      cutOffs.push(instant);
      return inTurn(() => tried.cutOffs.add(instant));
    },
    triedHere: () => ({ secret: secret.toString('base64'), commits: tried.noted(), cutOffs }),
    close: () => db.close(),
  };
}

/** As they come. */
function oneAfterAnother() {
  let turn: Promise<unknown> = Promise.resolve();
  return <Done>(run: () => Done | Promise<Done>): Promise<Done> => {
    const done = turn.then(run);
    turn = done;
    return done;
  };
}

function secretOf([first]: readonly TriedPart[] = []): Buffer {
  return first === undefined ? randomBytes(32) : Buffer.from(first.secret, 'base64');
}

function tryAgain(tried: Tried, before: readonly TriedPart[]): void {
  for (const { commits, cutOffs } of before) {
    for (const { bytes, hash, seal } of commits) tried.add(commitOf(0, bytes, hash), seal);
    for (const instant of cutOffs) tried.cutOffs.add(instant);
  }
  tried.note();
}

/** What is tried. */
const DESTROYS_NOTHING: EventLog['destroyKey'] = async () => undefined;

async function officesOf(pages: AsyncIterable<readonly StreamKey[]>): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const page of pages) for (const { office } of page) found.add(office);
  return [...found].sort();
}

/** What is tried is read from its beginning: it is never long. */
async function* behind(
  pages: AsyncIterable<readonly StoredCommit[]>,
  after: string | null,
): AsyncGenerator<readonly StoredCommit[]> {
  const passed = new Set<string>();
  for await (const page of pages)
    for (const commit of page) {
      if (after === null || (passed.has(after) && streamKey(commit) !== after)) yield [commit];
      passed.add(streamKey(commit));
    }
}

function readerOf(log: LogReader, tried: Tried, secret: Buffer): LogReader {
  return {
    history: async (at) => [...(await log.history(at)), ...tried.history(streamKey(at))],
    streamOf: async (office, kind, number) =>
      tried.streamOf(kindKey(office, kind), number) ?? log.streamOf(office, kind, number),
    commitOfKey: async (office, key) => {
      const own = tried.ofKey(`${office}\n${key}`);
      if (own === null) return log.commitOfKey(office, key);
      return addressOf(commitOf(0, own, ''));
    },
    openSeal: async (commit) => {
      const own = commit.seal === undefined ? null : tried.seal(commit.seal.ref);
      return own === null || commit.seal === undefined
        ? log.openSeal(commit)
        : openTexts(secret, own, commit.seal.digest);
    },
    lastNumber: async (of) => {
      const real = await log.lastNumber(of);
      for (const { number = '' } of tried.numbers(kindKey(of.office, of.kind), of.prefix))
        if (isAmong(of, number)) return real === null || number > real ? number : real;
      return real;
    },
  };
}

const keyOf = (secret: Buffer, at: StreamKey): Buffer =>
  createHmac('sha256', secret).update(streamKey(at)).digest();

type Appending = {
  readonly reader: LogReader;
  readonly tried: Tried;
  readonly clock: Clock;
  readonly secret: Buffer;
};

function writerOf(appending: Appending): LogWriter {
  return {
    ...appending.reader,
    nextNumber: (rule) => nextOfRule(appending.reader, rule),
    newStream: streamBeside,
    append: (draft) => append(appending, draft),
  };
}

async function append(
  { reader, tried, clock, secret }: Appending,
  draft: CommitDraft,
): Promise<AppendResult> {
  const { at, version, number, key } = draft;
  if (key !== undefined && (await reader.commitOfKey(at.office, key)) !== null)
    return { ok: false, taken: 'key' };
  const head = (await reader.history(at)).at(-1);
  if ((head?.version ?? 0) !== version - 1) return { ok: false, taken: 'version' };
  if (version === 1 && (await reader.streamOf(at.office, at.kind, number)) !== null)
    return { ok: false, taken: 'number' };
  const seal = sealTexts(() => secret, draft.events);
  const asked = { ...draft, request: draft.request ?? randomUUID() };
  const recordedAt = stampOf(clock.now(), tried.cutOffs);
  const commit = commitFrom(asked, { recordedAt, prev: head?.hash ?? '', seal });
  tried.add(commit, seal);
  return { ok: true, commit };
}

function isAsked(share: Share = { part: 0, of: 1 }, { offices, kinds, changedAfter }: Within = {}) {
  return (newest: Commit): boolean =>
    (offices?.has(newest.office) ?? true) &&
    (kinds?.has(newest.kind) ?? true) &&
    (changedAfter === undefined || newest.recordedAt > changedAfter) &&
    shareOf(newest, share.of) === share.part;
}

/** Cases that were only tried out, or grew by it, come whole and last. */
async function* together<C extends StreamKey>(
  pages: AsyncIterable<readonly C[]>,
  { log, tried }: { readonly log: LogReader; readonly tried: Tried },
  isWanted: (commit: Commit) => boolean,
): AsyncGenerator<readonly (C | Commit)[]> {
  const streams = new Set(tried.streams());
  for await (const page of pages) yield page.filter((commit) => !streams.has(streamKey(commit)));
  for (const stream of streams) {
    const own = tried.history(stream);
    const newest = own.at(-1);
    if (newest !== undefined && isWanted(newest)) yield [...(await log.history(newest)), ...own];
  }
}
