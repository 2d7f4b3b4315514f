/**
 * The 32 bytes that wrap every data key of a ledger, in a file of its own. One is made beside an empty ledger only: the
 * ledger notes the fingerprint of its key, and nothing is opened with another.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unwrapped } from '#shared/store/key-wrapper.ts';
import { opened } from '#shared/store/unusable-file.ts';

/** The start is refused: with this key, or without one, what is sealed would stay closed and new texts be lost. */
export class MasterKeyError extends Error {}

type WrappedKey = { readonly owner: string; readonly wrapped: string };
/** What a ledger knows of its key. */
type KeyWitness = {
  fingerprint(): Promise<string | null>;
  note(fingerprint: string): Promise<void>;
  /** Every data key that it has wrapped. */
  wrapped(): Iterable<WrappedKey> | AsyncIterable<WrappedKey>;
};

const KEY_BYTES = 32;

/** Throws MasterKeyError in one line. */
export async function masterKeyFor(folder: string, witness: KeyWitness): Promise<Buffer> {
  const file = join(folder, 'master.key');
  const noted = await witness.fingerprint();
  if (!existsSync(file)) {
    if (noted !== null || (await hasAny(witness)))
      throw refused(
        file,
        'is missing: the ledger has been used with one; put it back, or restore it from its copy',
      );
    makeKey(file);
  }
  const key = opened(file, () => readFileSync(file));
  if (key.length !== KEY_BYTES)
    throw refused(file, `holds ${key.length} bytes, a key has ${KEY_BYTES}: restore it from its copy`);
  const fingerprint = fingerprintOfMaster(key);
  if (noted === null && (await opensAny(key, witness))) await witness.note(fingerprint);
  else if (noted !== fingerprint)
    throw refused(file, 'is not the key of this ledger: restore the right one from its copy');
  return key;
}

/** By which a ledger knows its key, and an auditor one key from another. */
export function fingerprintOfMaster(key: Uint8Array): string {
  return createHash('sha256').update('taizhang master key').update(key).digest('hex');
}

function refused(file: string, what: string): MasterKeyError {
  return new MasterKeyError(`${file} ${what}. Nothing was opened or changed (主密钥缺失或不符，未打开台账)`);
}

async function hasAny(witness: KeyWitness): Promise<boolean> {
  for await (const _ of witness.wrapped()) return true;
  return false;
}

/** Also where nothing is wrapped yet. A ledger of before may hold keys of a second one that was made beside its own. */
async function opensAny(key: Buffer, witness: KeyWitness): Promise<boolean> {
  let met = 0;
  for await (const { owner, wrapped } of witness.wrapped()) {
    if (unwrapped(key, wrapped, owner) !== null) return true;
    met += 1;
  }
  return met === 0;
}

/** Whole or not at all, and once: a second process that comes at the same moment takes the key of the first. */
export function makeKey(file: string): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (fault) {
    if (!existsSync(file)) throw fault;
  } finally {
    rmSync(draft);
  }
}
