/** Before a file is attached to a case it is put aside, sealed: the rules then say what the log will hold of it. */
import { isKept, keepFile } from '#shared/attachments/keep-file.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { HANDLING_COMMANDS } from '#shared/handling/commands.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import { streamWritten } from '#shared/ledger/case-history.ts';
import { earlierOf } from '#shared/ledger/earlier.ts';
import { type Execution, executionOf, fault, type Ledger, type Request } from '#shared/ledger/execution.ts';
import type { ParsedCommand } from '#shared/ledger/parse-command.ts';
import { OtherMasterKey } from '#shared/store/key-wrapper.ts';
import { unknowingOf } from './bar-unknowing.ts';

type Asked = { readonly kind: Kind; readonly number: string; readonly command: ParsedCommand };

export const isWithFile = ({ name }: Pick<ParsedCommand, 'name'>): boolean => name === 'AttachFile';

/** The command as it is to be decided; an execution where it was carried out before, cannot be, or may not be. */
export async function withFileKept(
  ledger: Ledger,
  request: Request,
  { kind, number: named, command }: Asked,
): Promise<ParsedCommand | Execution> {
  const { log, blobs, scanner } = ledger;
  if (blobs === undefined) return fault('content', 'unavailable');
  const unknowing = await unknowingOf(ledger, request, { kind, number: named });
  if (unknowing !== null) return unknowing;
  const earlier = await earlierOf(log, request);
  if (earlier !== null) return executionOf(earlier);
  const { case: number, name, content } = HANDLING_COMMANDS.AttachFile.parse(command.value);
  const { office } = request;
  const stream = await streamWritten(log, { office, kind: kind.kind, number });
  if (stream === null) return fault('case', 'unknownCase');
  try {
    const sent = { name, content: Buffer.from(content, 'base64') };
    const kept = await keepFile(
      { log, blobs, ...(scanner && { scanner }) },
      { office, kind: kind.kind, stream },
      sent,
    );
    if (isKept(kept)) return { ...command, value: { ...command.value, kept } };
    const { code, facts } = kept;
    return { ...fault('content', code), message: refusalText(code, facts), ...(facts && { facts }) };
  } catch (error) {
    if (error instanceof OtherMasterKey) return fault('content', 'sealClosed');
    throw error;
  }
}
