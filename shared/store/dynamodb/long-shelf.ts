/**
 * Where long values lie in the bucket: a folder a table. What nobody may change or remove is called by its digest and
 * stays; what is replaced has a name of its own each time and goes with the item; and what its item is forgotten with
 * (`expires`) lies where the bucket forgets, too.
 */
import { createHash, randomBytes } from 'node:crypto';
import { keysOf } from '#shared/kernel/keys.ts';
import { isJsonObject } from '#shared/kernel/parse-json.ts';
import type { BlobStore } from '../blobs.ts';

export const LONG_PREFIX = 'long/' as const;
/** In a folder: what the rules of the bucket remove. No row is kept for as long as this. */
export const PASSING = 'passing/';
export const PASSING_DAYS = 31;

/** Folders by the part of the house that keeps them; `stays`: what nobody removes. */
export const LONG_FOLDERS = {
  ledger: 'stays',
  audit: 'stays',
  views: 'goes',
  deadLetters: 'goes',
  accounts: 'goes',
} as const;
export type LongFolder = keyof typeof LONG_FOLDERS;

/** In the place of a value. */
type LaidAside = { readonly laidAside: string; readonly as: 'text' | 'bytes' | 'json' };

export function isLaidAside(value: unknown): value is LaidAside {
  return isJsonObject(value) && String(value.laidAside ?? '').startsWith(LONG_PREFIX);
}

export function readAs(as: LaidAside['as'], bytes: Uint8Array = new Uint8Array()): unknown {
  if (as === 'bytes') return bytes;
  const text = Buffer.from(bytes).toString('utf8');
  return as === 'text' ? text : JSON.parse(text || 'null');
}

export type Shelf = {
  /** Whether the long values of this table lie here. */
  holds(table: string | undefined): boolean;
  /** Whether they go with their items. */
  forgets(table: string | undefined): boolean;
  /** `passes`: its item is forgotten by itself. */
  lay(table: string, long: { readonly value: unknown; readonly passes: boolean }): Promise<LaidAside>;
  /** Null for what is not there. */
  take(name: string): Promise<Uint8Array | null>;
  drop(name: string): Promise<void>;
};

type Blobs = Pick<BlobStore, 'put' | 'putOnce' | 'get' | 'remove'>;

/** `tables`: their names. */
export function longShelf(blobs: Blobs, tables: Readonly<Record<LongFolder, string>>): Shelf {
  const folders = new Map<string | undefined, LongFolder>();
  // of a table that is not named nothing is read or written
  for (const folder of keysOf(LONG_FOLDERS)) if (tables[folder] !== '') folders.set(tables[folder], folder);
  const goes = (folder: LongFolder | undefined): boolean =>
    folder !== undefined && LONG_FOLDERS[folder] === 'goes';
  const known = remembered();
  return {
    holds: (table) => folders.has(table),
    forgets: (table) => goes(folders.get(table)),
    lay: async (table, { value, passes }) => {
      const folder = folders.get(table);
      if (folder === undefined) throw new RangeError(`no folder for long values of ${table}`);
      const { bytes, as } = written(value);
      const digest = createHash('sha256').update(bytes).digest('hex');
      if (!goes(folder)) {
        const laidAside = `${LONG_PREFIX}${folder}/${digest}`;
        if (!(await blobs.putOnce(laidAside, bytes)))
          throw new Error(`something else stands at ${laidAside}`);
        return { laidAside, as };
      }
      const own = `${digest}-${randomBytes(8).toString('hex')}`;
      const laidAside = `${LONG_PREFIX}${folder}/${passes ? PASSING : ''}${own}`;
      await blobs.put(laidAside, bytes);
      return { laidAside, as };
    },
    take: async (name) => {
      const standing = known.get(name) ?? (await blobs.get(name));
      if (standing !== null && staysAt(name)) known.keep(name, standing);
      return standing;
    },
    drop: (name) => blobs.remove(name),
  };
}

const staysAt = (name: string): boolean =>
  keysOf(LONG_FOLDERS).some((one) => LONG_FOLDERS[one] === 'stays' && name.startsWith(LONG_PREFIX + one));

function written(value: unknown): { readonly bytes: Uint8Array; readonly as: LaidAside['as'] } {
  if (value instanceof Uint8Array) return { bytes: value, as: 'bytes' };
  if (typeof value === 'string') return { bytes: Buffer.from(value, 'utf8'), as: 'text' };
  return { bytes: Buffer.from(JSON.stringify(value), 'utf8'), as: 'json' };
}

const REMEMBERED_BYTES = 32_000_000;

/** What is read at every request, the long settings of an office, is not fetched each time: a name never changes its bytes. */
function remembered() {
  const held = new Map<string, Uint8Array>();
  let size = 0;
  return {
    get: (name: string): Uint8Array | undefined => held.get(name),
    keep: (name: string, bytes: Uint8Array): void => {
      if (held.has(name)) return;
      held.set(name, bytes);
      size += bytes.length;
      for (const [oldest, value] of held) {
        if (size <= REMEMBERED_BYTES) break;
        held.delete(oldest);
        size -= value.length;
      }
    },
  };
}
