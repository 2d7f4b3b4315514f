/** The notary of a house: its logs, its key, its anchors. */
import type { Commit } from '#shared/kernel/event.ts';
import { epochOf } from '#shared/kernel/plain-date.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import {
  type AnchorState,
  type EntryProof,
  EVIDENCE,
  type LogStanding,
  type Notary,
  type SealedLog,
  SealingRefused,
  type TreeChecked,
  type Unsealed,
} from '#shared/store/notary.ts';
import type { Clock } from '#shared/store/ports.ts';
import { generationOf, type SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import type { EntrySource, LogName } from '#shared/transparency/log-entry.ts';
import { consistencyProof, inclusionProof } from '#shared/transparency/proofs.ts';
import { cosignature, signedNote } from '#shared/transparency/signed-note.ts';
import { type Anchor, anchored, stateOf } from './anchors.ts';
import { type KeptOrder, setBackAll } from './begin-anew.ts';
import { type Checking, checkedLog } from './check-log.ts';
import { refuseIfBehind } from './held-by-anchors.ts';
import { keptChain, keptTree } from './kept-tree.ts';
import { keysOf, ledgerSigners, type NotaryKey, newestKept, ownKeys, ringsOf } from './notary-keys.ts';
import { ownRing } from './own-ring.ts';
import { sealLog } from './seal-log.ts';

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

export function openNotary(options: NotaryOptions): Notary {
  const { logs, blobs, key, clock, anchors } = options;
  const sourceOf = (log: LogName): EntrySource | undefined =>
    logs.find((one) => one.source.log === log)?.source;
  return {
    seal: (commits = []) => options.alone(() => sealedAll(options, commits)),
    beginAnew: (said) =>
      options.alone(async () => {
        const first = await key.line();
        if (first === null) throw new SealingRefused('noKey', 'put signing.key and signing.pub back');
        const begun = { blobs, clock, keyLine: first, anchors, atHand: await key.signers() };
        await setBackAll(begun, logs, said);
        return sealedAll(options, []);
      }),
    standing: async () => {
      const all: LogStanding[] = [];
      for (const { source } of logs) all.push(await standingOf(options, source));
      return all;
    },
    check: async (read) => {
      const checked = await checkedAll(options, read);
      if (checked.checkpoints.length === 0) return checked;
      // another process may have been sealing meanwhile, file after file: what is a fault is one when that has ended
      return options.alone(() => checkedAll(options, read));
    },
    sign: (manifest) => signedManifest(options, manifest),
    cosign: async (text, at) => {
      const [signer] = await ledgerSigners(options);
      return cosignature(text, BigInt(Math.floor(epochOf(at) / 1000)), signer);
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

async function sealedAll(options: NotaryOptions, commits: readonly Commit[]): Promise<readonly SealedLog[]> {
  const { logs, blobs, key, clock, anchors, note } = options;
  const { atHand, first } = await ownKeys(options);
  const sealed = [];
  for (const { prepare } of logs) await prepare?.(commits);
  for (const { source } of logs) {
    const tree = keptTree(blobs, source.log);
    const ring = await ownRing({ blobs, keyLine: first }, tree, await tree.newest());
    await refuseIfBehind(anchors, tree, { log: source.log, ring, keyLine: first });
  }
  for (const { source } of logs) sealed.push(await sealLog({ source, blobs, atHand, keyLine: first, clock }));
  await key.noteSigned();
  await key.settled?.(await ringsOf(options, first));
  for (const anchor of anchors)
    for (const { source } of logs) await anchored({ blobs, clock, keyLine: first, note }, anchor, source.log);
  return sealed;
}

const NOTHING: Unsealed = { count: 0, since: null };

async function checkedAll(
  { logs, blobs, key, anchors }: NotaryOptions,
  read: Parameters<Notary['check']>[0] = {},
): Promise<TreeChecked> {
  const checked = [];
  const sealedAt = (await newestKept(blobs, 'ledger'))?.time ?? null;
  const ours = { blobs, keyLine: await key.line(), hasSigned: await key.hasSigned(), sealedAt, anchors };
  for (const { source, stored, found } of logs)
    checked.push(
      await checkedLog({
        log: source.log,
        stored: read[source.log] ?? stored,
        found,
        ...ours,
        upTo: read.upTo,
      }),
    );
  const [ledger, audit] = checked.map(({ unsealed }) => unsealed);
  const unsealed = { ...(ledger ?? NOTHING), audit: audit ?? NOTHING };
  const checkpoints = checked.flatMap((one) => one.checkpoints);
  return { checkpoints, setbacks: checked.flatMap(({ setbacks }) => setbacks), unsealed };
}

const told = (hashes: readonly Buffer[]): string[] => hashes.map((one) => one.toString('base64'));

/** Nothing else is ever signed for others: what looks like a checkpoint would be one. */
async function signedManifest(options: NotaryOptions, manifest: string): Promise<string> {
  if (!manifest.startsWith(`${EVIDENCE}\noffice `)) throw new RangeError('no manifest of evidence');
  return signedNote(manifest, await ledgerSigners(options));
}

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
