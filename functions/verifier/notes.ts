/**
 * Signed notes and checkpoints as C2SP describes them (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), read with public
 * keys of Ed25519 and SM2. Signatures by keys that are not known are passed over, as the description asks. A checkpoint
 * may announce keys (`key LINE`): it is signed by those before and by those it announces, and what follows by the latter.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { objectIn } from './archive.ts';
import { isSm2Signature } from './sm2.ts';

/**
 * `name+id+key`: the id is 8 hex digits; the key is base64 of 0x01 and the 32 bytes of an Ed25519 public key, or of 0xff,
 * `sm2-sm3`, a newline and the 65 bytes of a point.
 */
type VerifierKey = {
  readonly name: string;
  readonly id: string;
  readonly kind: 'ed25519' | 'sm2';
  readonly isRight: (message: Buffer, signature: Buffer) => boolean;
};

/** A key line that is none, or of a kind that is not checked here. */
export class KeyError extends Error {}

/** What stands before the 32 bytes of a public key in its DER form (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const [ED25519, SM2] = [Buffer.of(1), Buffer.concat([Buffer.of(0xff), Buffer.from('sm2-sm3\n')])];

/** Every key line of a text; the empty ones and those beginning with # are left out. */
export function keysIn(text: string): VerifierKey[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map(keyOf);
}

function keyOf(line: string): VerifierKey {
  const [, name = '', id = '', coded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line) ?? [];
  const bytes = Buffer.from(coded, 'base64');
  const known = createHash('sha256').update(`${name}\n`).update(bytes).digest().subarray(0, 4);
  if (name === '' || known.toString('hex') !== id) throw new KeyError(line);
  if (bytes.length === 33 && bytes.subarray(0, 1).equals(ED25519)) {
    const der = Buffer.concat([SPKI, bytes.subarray(1)]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return { name, id, kind: 'ed25519', isRight: (message, sig) => verify(null, message, key, sig) };
  }
  const point = bytes.subarray(SM2.length);
  if (point.length !== 65 || !bytes.subarray(0, SM2.length).equals(SM2)) throw new KeyError(line);
  return { name, id, kind: 'sm2', isRight: (message, sig) => isSm2Signature(message, sig, point) };
}

/** Who is believed: any of the keys that were given, until a checkpoint announced others; then every one of those. */
export type Trust = { readonly given: readonly VerifierKey[]; readonly required: readonly VerifierKey[] };

export const trustIn = (given: readonly VerifierKey[]): Trust => ({ given, required: [] });

const SIGNATURE = /^— (\S+) (\S+)$/;

type Signed = { readonly text: string; readonly by: readonly VerifierKey[] };

/** By which of the keys a note is signed; null where one of their signatures does not fit, or it is no note. */
function signedBy(note: string, keys: readonly VerifierKey[]): Signed | null {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, cut + 1);
  const by: VerifierKey[] = [];
  for (const line of note.slice(cut + 2, -1).split('\n')) {
    const [, name, coded] = SIGNATURE.exec(line) ?? [];
    if (name === undefined || coded === undefined) return null;
    const bytes = Buffer.from(coded, 'base64');
    const id = bytes.subarray(0, 4).toString('hex');
    const key = keys.find((one) => one.name === name && one.id === id);
    if (key === undefined) continue;
    if (!key.isRight(Buffer.from(text), bytes.subarray(4))) return null;
    by.push(key);
  }
  return { text, by };
}

/** The text of a note that is signed as it must be; null of any other. */
export function signedText(note: string, { given, required }: Trust): string | null {
  const signed = signedBy(note, [...given, ...required]);
  if (signed === null) return null;
  const ids = new Set(signed.by.map(({ id }) => id));
  const isSigned = required.length === 0 ? ids.size > 0 : required.every(({ id }) => ids.has(id));
  return isSigned ? signed.text : null;
}

/** Who is believed after a checkpoint; null where it is not signed by all who must. */
export function trustAfter(trust: Trust, note: string): Trust | null {
  if (signedText(note, trust) === null) return null;
  const announced = announcedIn(note);
  const ofThem = signedBy(note, announced)?.by ?? [];
  if (announced.some((key) => !ofThem.includes(key))) return null;
  if (announced.length === 0) return trust;
  const before = trust.required.length > 0 ? trust.required : (signedBy(note, trust.given)?.by ?? []);
  // of each kind the last
  const required = new Map([...before, ...announced].map((key) => [key.kind, key]));
  return { given: trust.given, required: [...required.values()] };
}

function announcedIn(note: string): VerifierKey[] {
  const [text = ''] = note.split('\n\n');
  const lines = text.split('\n').slice(3);
  try {
    return keysIn(lines.flatMap((line) => (line.startsWith('key ') ? [line.slice(4)] : [])).join('\n'));
  } catch {
    // a key of a kind that is not known here is believed by nobody
    return [];
  }
}

/** Everyone who was believed, one after the other: by notes among which are those that announce keys. */
export function trustsBy(trust: Trust, notes: readonly string[]): readonly Trust[] {
  const announcing = notes
    .filter((note) => announcedIn(note).length > 0)
    .flatMap((note) => checkpointOf(note, '') ?? []);
  const trusts = [trust];
  for (const { note } of inOrder(announcing)) {
    const after = trustAfter(trusts.at(-1) ?? trust, note);
    if (after !== null) trusts.push(after);
  }
  return trusts;
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
  /** The whole text. */
  readonly note: string;
};

/** In which they were made. The newest stands in a folder a second time, as `checkpoint`: one of each content. */
export function inOrder(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  const once = new Map(checkpoints.map((one) => [one.digest, one]));
  const byTime = (a: Checkpoint, b: Checkpoint): number => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0);
  return [...once.values()].sort((a, b) => a.generation - b.generation || byTime(a, b) || a.size - b.size);
}

const GENERATION = /\.([1-9]\d{0,2})$/;

function anewIn(line: string | null): Checkpoint['anew'] {
  const { from, by, reason } = (line === null ? null : objectIn(line)) ?? {};
  if (typeof from !== 'number' || !Number.isSafeInteger(from) || from < 0) return null;
  return { from, by: String(by), reason: String(reason) };
}

/** Null for what has not the form of a checkpoint. Its signatures are not looked at. */
export function checkpointOf(note: string, file: string): Checkpoint | null {
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
    note,
  };
}

export function base64Digest(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
