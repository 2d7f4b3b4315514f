/**
 * Personal data and free text apart from the log: one encrypted record per commit that has any,
 * under the data key of its case, which the master key wraps. The log holds a random reference and the SHA-256 of a
 * 256-bit salt with the plaintext; the salt is inside the record, so erasing the key leaves nothing to guess.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hash,
  type KeyObject,
} from 'node:crypto';
import type { SealableEvent } from '#shared/kernel/event.ts';
import type { OpenedSeal, SealedTexts } from './ports.ts';
import { fromPool, hexFromPool } from './random-pool.ts';

const ALGORITHM = 'A256GCM';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Stands in the place of a wrapped data key that was destroyed on purpose. */
export const ERASED = 'erased' as const;

export type SealedRecord = { readonly ref: string; readonly digest: string; readonly bytes: string };

/** As an object a key is taken by the engine in half the time. */
const cipherOf = (key: Buffer | KeyObject, iv: Buffer) =>
  createCipheriv('aes-256-gcm', Buffer.isBuffer(key) ? createSecretKey(key) : key, iv);
const decipherOf = (key: Buffer, iv: Uint8Array) => createDecipheriv('aes-256-gcm', createSecretKey(key), iv);

export function encrypt(key: Buffer | KeyObject, plain: Buffer): string {
  const iv = fromPool(IV_BYTES);
  const cipher = cipherOf(key, iv);
  // a stream cipher keeps nothing back for the end
  const body = cipher.update(plain);
  cipher.final();
  const tag = cipher.getAuthTag();
  return `${ALGORITHM}.${iv.toString('base64')}.${tag.toString('base64')}.${body.toString('base64')}`;
}

/** Null when the key is another or the record was altered. */
export function decrypt(key: Buffer, sealed: string): Buffer | null {
  const [algorithm, iv, tag, body] = sealed.split('.');
  if (algorithm !== ALGORITHM || iv === undefined || tag === undefined || body === undefined) return null;
  try {
    const decipher = decipherOf(key, Buffer.from(iv, 'base64'));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64')), decipher.final()]);
  } catch {
    return null;
  }
}

/** A file under the data key of its case: iv, tag and ciphertext, as bytes. */
export function encryptBytes(key: Buffer, plain: Uint8Array): Buffer {
  const iv = fromPool(IV_BYTES);
  const cipher = cipherOf(key, iv);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Null when the key is another or the file was altered. */
export function decryptBytes(key: Buffer, sealed: Uint8Array): Buffer | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null;
  try {
    const decipher = decipherOf(key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Tells one key from another and gives nothing of it away. */
export function fingerprintOf(key: Buffer): string {
  return createHash('sha256').update('taizhang data key').update(key).digest('hex');
}

export function newDataKey(): Buffer {
  return fromPool(32);
}

const anyRef = (): string => hexFromPool(16);
/** As long, and beside the others of its case where records are kept in the order of their references (ADR 92). */
export function refBeside(stream: string): string {
  const [place] = /^[0-9a-f]{8}/.exec(stream) ?? [];
  return place === undefined ? anyRef() : place + hexFromPool(12);
}

/** Seals the texts of a commit's events; null when there are none. */
export function sealTexts(
  key: () => Buffer,
  events: readonly SealableEvent[],
  refOf = anyRef,
): SealedRecord | null {
  const texts: Record<string, SealableEvent['texts']> = {};
  let isAny = false;
  events.forEach((event, index) => {
    if (!hasTexts(event)) return;
    texts[String(index)] = event.texts;
    isAny = true;
  });
  if (!isAny) return null;
  const plain = Buffer.from(JSON.stringify({ salt: hexFromPool(32), texts }));
  return { ref: refOf(), digest: digestOf(plain), bytes: encrypt(key(), plain) };
}

function hasTexts({ texts }: Pick<SealableEvent, 'texts'>): boolean {
  for (const _ in texts) return true;
  return false;
}

export function digestOf(plain: string | Buffer): string {
  return hash('sha256', plain);
}

/** The texts of a sealed record under the key of its case; `altered` where it is gone or is another than was sealed. */
export function openTexts(key: Buffer, sealed: string | null, digest: string): OpenedSeal {
  const plain = sealed === null ? null : decrypt(key, sealed);
  if (plain === null || digestOf(plain.toString('utf8')) !== digest) return 'altered';
  const { salt, texts }: { readonly salt: string; readonly texts: SealedTexts } = JSON.parse(
    plain.toString('utf8'),
  );
  salts.set(texts, salt);
  return texts;
}

/** With what each was salted: whoever has to show that texts fit their digest needs it, and nobody else. */
const salts = new WeakMap<SealedTexts, string>();

/** What the digest of opened texts is of; null of texts that were not opened here. */
export function sealedPlain(texts: SealedTexts): string | null {
  const salt = salts.get(texts);
  return salt === undefined ? null : JSON.stringify({ salt, texts });
}
