/** A text with the signatures under it (C2SP signed-note), and the lines by which keys are named. */
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { isSm2Signature, sm2KeyBytes, sm2PointIn } from './sm2.ts';

/** What a signature line says: `sig` without the four bytes of the key. */
type NoteSignature = { readonly name: string; readonly keyId: string; readonly sig: Buffer };
/** `text` ends in a newline. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** Algorithms of C2SP by the byte that stands before the key; `other` for those without a number, told by a name. */
export const ALGORITHM = { ed25519: 0x01, cosignature: 0x04, other: 0xff } as const;
const ED25519_BYTES = 32;
/** What stands before the 32 bytes of a key in its SubjectPublicKeyInfo (RFC 8410). */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** `key`: the algorithm's byte and the bytes of the key. */
export type VerifierKey = { readonly name: string; readonly keyId: string; readonly key: Buffer };
export type Signer = VerifierKey & { sign(message: Buffer): Promise<Buffer> };

/** Eight hex digits. */
function keyIdOf(name: string, key: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), key]), 'hex').slice(0, 8);
}

/** `algorithm`: one of ALGORITHM. */
export function verifierKey(name: string, algorithm: number, key: Uint8Array): VerifierKey {
  const whole = Buffer.concat([Buffer.from([algorithm]), key]);
  return { name, keyId: keyIdOf(name, whole), key: whole };
}

/** `point`: 0x04 ‖ x ‖ y. */
export const sm2Key = (name: string, point: Uint8Array): VerifierKey =>
  verifierKey(name, ALGORITHM.other, sm2KeyBytes(point));

/** Null of an algorithm that is not known here. */
export function kindOfKey({ key }: VerifierKey): 'ed25519' | 'cosignature' | 'sm2' | null {
  const [algorithm] = key;
  if (algorithm === ALGORITHM.other) return sm2PointIn(key) === null ? null : 'sm2';
  if (key.length !== ED25519_BYTES + 1) return null;
  if (algorithm === ALGORITHM.cosignature) return 'cosignature';
  return algorithm === ALGORITHM.ed25519 ? 'ed25519' : null;
}

/** `name+keyid+base64`. */
export function keyLine({ name, keyId, key }: VerifierKey): string {
  return `${name}+${keyId}+${key.toString('base64')}`;
}

/** Null for what is no line of a key, or bears another key's id. */
export function readKeyLine(line: string): VerifierKey | null {
  const [, name = '', keyId = '', base64 = ''] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line.trim()) ?? [];
  const key = Buffer.from(base64, 'base64');
  return key.length > 1 && keyIdOf(name, key) === keyId ? { name, keyId, key } : null;
}

/** The 32 bytes of an Ed25519 key. */
export function rawEd25519(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-ED25519_BYTES);
}

function ed25519({ key }: VerifierKey): KeyObject {
  const der = Buffer.concat([ED25519_SPKI, key.subarray(1)]);
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}

export function signatureLine({ name, keyId, sig }: NoteSignature): string {
  return `— ${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), sig]).toString('base64')}\n`;
}

export async function signedNote(text: string, signers: readonly Signer[]): Promise<string> {
  const lines: string[] = [];
  for (const { name, keyId, sign } of signers)
    lines.push(signatureLine({ name, keyId, sig: await sign(Buffer.from(text)) }));
  return `${text}\n${lines.join('')}`;
}

const LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/;

/** Null for what is no signed note. */
export function readNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const signatures = readSignatures(note.slice(end + 2));
  return signatures === null || signatures.length === 0 ? null : { text: note.slice(0, end + 1), signatures };
}

/** Null where one of the lines is none. */
export function readSignatures(lines: string): NoteSignature[] | null {
  const found: NoteSignature[] = [];
  for (const line of lines.split('\n').filter((one) => one !== '')) {
    const [, name = '', base64 = ''] = LINE.exec(line) ?? [];
    const bytes = Buffer.from(base64, 'base64');
    if (name === '' || bytes.length < 5) return null;
    found.push({ name, keyId: bytes.subarray(0, 4).toString('hex'), sig: bytes.subarray(4) });
  }
  return found;
}

/** Whether one of the signatures is this key's and is right: by Ed25519, as a cosignature of a witness, or by SM2. */
export async function isSignedBy({ text, signatures }: Note, key: VerifierKey): Promise<boolean> {
  for (const { name, keyId, sig } of signatures)
    if (name === key.name && keyId === key.keyId && (await isRight(text, sig, key))) return true;
  return false;
}

async function isRight(text: string, sig: Buffer, key: VerifierKey): Promise<boolean> {
  const kind = kindOfKey(key);
  if (kind === 'ed25519') return verify(null, Buffer.from(text), ed25519(key), sig);
  if (kind === 'sm2') return isSm2Signature(text, sig, sm2PointIn(key.key) ?? Buffer.alloc(0));
  if (kind !== 'cosignature' || sig.length !== 72) return false;
  const time = sig.readBigUInt64BE(0);
  return verify(null, cosigned(text, time), ed25519(key), sig.subarray(8));
}

/** The line of the key by which the owner of a key signs as a witness; null for what is no line. */
export function cosignerLine(line: string): string | null {
  const own = readKeyLine(line);
  return own === null ? null : keyLine(verifierKey(own.name, ALGORITHM.cosignature, own.key.subarray(1)));
}

/** The line of a witness under a checkpoint. */
export async function cosignature(text: string, seconds: bigint, signer: Signer): Promise<string> {
  const { name, keyId } = verifierKey(signer.name, ALGORITHM.cosignature, signer.key.subarray(1));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  const sig = Buffer.concat([time, await signer.sign(cosigned(text, seconds))]);
  return signatureLine({ name, keyId, sig });
}

/** What a witness signs at a time, in seconds since 1970 (C2SP tlog-cosignature). */
export function cosigned(text: string, seconds: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}
