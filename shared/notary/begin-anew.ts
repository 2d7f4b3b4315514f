/**
 * The way on for a log that lost its end (yesterday's copy after a broken disk): its next checkpoint names the last one
 * from before, from which entries on it differs, who said so and why. Only an end may be lost: where something that was
 * sealed stands behind what is gone, the log was rewritten and not set back.
 */
import type { BlobStore } from '#shared/store/blobs.ts';
import { SealingRefused } from '#shared/store/notary.ts';
import type { Clock } from '#shared/store/ports.ts';
import {
  type Anew,
  checkpointName,
  firstOf,
  generationOf,
  namesName,
  type SignedCheckpoint,
  standingOf,
} from '#shared/transparency/checkpoint.ts';
import { type KeyRing, ringOf } from '#shared/transparency/key-ring.ts';
import type { EntrySource, LogEntry } from '#shared/transparency/log-entry.ts';
import type { Signer } from '#shared/transparency/signed-note.ts';
import { type Anchor, stateOf } from './anchors.ts';
import { readerOn } from './check-log.ts';
import { judgedChain } from './judged-chain.ts';
import { folderOf, keptTree, type Shelf, shelfIn } from './kept-tree.ts';
import { followed, signersOf } from './own-ring.ts';
import { tilesAnew } from './rebuild-tiles.ts';
import { grown, MOST_AT_ONCE } from './seal-log.ts';
import { type NamesReader, SealedEntries } from './sealed-entries.ts';

type Beginning = {
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly keyLine: string;
  readonly atHand: readonly Signer[];
  readonly anchors: readonly Anchor[];
};
type Said = Omit<Anew, 'from'>;
/** An order that is kept beside the log may hold what the log has lost. */
export type KeptOrder = {
  /** What of it is in the log. */
  left(): Promise<readonly LogEntry[]>;
  /** Nothing else stands in it, or waits to be taken into it, any more. */
  keepLeft(): Promise<void>;
};
type LostLog = { readonly source: EntrySource; readonly order?: KeptOrder };

/** Each log that lost its end. Rejects where none has, before anything is signed. */
export async function setBackAll(beginning: Beginning, logs: readonly LostLog[], said: Said): Promise<void> {
  const parted = [];
  for (const { source: told, order } of logs) {
    const source = order === undefined ? told : standingIn(told, await order.left());
    const known = await knownOf(beginning, source.log);
    const parting = await partingOf(source, known);
    // a log may have lost its newest checkpoints and nothing else
    if (parting !== null || known.isBehind) parted.push({ source, known, parting });
  }
  for (const { order } of logs) await order?.keepLeft();
  if (parted.length === 0)
    throw new SealingRefused('notSetBack', 'every log goes on where its tree ends: nothing is to begin anew');
  for (const { source, known, parting } of parted) {
    const newest = known.chain.at(-1) ?? null;
    const { from, entries } = parting ?? { from: newest?.size ?? 0, entries: [] };
    const tree = await treeUpTo(beginning.blobs, source, { known, from });
    if (parting === null)
      await beginning.blobs.put(`${tree.folder}/checkpoint`, Buffer.from(newest?.whole ?? ''));
    else {
      const signers = signersOf(await ringOver(beginning, known.chain), beginning.atHand);
      await grown({ ...beginning, source, signers }, tree, { newest, entries, anew: { from, ...said } });
    }
  }
}

/** `source` without what the log has lost. */
function standingIn(source: EntrySource, entries: readonly LogEntry[]): EntrySource {
  return {
    ...source,
    entriesFrom: async function* (index) {
      yield entries.slice(index);
    },
  };
}

async function ringOver({ keyLine }: Beginning, chain: Known['chain']): Promise<KeyRing> {
  const root = ringOf(keyLine);
  const ring = root && (await followed(root, chain));
  if (ring === null) throw new SealingRefused('noKey', 'the checkpoints are not signed from signing.pub on');
  return ring;
}

type Known = {
  readonly chain: readonly SignedCheckpoint[];
  readonly names: NamesReader;
  /** An anchor has checkpoints that are not here. */
  readonly isBehind: boolean;
};

