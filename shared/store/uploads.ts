/**
 * What was sent to us and is looked at before it is recorded: sealed, for a day at most, and never part of the ledger.
 * Each part is encrypted under a key of its own, which the master key wraps for this upload alone.
 */
import { randomBytes } from 'node:crypto';
import { epochOf, type Instant } from '#shared/kernel/plain-date.ts';
import type { BlobStore } from './blobs.ts';
import type { Clock } from './ports.ts';
import type { Vault } from './vault.ts';

/** `file`: the bytes as sent; the others are JSON of their keepers. */
const UPLOAD_PARTS = ['about', 'file', 'reading', 'progress', 'outcome'] as const;
export type UploadPart = (typeof UPLOAD_PARTS)[number];

export interface Uploads {
  /** A new one. Those that are more than a day old go on the way. */
  begin(): Promise<string>;
  put(id: string, part: UploadPart, bytes: Uint8Array): Promise<void>;
  /** Null for what is not there, no longer there, or more than a day old. */
  get(id: string, part: UploadPart): Promise<Uint8Array | null>;
  drop(id: string, parts?: readonly UploadPart[]): Promise<void>;
  /** Drops what began before the instant, everything where none is given. */
  sweep(before?: Instant): Promise<void>;
}

/** In the bucket the names below it expire by themselves, too (infra/aws). */
export const UPLOADS_PREFIX = 'uploads/';
const KEPT_MS = 86_400_000;
/** When it began, in milliseconds, and a secret: who knows the name of one cannot guess another's. */
const ID = /^(\d{13})-[0-9a-f]{32}$/;
const PAGE = 500;

type Options = { readonly blobs: BlobStore; readonly vault: Vault; readonly clock: Clock };

export function sealedUploads({ blobs, vault, clock }: Options): Uploads {
  const now = (): number => epochOf(clock.now());
  const isKept = (id: string): boolean => {
    const [, began] = ID.exec(id) ?? [];
    return began !== undefined && now() - Number(began) < KEPT_MS;
  };
  const uploads: Uploads = {
    begin: async () => {
      await sweepBefore(blobs, UPLOADS_PREFIX, now() - KEPT_MS);
      return `${String(now()).padStart(13, '0')}-${randomBytes(16).toString('hex')}`;
    },
    put: async (id, part, bytes) => {
      if (!isKept(id)) throw new RangeError('no upload of today');
      await blobs.put(nameOf(id, part), await vault.seal(ownerOf(id, part), bytes));
    },
    get: async (id, part) => {
      const sealed = isKept(id) ? await blobs.get(nameOf(id, part)) : null;
      // what another key has sealed is as good as gone: it would have been for a day
      return sealed === null ? null : vault.open(ownerOf(id, part), sealed);
    },
    drop: async (id, parts = UPLOAD_PARTS) => {
      if (ID.test(id)) for (const part of parts) await blobs.remove(nameOf(id, part));
    },
    sweep: (before) =>
      sweepBefore(blobs, UPLOADS_PREFIX, before === undefined ? Number.POSITIVE_INFINITY : epochOf(before)),
  };
  return uploads;
}

const nameOf = (id: string, part: UploadPart): string => `${UPLOADS_PREFIX}${id}/${part}`;
const ownerOf = (id: string, part: UploadPart): string => `upload ${id} ${part}`;

/** What lies below the prefix under names that begin with the milliseconds when they were begun. */
export async function sweepBefore(blobs: BlobStore, prefix: string, before: number): Promise<void> {
  let after: string | null = null;
  do {
    const page: { items: readonly string[]; next: string | null } = await blobs.list(prefix, {
      ...{ limit: PAGE, after },
    });
    for (const name of page.items)
      if (Number(name.slice(prefix.length).split('-')[0]) < before) await blobs.remove(name);
    after = page.next;
  } while (after !== null);
}
