/** The checkpoints that lie in one place, here or on an anchor: each read, its signature tried, and each held against the one before. */
import type { TreeFault, TreeFaultName } from '#shared/store/notary.ts';
import {
  checkpointName,
  digestOfText,
  firstOf,
  generationOf,
  namesName,
  readCheckpoint,
  type SignedCheckpoint,
} from '#shared/transparency/checkpoint.ts';
import { type KeyRing, ringAfter, ringOf } from '#shared/transparency/key-ring.ts';
import type { LogName } from '#shared/transparency/log-entry.ts';
import type { Shelf } from './kept-tree.ts';
import { originOf } from './seal-log.ts';

export type Judged = { readonly chain: readonly SignedCheckpoint[]; readonly faults: readonly TreeFault[] };
export type JudgedPlace = {
  readonly log: LogName;
  readonly shelf: Shelf;
  readonly keyLine: string | null;
  /** Where it is; absent for the store of the ledger itself. */
  readonly anchor?: string;
};

/** `chain`: those that are sound, by size. */
export async function judgedChain({ log, shelf, keyLine, anchor }: JudgedPlace): Promise<Judged> {
  const faults: TreeFault[] = [];
  const tell = (what: TreeFaultName, from: number, size: number): void =>
    void faults.push({ log, what, from, size, ...(anchor !== undefined && { anchor }) });
  let ring = keyLine === null ? null : ringOf(keyLine);
  const chain: SignedCheckpoint[] = [];
  for await (const name of shelf.names('checkpoints')) {
    const checkpoint = readCheckpoint((await shelf.get(name)) ?? '');
    const after = ring && checkpoint && (await ringAfter(ring, checkpoint));
    const what = faultOf(checkpoint, { name, ring, after, log });
    if (what !== null) tell(what, chain.at(-1)?.size ?? 0, sizeIn(name));
    else if (checkpoint !== null) chain.push(checkpoint);
    if (what === null) ring = after;
  }
  let before: SignedCheckpoint | undefined;
  for (const checkpoint of chain) {
    const expected = before === undefined ? undefined : digestOfText(before.whole);
    const from = firstOf(checkpoint, before);
    const steps = generationOf(checkpoint) - (before === undefined ? 0 : generationOf(before));
    if (steps !== (checkpoint.anew === undefined ? 0 : 1)) tell('forked', from, checkpoint.size);
    else if (checkpoint.previous !== expected) tell('checkpointMissing', from, checkpoint.size);
    else if (!(await isNamed(shelf, from, checkpoint))) tell('namesAltered', from, checkpoint.size);
    before = checkpoint;
  }
  const newest = await shelf.get('checkpoint');
  if (newest !== (before?.whole ?? null)) {
    const size = readCheckpoint(newest ?? '')?.size ?? before?.size ?? 0;
    tell('checkpointMissing', Math.min(size, before?.size ?? 0), Math.max(size, before?.size ?? 0));
  }
  return { chain, faults };
}

async function isNamed(shelf: Shelf, from: number, one: SignedCheckpoint): Promise<boolean> {
  const text = await shelf.get(namesName(from, one.size, generationOf(one)));
  return text !== null && digestOfText(text) === one.names;
}

type Asked = {
  readonly name: string;
  readonly log: LogName;
  readonly ring: KeyRing | null;
  /** The ring behind it. */
  readonly after: KeyRing | null;
};

function faultOf(
  checkpoint: SignedCheckpoint | null,
  { name, ring, after, log }: Asked,
): TreeFaultName | null {
  if (checkpoint === null || checkpointName(checkpoint) !== name) return 'checkpointInvalid';
  if (ring === null || checkpoint.origin !== originOf(ring, log, generationOf(checkpoint)))
    return 'checkpointForeign';
  if (after !== null) return null;
  const ids = ring.signing.map(({ keyId }) => keyId);
  const claims = checkpoint.note.signatures.some(({ keyId }) => ids.includes(keyId));
  return claims ? 'checkpointInvalid' : 'checkpointForeign';
}

const sizeIn = (name: string): number => Number(/\/\d{8}(\d{12})-/.exec(name)?.[1] ?? 0);
