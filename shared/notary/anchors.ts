/**
 * Places where the recorder cannot rewrite what was sealed: a folder on another device, a locked bucket, a superior's
 * instance. One that is out of reach is told, and caught up when it is back.
 */
import type { BlobStore } from '#shared/store/blobs.ts';
import type { AnchorFault, AnchorState } from '#shared/store/notary.ts';
import type { Clock } from '#shared/store/ports.ts';
import {
  checkpointName,
  digestOfText,
  firstOf,
  generationOf,
  namesName,
  rankName,
  rankOf,
  readCheckpoint,
  type SignedCheckpoint,
} from '#shared/transparency/checkpoint.ts';
import type { LogName } from '#shared/transparency/log-entry.ts';
import { keptTree, type Shelf, shelfIn } from './kept-tree.ts';
import { type Witness, witnessed } from './witness-anchor.ts';

/** A checkpoint with what it needs to be put where others cannot be asked. */
type Anchoring = {
  readonly log: LogName;
  readonly checkpoint: SignedCheckpoint;
  /** Of the entries since the checkpoint before. */
  readonly names: { readonly name: string; readonly text: string } | null;
  readonly keyLine: string;
};

export type Anchor = StoreAnchor | Witness;
type StoreAnchor = {
  readonly kind: 'store';
  /** As it was given: a folder or a bucket. */
  readonly name: string;
  /** The newest that lies there. Rejects where it cannot be reached. */
  newest(log: LogName): Promise<SignedCheckpoint | null>;
  put(what: Anchoring): Promise<void>;
  /** What lies there, for a check. */
  shelf(log: LogName): Promise<Shelf>;
  /** The line of the key that was put there first; null where there is none. */
  keyLine(): Promise<string | null>;
};

/** Of the ledger whose anchor it is: the first that was put there. A second ledger needs a place of its own. */
const KEY_LINE = 'signing.pub';

/** `reached` rejects where the device or the bucket is not there: a folder must never be made where one was taken away. */
export function storeAnchor(name: string, blobs: BlobStore, reached: () => Promise<void>): StoreAnchor {
  return {
    kind: 'store',
    name,
    newest: async (log) => {
      await reached();
      const bytes = await blobs.get(`${log}/checkpoint`);
      return bytes === null ? null : readCheckpoint(Buffer.from(bytes).toString());
    },
    put: async ({ log, checkpoint, names, keyLine }) => {
      const put = async (file: string, text: string): Promise<void> => {
        if (!(await blobs.putOnce(file, Buffer.from(text))))
          throw new OtherBytes(`${file} is another on ${name}`);
      };
      await put(KEY_LINE, `${keyLine}\n`);
      if (names !== null) await put(`${log}/${names.name}`, names.text);
      await put(`${log}/${checkpointName(checkpoint)}`, checkpoint.whole);
      await blobs.put(`${log}/checkpoint`, Buffer.from(checkpoint.whole));
    },
    shelf: async (log) => {
      await reached();
      return shelfIn(blobs, log);
    },
    keyLine: async () => {
      const bytes = await blobs.get(KEY_LINE);
      return bytes === null ? null : Buffer.from(bytes).toString().trim();
    },
  };
}

/** What is put once stands there already, and is not what was to be put. */
class OtherBytes extends Error {}

type Keeping = {
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly keyLine: string;
  /** Told why an anchor could not be brought up to date, in words for the log. */
  readonly note: (anchor: string, what: string) => void;
};

/** Brings an anchor up to the newest checkpoint of a log, and keeps how that went. */
export async function anchored(keeping: Keeping, anchor: Anchor, log: LogName): Promise<AnchorState> {
  const { blobs, clock } = keeping;
  const before = await stateOf(blobs, anchor.name, log);
  const after = await broughtUp(keeping, anchor, { log, before }).catch((error: unknown) => {
    keeping.note(anchor.name, error instanceof Error ? error.message : String(error));
    return {
      size: before?.size ?? null,
      fault: error instanceof OtherBytes ? 'forked' : 'unreachable',
    } as const;
  });
  const state = { anchor: anchor.name, log, at: clock.now(), ...after };
  await blobs.put(stateName(anchor.name, log), Buffer.from(JSON.stringify(state)));
  return state;
}

type Now = { readonly size: number | null; readonly fault: AnchorFault | null };

async function broughtUp(
  { blobs, keyLine }: Keeping,
  anchor: Anchor,
  { log, before: known }: { readonly log: LogName; readonly before: AnchorState | null },
): Promise<Now> {
  const { shelf, newest: newestHere } = keptTree(blobs, log);
  const here = await newestHere();
  if (here === null) return beforeAnything(anchor, log);
  if (anchor.kind === 'witness') {
    const done = await witnessed(anchor, { blobs, log, checkpoint: here }, known?.size ?? 0);
    return { ...done, size: done.size ?? known?.size ?? null };
  }
  const there = await anchor.newest(log);
  const held = there?.size ?? null;
  const ownKey = await anchor.keyLine();
  if (ownKey !== null && ownKey !== keyLine) return { size: held, fault: 'forked' };
  if (there === null && (known?.size ?? 0) > 0) return { size: known?.size ?? null, fault: 'emptied' };
  const reachedThere = there === null ? 0 : rankOf(there);
  if (reachedThere > rankOf(here)) return { size: held, fault: 'ahead' };
  // a checkpoint that only announces a key covers what the one before it does
  const isNewest = there !== null && checkpointName(there) >= checkpointName(here);
  if (isNewest || (there !== null && reachedThere === rankOf(here) && !there.root.equals(here.root)))
    return { size: held, fault: there.root.equals(here.root) ? null : 'forked' };
  let before: SignedCheckpoint | undefined;
  let reached = there === null;
  for await (const name of shelf.names('checkpoints', there === null ? undefined : rankName(reachedThere))) {
    const checkpoint = readCheckpoint((await shelf.get(name)) ?? '');
    if (checkpoint === null) continue;
    const rank = rankOf(checkpoint);
    if (there !== null && rank === reachedThere) reached = checkpoint.root.equals(there.root);
    if (!reached) break;
    if (there === null || name > checkpointName(there))
      await anchor.put({ log, checkpoint, keyLine, names: await namesOf(shelf, checkpoint, before) });
    before = checkpoint;
  }
  return reached ? { size: here.size, fault: null } : { size: held, fault: 'forked' };
}

/** Nothing is to be put there yet; whether it can be reached is asked all the same. */
async function beforeAnything(anchor: Anchor, log: LogName): Promise<Now> {
  const there = anchor.kind === 'store' ? await anchor.newest(log) : null;
  return there === null ? { size: null, fault: null } : { size: there.size, fault: 'ahead' };
}

async function namesOf(
  shelf: Shelf,
  checkpoint: SignedCheckpoint,
  last: SignedCheckpoint | undefined,
): Promise<Anchoring['names']> {
  const name = namesName(firstOf(checkpoint, last), checkpoint.size, generationOf(checkpoint));
  const text = await shelf.get(name);
  return text === null ? null : { name, text };
}

const stateName = (anchor: string, log: LogName): string =>
  `proof/anchors/${log}-${Buffer.from(digestOfText(anchor), 'base64').toString('hex').slice(0, 16)}`;

/** How it stood when it was last tried; null before. */
export async function stateOf(blobs: BlobStore, anchor: string, log: LogName): Promise<AnchorState | null> {
  const bytes = await blobs.get(stateName(anchor, log));
  if (bytes === null) return null;
  const { size, at, fault } = JSON.parse(Buffer.from(bytes).toString()) as AnchorState;
  return { anchor, log, size, at, fault };
}
