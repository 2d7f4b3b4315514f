/**
 * The keys under which a log is signed, from the line that was handed out first: each change is announced in a checkpoint
 * that the keys before it and the new ones have all signed.
 */
import type { SignedCheckpoint } from './checkpoint.ts';
import { isSignedBy, kindOfKey, type Note, readKeyLine, type VerifierKey } from './signed-note.ts';

export type KeyRing = {
  /** Of the ledger, and of every key it ever had. */
  readonly name: string;
  /** Each of them has to sign; one of a kind. */
  readonly signing: readonly VerifierKey[];
  readonly former: readonly VerifierKey[];
};

/** Null for what is no line of a key. */
export function ringOf(line: string): KeyRing | null {
  const key = readKeyLine(line);
  return key === null ? null : { name: key.name, signing: [key], former: [] };
}

const isOneOf = (keys: readonly VerifierKey[], { keyId }: VerifierKey): boolean =>
  keys.some((one) => one.keyId === keyId);
export const isKnown = ({ signing, former }: KeyRing, key: VerifierKey): boolean =>
  isOneOf(signing, key) || isOneOf(former, key);

/** The ring behind a checkpoint; null where it is not signed by all of the ring and all that it announces. */
export async function ringAfter(ring: KeyRing, checkpoint: SignedCheckpoint): Promise<KeyRing | null> {
  if (!(await isSignedByAll(checkpoint.note, ring.signing))) return null;
  let after = ring;
  for (const line of checkpoint.keys ?? []) {
    const key = readKeyLine(line);
    if (key === null || key.name !== ring.name || isOneOf(after.former, key)) return null;
    if (!(await isSignedBy(checkpoint.note, key))) return null;
    if (!isOneOf(after.signing, key)) after = withKey(after, key);
  }
  return after;
}

function withKey({ name, signing, former }: KeyRing, key: VerifierKey): KeyRing {
  const replaced = signing.filter((one) => kindOfKey(one) === kindOfKey(key));
  const others = signing.filter((one) => !replaced.includes(one));
  const isFirst = kindOfKey(key) === 'ed25519';
  return { name, signing: isFirst ? [key, ...others] : [...others, key], former: [...former, ...replaced] };
}

async function isSignedByAll(note: Note, keys: readonly VerifierKey[]): Promise<boolean> {
  for (const key of keys) if (!(await isSignedBy(note, key))) return false;
  return true;
}
