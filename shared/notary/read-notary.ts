/** The notary where nothing is sealed: what is sealed is told, and by whom. */
import type { Commit } from '#shared/kernel/event.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { AnchorState, EntryProof, LogStanding, Notary } from '#shared/store/notary.ts';
import type { Clock } from '#shared/store/ports.ts';
import { generationOf, type SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import type { EntrySource, LogName } from '#shared/transparency/log-entry.ts';
import { consistencyProof, inclusionProof } from '#shared/transparency/proofs.ts';
import { type Anchor, stateOf } from './anchors.ts';
import type { KeptOrder } from './begin-anew.ts';
import type { Checking } from './check-log.ts';
import { keptChain, keptTree } from './kept-tree.ts';
import { keysOf, type NotaryKey, newestKept } from './notary-keys.ts';

export type NotarisedLog = Pick<Checking, 'stored' | 'found'> & {
  readonly source: EntrySource;
  /** Where the engine has no order: that which is kept beside the log, and may hold what the log has lost. */
  readonly order?: KeptOrder;
  /** Puts in order what has no order yet, these commits first; absent where the engine has one. */
  readonly prepare?: (commits: readonly Commit[]) => Promise<void>;
};
export type NotaryOptions = {
  readonly logs: readonly NotarisedLog[];
  readonly blobs: BlobStore;
  readonly key: NotaryKey;
  readonly anchors: readonly Anchor[];
  readonly clock: Clock;
  /** Runs the work while no other process seals the same logs. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Told, in words for the log of the service, of an anchor that could not be brought up to date. */
  readonly note: (anchor: string, what: string) => void;
};

/** A notary of these logs; what it does itself, whoever opens it says (ADR 86). */
export type OpensNotary = (options: NotaryOptions) => Notary;

/** Nothing of it can be asked: whoever seals or checks opens another. */
const elsewhere = async (): Promise<never> => {
  throw new Error('nothing is sealed or checked here');
};

export function readingNotary(options: NotaryOptions): Notary {
  const { logs, blobs, key } = options;
  const sourceOf = (log: LogName): EntrySource | undefined =>
    logs.find((one) => one.source.log === log)?.source;
  return {
    ...{ seal: elsewhere, beginAnew: elsewhere, check: elsewhere, sign: elsewhere, cosign: elsewhere },
    standing: async () => {
      const all: LogStanding[] = [];
      for (const { source } of logs) all.push(await standingOf(options, source));
      return all;
    },
    keyLine: key.line,
    keys: () => keysOf(options),
    proofOf: async (log, commit) => {
      const index = (await sourceOf(log)?.indexOf(commit)) ?? null;
      return index === null ? null : proven(blobs, log, { index, hash: commit.hash });
    },
    consistency: (log, before) => grownFrom(blobs, log, before),
  };
}

const told = (hashes: readonly Buffer[]): string[] => hashes.map((one) => one.toString('base64'));

async function standingOf(
  { blobs, anchors, clock }: NotaryOptions,
  source: EntrySource,
): Promise<LogStanding> {
  const { log } = source;
  const checkpoint = await newestKept(blobs, log);
  const unsealed = await source.waiting(checkpoint?.size ?? 0);
  const states: AnchorState[] = [];
  for (const { name } of anchors)
    states.push(
      (await stateOf(blobs, name, log)) ?? {
        anchor: name,
        log,
        size: null,
        at: clock.now(),
        fault: 'unreachable',
      },
    );
  const setBack = checkpoint === null ? [] : await setBackIn(blobs, log, checkpoint);
  return { log, checkpoint, unsealed, anchors: states, setBack };
}

/** Nothing is read of a log that never was. */
async function setBackIn(
  blobs: BlobStore,
  log: LogName,
  newest: SignedCheckpoint,
): Promise<LogStanding['setBack']> {
  if (generationOf(newest) === 0) return [];
  const chain = await keptChain(keptTree(blobs, log).shelf);
  return chain.flatMap(({ anew, time: at = '' }) => (anew === undefined ? [] : [{ at, ...anew }]));
}

async function grownFrom(blobs: BlobStore, log: LogName, before: number): ReturnType<Notary['consistency']> {
  const newest = await newestKept(blobs, log);
  if (newest === null || before < 1 || before > newest.size) return null;
  const nodes = keptTree(blobs, log).nodes(newest.size);
  return { checkpoint: newest.whole, hashes: told(await consistencyProof(nodes, before, newest.size)) };
}

type Wanted = { readonly index: number; readonly hash: string };

/** Only of what was sealed as it stands: a commit that was changed since is proven by nothing. */
async function proven(blobs: BlobStore, log: LogName, { index, hash }: Wanted): Promise<EntryProof | null> {
  const newest = await newestKept(blobs, log);
  if (newest === null || index >= newest.size) return null;
  const tree = keptTree(blobs, log);
  if ((await tree.entry(index, newest.size)) !== hash) return null;
  const hashes = await inclusionProof(tree.nodes(newest.size), index, newest.size);
  return { index, checkpoint: newest.whole, hashes: told(hashes) };
}
