/** Blobs as files of a folder. A file appears whole or not at all, and what is written once is read-only. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobStore, checkBlobName } from '../blobs.ts';
import { unusable } from '../unusable-file.ts';

const DRAFTS = '.drafts';
const OWNER_ALONE = { recursive: true, mode: 0o700 } as const;

export function folderBlobs(folder: string): BlobStore {
  const path = (name: string): string => join(folder, checkBlobName(name));
  const get = async (name: string): Promise<Uint8Array | null> =>
    readFile(path(name)).catch((error: unknown) => {
      if (isCalled(error, 'ENOENT')) return null;
      throw unusable(path(name), error);
    });
  return {
    get,
    put: (name, bytes) =>
      inDraft({ folder, bytes, mode: 0o600 }, async (draft) => {
        await mkdir(dirname(path(name)), OWNER_ALONE);
        await rename(draft, path(name));
      }),
    putOnce: (name, bytes) =>
      inDraft({ folder, bytes, mode: 0o400 }, async (draft) => {
        await mkdir(dirname(path(name)), OWNER_ALONE);
        try {
          // a link, unlike a rename, fails where the name is taken
          await link(draft, path(name));
          return true;
        } catch (error) {
          if (!isCalled(error, 'EEXIST')) throw error;
          return Buffer.compare((await get(name)) ?? new Uint8Array(), bytes) === 0;
        }
      }),
    remove: async (name) => removed(path(name)),
    list: async (prefix, { after, limit }) => {
      const all = await namesIn(folder, dirname(`${prefix}x`));
      const names = all.filter((name) => name.startsWith(prefix) && name > (after ?? ''));
      const items = names.sort().slice(0, limit);
      return { items, next: names.length > limit ? (items.at(-1) ?? null) : null };
    },
  };
}

const isCalled = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

type Draft = { readonly folder: string; readonly bytes: Uint8Array; readonly mode: number };

/** The file under a name of its own, for as long as it takes to put it in its place: nothing of it stays, however that ends. */
async function inDraft<T>({ folder, bytes, mode }: Draft, put: (draft: string) => Promise<T>): Promise<T> {
  await mkdir(join(folder, DRAFTS), OWNER_ALONE);
  const draft = join(folder, DRAFTS, randomUUID());
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    return await put(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Of the part below which everything that is asked for lies: the rest may be large. */
async function namesIn(folder: string, part: string): Promise<string[]> {
  const at = join(folder, part);
  const entries = await readdir(at, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder).length + 1))
    .filter((name) => !name.startsWith(`${DRAFTS}/`));
}

/** What was written once is read-only, and stays; a folder goes with the last file in it. */
async function removed(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null || (found.mode & 0o200) === 0) return;
  await rm(path, { force: true });
  await rmdir(dirname(path)).catch(() => undefined);
}
