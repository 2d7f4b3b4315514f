/**
 * Checkpoints of a ledger as C2SP describes them, by a second hand: the tree of RFC 6962 by its definition, recursively,
 * and notes signed with Node's Ed25519. It shares nothing with the product.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** MTH of RFC 6962, 2.1. */
export function rootOf(entries: readonly Buffer[]): Buffer {
  if (entries.length === 0) return sha256();
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) return sha256(Buffer.of(0), only);
  const half = splitOf(entries.length);
  return sha256(Buffer.of(1), rootOf(entries.slice(0, half)), rootOf(entries.slice(half)));
}

/** PATH of RFC 6962, 2.1.1. */
export function pathOf(index: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length <= 1) return [];
  const half = splitOf(entries.length);
  return index < half
    ? [...pathOf(index, entries.slice(0, half)), rootOf(entries.slice(half))]
    : [...pathOf(index - half, entries.slice(half)), rootOf(entries.slice(0, half))];
}

const splitOf = (size: number): number => 2 ** Math.ceil(Math.log2(size) - 1);

export const KEY_NAME = 'taizhang/0123456789abcdef';

export class Sealer {
  readonly #key: KeyObject;
  readonly verifierKey: string;
  readonly #id: Buffer;

  constructor(name = KEY_NAME) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    this.#key = privateKey;
    this.#id = sha256(Buffer.from(`${name}\n`), Buffer.of(1), raw).subarray(0, 4);
    this.verifierKey = `${name}+${this.#id.toString('hex')}+${Buffer.concat([Buffer.of(1), raw]).toString('base64')}`;
  }

  note(text: string, name = KEY_NAME): string {
    const signature = Buffer.concat([this.#id, sign(null, Buffer.from(text), this.#key)]);
    return `${text}\n— ${name} ${signature.toString('base64')}\n`;
  }
}

export type Entry = readonly [
  hash: string,
  office: string,
  kind: string,
  number: string,
  version: number,
  recordedAt: string,
];

export function entriesIn(folder: string): Entry[] {
  const db = new DatabaseSync(join(folder, 'ledger.db'));
  const rows = db.prepare('SELECT body FROM commits ORDER BY position').all();
  db.close();
  return rows.map(({ body }) => {
    const { office, kind, number, version, recordedAt } = JSON.parse(String(body));
    return [sha256(Buffer.from(String(body))).toString('hex'), office, kind, number, version, recordedAt];
  });
}

/** Puts one more checkpoint over these entries into an anchor that holds those before. */
export class HandAnchor {
  readonly folder: string;
  readonly #sealer: Sealer;
  #size = 0;
  #previous = '';

  constructor(folder: string, sealer: Sealer) {
    this.folder = folder;
    this.#sealer = sealer;
    for (const name of ['checkpoints', 'names']) mkdirSync(join(folder, name), { recursive: true });
  }

  seal(entries: readonly Entry[], time: string): void {
    const named = entries.slice(this.#size).map((entry) => `${JSON.stringify(entry)}\n`);
    const names = named.join('');
    const digits = (size: number): string => String(size).padStart(20, '0');
    if (named.length > 0)
      writeFileSync(join(this.folder, 'names', `${digits(this.#size)}-${digits(entries.length)}`), names);
    const root = rootOf(entries.map(([hash]) => Buffer.from(hash, 'hex'))).toString('base64');
    const digest = (text: string): string => sha256(Buffer.from(text)).toString('base64');
    const lines = [
      ...[`${KEY_NAME}/ledger`, String(entries.length), root, `time ${time}`],
      ...(this.#previous === '' ? [] : [`previous ${digest(this.#previous)}`]),
      `names ${digest(names)}`,
    ];
    const note = this.#sealer.note(`${lines.join('\n')}\n`);
    const file = `${digits(entries.length)}-${time.replace(/\D/g, '').slice(0, 17)}`;
    writeFileSync(join(this.folder, 'checkpoints', file), note);
    writeFileSync(join(this.folder, 'checkpoint'), note);
    this.#size = entries.length;
    this.#previous = note;
  }
}
