/** A file that was sent to us: of which kind it may be, and kept beside the ledger only while it is read. */
import { mkdtemp, open, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IMPORT_KINDS } from './kinds.ts';
import type { ImportFormat } from './read-records.ts';

/** Kinds whose lines are objects, not rows under headings. */
export const LINE_KINDS = ['reports', 'commands'] as const;
export const SENT_KINDS = [...IMPORT_KINDS, ...LINE_KINDS] as const;
export type SentKind = (typeof SENT_KINDS)[number];

export function isReadAsLines(kind: SentKind): boolean {
  return LINE_KINDS.some((one) => one === kind);
}

export type SentFile = { readonly format: ImportFormat; readonly bytes: Uint8Array };

/**
 * What was sent, as a file that is gone when `read` is through, or the process. The file loses its own name before a byte
 * is in it, and is read by the process through its descriptor: nothing that is killed leaves it behind.
 */
export async function asFile<T>({ format, bytes }: SentFile, read: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-import-'));
  try {
    const [draft, file] = [join(folder, 'draft'), join(folder, `rows.${format}`)];
    const kept = await open(draft, 'wx+', 0o600);
    try {
      await rm(draft);
      await kept.writeFile(bytes);
      await symlink(`/proc/${process.pid}/fd/${kept.fd}`, file);
      return await read(file);
    } finally {
      await kept.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