/** The longest chain that is known here or on an anchor, all of which must be in reach and go together. */
async function knownOf({ blobs, keyLine, anchors }: Beginning, log: EntrySource['log']): Promise<Known> {
  const shelves = [shelfIn(blobs, folderOf(log))];
  for (const anchor of anchors) {
    if (anchor.kind !== 'store') continue;
    const shelf = await anchor.shelf(log).catch((fault) => {
      throw new SealingRefused('notSetBack', `${anchor.name} is out of reach: ${String(fault)}`);
    });
    const own = await anchor.keyLine();
    const isEmpty = (await shelf.get('checkpoint')) === null;
    if (
      (own !== null && own !== keyLine) ||
      (isEmpty && ((await stateOf(blobs, anchor.name, log))?.size ?? 0) > 0)
    )
      throw new SealingRefused(
        'notSetBack',
        `${anchor.name} is not the anchor of this ledger, or was emptied`,
      );
    shelves.push(shelf);
  }
  const [here = [], ...others] = await Promise.all(shelves.map((shelf) => soundOn(shelf, log, keyLine)));
  let chain: readonly SignedCheckpoint[] = here;
  for (const other of others) chain = together(chain, other);
  return { chain, names: readerOn(shelves), isBehind: chain.length > here.length };
}

async function soundOn(shelf: Shelf, log: EntrySource['log'], keyLine: string) {
  const { chain, faults } = await judgedChain({ log, shelf, keyLine });
  const [first] = faults;
  if (first !== undefined)
    throw new SealingRefused('notSetBack', `checkpoints of ${log} are not sound (${first.what}): run verify`);
  return chain;
}

function together(one: readonly SignedCheckpoint[], other: readonly SignedCheckpoint[]) {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.some(({ whole }, place) => longer[place]?.whole !== whole))
    throw new SealingRefused(
      'notSetBack',
      'checkpoints here and on an anchor are not of one tree: run verify',
    );
  return longer;
}

type Parting = { readonly from: number; readonly entries: readonly LogEntry[] };

/** `from`: the last checkpoint up to which nothing differs; `entries` stand behind it. Null where nothing is lost. */
async function partingOf(source: EntrySource, { chain, names }: Known): Promise<Parting | null> {
  const standing = standingOf(chain);
  const sealed = await SealedEntries.of(standing, names);
  if (sealed.faults.length > 0)
    throw new SealingRefused('notSetBack', 'names of entries are gone: run verify');
  let [common, index] = [0, 0];
  for await (const page of source.entriesFrom(0))
    for (const { hash } of page) {
      const place = sealed.indexOf(hash);
      if (place >= 0 && (place !== index || common < index)) throw rewritten(source, index);
      if (place >= 0) common = index + 1;
      index += 1;
    }
  if (common === sealed.size) return null;
  const from = Math.max(0, ...standing.map(({ size }) => size).filter((size) => size <= common));
  const entries: LogEntry[] = [];
  for await (const page of source.entriesFrom(from)) {
    entries.push(...page);
    if (entries.length > MOST_AT_ONCE) break;
  }
  return { from, entries: entries.slice(0, MOST_AT_ONCE) };
}

const rewritten = ({ log }: EntrySource, index: number): SealingRefused =>
  new SealingRefused(
    'notSetBack',
    `entry ${index + 1} of ${log} was sealed and stands behind what was not: that is no setback, run verify`,
  );

/** Checkpoints and names that only an anchor has come back; the tiles end where the log goes on. */
async function treeUpTo(
  blobs: BlobStore,
  { log }: EntrySource,
  { known, from }: { readonly known: Known; readonly from: number },
) {
  const tree = keptTree(blobs, log);
  let last: SignedCheckpoint | undefined;
  for (const one of known.chain) {
    const name = namesName(firstOf(one, last), one.size, generationOf(one));
    await blobs.putOnce(
      `${tree.folder}/${name}`,
      Buffer.from((await known.names(name, one.names ?? '')) ?? ''),
    );
    await blobs.putOnce(`${tree.folder}/${checkpointName(one)}`, Buffer.from(one.whole));
    last = one;
  }
  for await (const name of tree.shelf.names('tile')) await blobs.remove(`${tree.folder}/${name}`);
  await tilesAnew(
    blobs,
    log,
    standingOf(known.chain).filter(({ size }) => size <= from),
  );
  return tree;
}
