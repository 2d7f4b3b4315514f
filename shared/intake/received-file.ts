/** A file that was sent to us, as an import: kept beside the ledger only while it is read. */
import { mkdtemp, open, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolesFor } from '#shared/accounts/permissions.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { House } from '#shared/store/house.ts';
import { importCommands } from './import-commands.ts';
import { importReports } from './import-reports.ts';
import type { ImportRequest, ImportResult } from './import-result.ts';
import { importRows } from './import-rows.ts';
import { IMPORT_KINDS } from './kinds.ts';
import type { ImportFormat } from './read-records.ts';

/** Kinds whose lines are objects, not rows under headings. */
export const LINE_KINDS = ['reports', 'commands'] as const;
export const SENT_KINDS = [...IMPORT_KINDS, ...LINE_KINDS] as const;
export type SentKind = (typeof SENT_KINDS)[number];

export function isReadAsLines(kind: SentKind): boolean {
  return LINE_KINDS.some((one) => one === kind);
}

type Received = Omit<ImportRequest, 'kind' | 'file' | 'may' | 'seed'> & {
  readonly kind: SentKind;
  readonly format: ImportFormat;
  readonly bytes: Uint8Array;
  /** Of the sender: a line of commands is carried out only where the role may give that command. */
  readonly role: Role;
};

/** Throws UnreadableFile where the bytes are no file of that format. */
export function importReceived(house: House, received: Received): Promise<ImportResult> {
  const { format, bytes, role, ...rest } = received;
  const may = (command: string): boolean => rolesFor(command).includes(role);
  return asFile({ format, bytes }, (file) => runOf(rest.kind)(house, { ...rest, file, may }));
}

/**
 * What was sent, as a file that is gone when `read` is through, or the process. The file loses its own name before a byte
 * is in it, and is read by the process through its descriptor: nothing that is killed leaves it behind.
 */
export async function asFile<T>(
  { format, bytes }: Pick<Received, 'format' | 'bytes'>,
  read: (file: string) => Promise<T>,
): Promise<T> {
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

/** What carries out an import of this kind. */
export function runOf(kind: string): typeof importRows {
  if (kind === 'commands') return importCommands;
  return kind === 'reports' ? importReports : importRows;
}
