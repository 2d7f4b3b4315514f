/** A file that was sent to us, as an import. */
import { rolesFor } from '#shared/accounts/permissions.ts';
import type { Ledger } from '#shared/ledger/execution.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { ImportRequest, ImportResult } from './import-result.ts';
import type { importRows } from './import-rows.ts';
import { asFile, type SentFile, type SentKind } from './sent-file.ts';
import { UnreadableFile } from './unreadable-file.ts';

type Received = Omit<ImportRequest, 'kind' | 'file' | 'may' | 'seed'> &
  SentFile & {
    readonly kind: SentKind;
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
export async function importReceived(
  ledger: Ledger,
  received: Received,
  run: typeof importRows,
): Promise<ImportResult> {
  const { format, bytes, role, batch = ROWS_AT_ONCE, ...rest } = received;
  if (format !== 'xlsx' && hasMoreLines(bytes))
    throw new UnreadableFile(`超过 ${MOST_SENT_LINES} 行，请分成几个文件，或者用命令行导入`, {
      code: 'oversizedFile',
    });
  const may = (command: string): boolean => rolesFor(command).includes(role);
  return asFile({ format, bytes }, (file) => run(ledger, { ...rest, batch, file, may }));
}
