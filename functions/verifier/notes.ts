/**
 * Signed notes and checkpoints as C2SP describes them (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), read with an
 * Ed25519 public key. Signatures by keys that are not known are passed over, as the description asks.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { objectIn } from './archive.ts';

/** `name+id+key`: the id is 8 hex digits, the key base64 of 0x01 and the 32 bytes of an Ed25519 public key. */
type VerifierKey = { readonly name: string; readonly id: string; readonly key: KeyObject };

/** A key line that is none, or of a kind that is not checked here. */
export class KeyError extends Error {}

const ED25519 = 1;
/** What stands before the 32 bytes of a public key in its DER form (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Every key line of a text; the empty ones and those beginning with # are left out. */
export function keysIn(text: string): VerifierKey[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map(keyOf);
}

function keyOf(line: string): VerifierKey {
  const [, name = '', id = '', coded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line) ?? [];
  const bytes = Buffer.from(coded, 'base64');
  if (name === '' || bytes.length !== 33 || bytes[0] !== ED25519) throw new KeyError(line);
  const known = createHash('sha256').update(`${name}\n`).update(bytes).digest().subarray(0, 4);
  if (known.toString('hex') !== id) throw new KeyError(line);
  const der = Buffer.concat([SPKI, bytes.subarray(1)]);
  return { name, id, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

const SIGNATURE = /^— (\S+) (\S+)$/;

/** The text of a note of which at least one known key's signature fits and none fails; null of any other. */
export function signedText(note: string, keys: readonly VerifierKey[]): string | null {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, cut + 1);
  let known = 0;
  for (const line of note.slice(cut + 2, -1).split('\n')) {
    const [, name, coded] = SIGNATURE.exec(line) ?? [];
    if (name === undefined || coded === undefined) return null;
    const bytes = Buffer.from(coded, 'base64');
    const id = bytes.subarray(0, 4).toString('hex');
    const key = keys.find((one) => one.name === name && one.id === id);
    if (key === undefined) continue;
    if (!verify(null, Buffer.from(text), key.key, bytes.subarray(4))) return null;
    known += 1;
  }
  return known > 0 ? text : null;
}

/** `previous` and `names` are base64 of SHA-256: of the checkpoint before as it stands, of its file of names. */
export type Checkpoint = {
  readonly file: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly time: string;
  readonly previous: string | null;
  readonly names: string | null;
  /** How often the log was set back before. */
  readonly generation: number;
  /** The log lost its end: it goes on from its first `from` entries. */
  readonly anew: { readonly from: number; readonly by: string; readonly reason: string } | null;
  /** SHA-256 of the whole file, base64: what the next one names as `previous`. */
  readonly digest: string;
  readonly isSigned: boolean;
};

const GENERATION = /\.([1-9]\d{0,2})$/;

function anewIn(line: string | null): Checkpoint['anew'] {
  const { from, by, reason } = (line === null ? null : objectIn(line)) ?? {};
  if (typeof from !== 'number' || !Number.isSafeInteger(from) || from < 0) return null;
  return { from, by: String(by), reason: String(reason) };
}

/** Null for what has not the form of a checkpoint. */
export function checkpointOf(
  note: string,
  { file, keys }: { readonly file: string; readonly keys: readonly VerifierKey[] },
): Checkpoint | null {
  const [head = ''] = note.split('\n\n');
  const [origin = '', size = '', root = '', ...extensions] = head.split('\n');
  if (origin === '' || !/^(0|[1-9]\d{0,14})$/.test(size) || Buffer.from(root, 'base64').length !== 32)
    return null;
  const named = (key: string): string | null =>
    extensions.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1) ?? null;
  return {
    ...{ file, origin, size: Number(size), root },
    ...{ time: named('time') ?? '', previous: named('previous'), names: named('names') },
    generation: Number(GENERATION.exec(origin)?.[1] ?? 0),
    anew: anewIn(named('anew')),
    digest: base64Digest(note),
    isSigned: signedText(note, keys) !== null,
  };
}

export function base64Digest(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
