/** A log, its tree and every anchor held against each other (`verify`, the nightly run, each signing). */
import type { BlobStore } from '#shared/store/blobs.ts';
import type { TreeChecked, TreeFault, Unsealed } from '#shared/store/notary.ts';
import {
  checkpointName,
  digestOfText,
  type SignedCheckpoint,
  standingOf,
} from '#shared/transparency/checkpoint.ts';
import type { LogName } from '#shared/transparency/log-entry.ts';
import { GrowingTree, type Tile, tilePath } from '#shared/transparency/tiles.ts';
import { type Anchor, stateOf } from './anchors.ts';
import { LogComparison, type StoredEntry } from './compare-log.ts';
import { type Judged, judgedChain } from './judged-chain.ts';
import { folderOf, type Shelf, shelfIn } from './kept-tree.ts';
import { type NamesReader, SealedEntries } from './sealed-entries.ts';
import { setbacksOf } from './setbacks.ts';
import { type Witness, witnessed } from './witness-anchor.ts';

export type Checking = {
  readonly log: LogName;
  /** All commits as stored, in any order; `upTo`: up to which instant, where the reading lies back. */
  readonly stored: () => AsyncIterable<readonly StoredEntry[]>;
  readonly upTo?: string | undefined;
  readonly blobs: BlobStore;
  readonly keyLine: string | null;
  /** Whether a checkpoint was ever signed. */
  readonly hasSigned: boolean;
  /** When the ledger was sealed last: a log without a tree had no entry then. */
  readonly sealedAt: string | null;
  readonly anchors: readonly Anchor[];
  /** Told of what is not sealed: where a feed tells of it, it may have been left out. */
  readonly found?: ((entries: readonly StoredEntry[]) => Promise<void>) | undefined;
};

type Truth = { readonly chain: readonly SignedCheckpoint[]; readonly shelves: readonly Shelf[] };

type LogChecked = Omit<TreeChecked, 'unsealed'> & { readonly unsealed: Unsealed };

export async function checkedLog(checking: Checking): Promise<LogChecked> {
  const { log, blobs, keyLine } = checking;
  const shelf = shelfIn(blobs, folderOf(log));
  const here = await judgedChain({ log, shelf, keyLine });
  const faults: TreeFault[] = [...here.faults];
  if (here.chain.length === 0 && (await isMissed(checking)))
    faults.push({ log, what: 'treeMissing', from: 0, size: 0 });
  let truth: Truth = { chain: here.chain, shelves: [shelf] };
  for (const anchor of checking.anchors) {
    const found = await onAnchor(checking, anchor, truth);
    faults.push(...found.faults);
    truth = found.truth;
  }
  const names = readerOn(truth.shelves);
  const sealed = await SealedEntries.of(standingOf(truth.chain), names);
  faults.push(...sealed.faults.map((one) => ({ log, ...one })));
  const setBack = await setbacksOf(log, { chain: truth.chain, sealed, names });
  faults.push(...setBack.faults);
  const comparison = new LogComparison(log, sealed, checking.upTo);
  for await (const page of checking.stored()) for (const entry of page) comparison.see(entry);
  const compared = await comparison.end();
  await checking.found?.(compared.later);
  if (truth.chain === here.chain) faults.push(...(await faultsOfTiles(blobs, log, sealed)));
  const { unsealed } = compared;
  return { checkpoints: [...compared.faults, ...faults], setbacks: setBack.setbacks, unsealed };
}

/**
 * Of the ledger there is a tree since there is a key; of another log since it had an entry to be sealed, and the first
 * sealing came to its end: one that was killed between two logs has lost nothing.
 */
async function isMissed({ log, keyLine, hasSigned, sealedAt, stored }: Checking): Promise<boolean> {
  if (keyLine === null || log === 'ledger') return hasSigned;
  if (sealedAt === null || !hasSigned) return false;
  for await (const page of stored()) if (page.some(({ recordedAt }) => recordedAt < sealedAt)) return true;
  return false;
}

type Found = { readonly faults: readonly TreeFault[]; readonly truth: Truth };

