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
import { UnreadableFile } from './unreadable-file.ts';

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

/** Of ten megabytes: lines of fifty bytes. What each of them is refused for has to be told. */
const MOST_SENT_LINES = 200_000;
/** Then others have their turn. */
const ROWS_AT_ONCE = 100;

function hasMoreLines(bytes: Uint8Array): boolean {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0 && lines <= MOST_SENT_LINES; at = bytes.indexOf(10, at + 1))
    lines += 1;
  return lines > MOST_SENT_LINES;
}

/** Throws UnreadableFile where the bytes are no file of that format, or one of more lines than are read while others wait. */
export async function importReceived(house: House, received: Received): Promise<ImportResult> {
  const { format, bytes, role, batch = ROWS_AT_ONCE, ...rest } = received;
  if (format !== 'xlsx' && hasMoreLines(bytes))
    throw new UnreadableFile(`超过 ${MOST_SENT_LINES} 行，请分成几个文件，或者用命令行导入`, {
      code: 'oversizedFile',
    });
  const may = (command: string): boolean => rolesFor(command).includes(role);
  return asFile({ format, bytes }, (file) => runOf(rest.kind)(house, { ...rest, batch, file, may }));
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