/** What an anchor holds counts more than what lies here: nobody of the office can rewrite it. */
async function onAnchor(checking: Checking, anchor: Anchor, truth: Truth): Promise<Found> {
  const { log, blobs, keyLine } = checking;
  const named = { log, anchor: anchor.name };
  const state = await stateOf(blobs, anchor.name, log);
  try {
    if (anchor.kind === 'witness') return { faults: await faultsOfWitness(checking, anchor, truth), truth };
    const shelf = await anchor.shelf(log);
    const ownKey = await anchor.keyLine();
    const there = await judgedChain({ log, shelf, keyLine: ownKey ?? keyLine, anchor: anchor.name });
    const faults: TreeFault[] = [...there.faults];
    const held = there.chain.at(-1)?.size ?? 0;
    if (there.chain.length === 0 && (state?.size ?? 0) > 0)
      faults.push({ ...named, what: 'emptied', from: 0, size: state?.size ?? 0 });
    if (ownKey !== null && ownKey !== keyLine)
      faults.push({ ...named, what: 'keyReplaced', from: 0, size: held });
    const shelves = [shelf, ...truth.shelves];
    return { faults: [...faults, ...besides(there, truth, named)], truth: longer(there, truth, shelves) };
  } catch {
    return {
      faults: [{ ...named, what: 'unreachable', from: state?.size ?? 0, size: state?.size ?? 0 }],
      truth,
    };
  }
}

const textsOf = (chain: readonly SignedCheckpoint[]): Set<string> => new Set(chain.map(({ whole }) => whole));

/** Where two chains are not one the beginning of the other. */
function besides(there: Judged, truth: Truth, named: Pick<TreeFault, 'log' | 'anchor'>): TreeFault[] {
  const [here, away] = [textsOf(truth.chain), textsOf(there.chain)];
  const [newestHere, newestThere] = [truth.chain.at(-1), there.chain.at(-1)];
  const [lastHere, lastThere] = [newestHere, newestThere].map((one) => (one ? checkpointName(one) : ''));
  const upTo =
    (last = '') =>
    (one: SignedCheckpoint): boolean =>
      checkpointName(one) <= last;
  const onlyThere = there.chain.filter((one) => !here.has(one.whole)).filter(upTo(lastHere));
  const onlyHere = truth.chain.filter((one) => !away.has(one.whole)).filter(upTo(lastThere));
  const first = [...onlyThere, ...onlyHere].map(({ size }) => size).sort((a, b) => a - b)[0];
  const faults: TreeFault[] = [];
  if (first !== undefined) {
    const before = Math.max(0, ...there.chain.map(({ size }) => size).filter((size) => size < first));
    faults.push({
      ...named,
      what: onlyThere.length > 0 ? 'forked' : 'checkpointMissing',
      from: before,
      size: first,
    });
  }
  const [from, size] = [newestHere?.size ?? 0, newestThere?.size ?? 0];
  if ((lastThere ?? '') > (lastHere ?? '')) faults.push({ ...named, what: 'rolledBack', from, size });
  return faults;
}

function longer(there: Judged, truth: Truth, shelves: readonly Shelf[]): Truth {
  const here = textsOf(truth.chain);
  const isWithin = there.chain.every(({ whole }) => here.has(whole));
  return { chain: isWithin ? truth.chain : there.chain, shelves };
}

/** It is asked again: what it has signed of ours it alone knows. */
async function faultsOfWitness(
  { blobs, log }: Checking,
  witness: Witness,
  { chain }: Truth,
): Promise<readonly TreeFault[]> {
  const newest = chain.at(-1);
  if (newest === undefined) return [];
  const { size, fault } = await witnessed(witness, { blobs, log, checkpoint: newest }, newest.size);
  if (fault === null) return [];
  const reached = size ?? newest.size;
  const what = fault === 'ahead' ? 'rolledBack' : 'forked';
  const [from, upTo] = [Math.min(reached, newest.size), Math.max(reached, newest.size)];
  return [{ log, anchor: witness.name, what, from, size: upTo }];
}

export function readerOn(shelves: readonly Shelf[]): NamesReader {
  return async (name, digest) => {
    for (const shelf of shelves) {
      const text = await shelf.get(name);
      if (text !== null && digestOfText(text) === digest) return text;
    }
    return null;
  };
}

/** Every tile made again from the entries. */
async function faultsOfTiles(blobs: BlobStore, log: LogName, sealed: SealedEntries): Promise<TreeFault[]> {
  const faults: TreeFault[] = [];
  const compare = async (tile: Tile): Promise<void> => {
    const bytes = await blobs.get(`${folderOf(log)}/${tilePath(tile)}`);
    if (bytes !== null && Buffer.compare(bytes, tile.bytes) === 0) return;
    const entries = 256 ** (tile.level === 'entries' ? 1 : tile.level + 1);
    const from = tile.index * entries;
    faults.push({ log, what: 'tilesAltered', from, size: Math.min(sealed.size, from + entries) });
  };
  const tree = new GrowingTree();
  for (const entry of sealed.entries()) for (const tile of tree.add(entry)) await compare(tile);
  for (const tile of tree.open()) await compare(tile);
  return faults;
}
