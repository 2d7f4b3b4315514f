/**
 * `import commands FILE`: each line is carried out in order; a refused one is listed and the rest goes on. A dry run
 * says which lines are well formed: whether a step is lawful then depends on the steps before it.
 */
import { refusalText } from '../../shared/glossary/refusals.ts';
import type { Warning } from '../../shared/kernel/decision.ts';
import { formFault } from '../record/command-form.ts';
import { contentKey, executeCommand, type Fields, type Ledger } from '../record/execute.ts';
import { withKeys } from './command-choices.ts';
import type { ImportRequest, ImportResult, Rejected } from './import-result.ts';
import { readLines } from './read-ndjson.ts';
import { repeatedKeys } from './repeated-keys.ts';

type Fault = Omit<Rejected, 'line'>;

export async function importCommands(ledger: Ledger, request: ImportRequest): Promise<ImportResult> {
  const seen = new Map<string, number>();
  const totals = { read: 0, recorded: 0, duplicates: 0 };
  const rejected: Rejected[] = [];
  for await (const { line, text: written } of linesOf(request.file)) {
    totals.read += 1;
    const warn = ({ code, facts }: Warning) => request.warn?.({ code, facts: { ...facts, line } });
    const outcome = await carryOut(ledger, { ...request, warn }, { written, seen });
    if (outcome === 'recorded') totals.recorded += 1;
    else if (outcome === 'duplicate') totals.duplicates += 1;
    else rejected.push({ line, ...outcome });
  }
  return { kind: 'commands', ...totals, rejected };
}

async function* linesOf(file: string) {
  for await (const { lines } of readLines(file === '-' ? process.stdin : file)) yield* lines;
}

type Line = { readonly written: string; readonly seen: Map<string, number> };

async function carryOut(
  ledger: Ledger,
  request: ImportRequest,
  { written, seen }: Line,
): Promise<'recorded' | 'duplicate' | Fault> {
  const fields = readLine(written);
  if (fields === null) return { field: '', code: 'encoding', message: '不是 JSON 对象' };
  const [twice] = repeatedKeys(written, fields);
  if (twice !== undefined)
    return { field: twice, code: 'conflict', message: `${twice} 写了两次，无法判断以哪个为准` };
  const { office, actor, may } = request;
  if (may?.(String(fields.command ?? '')) === false)
    return { field: 'command', code: 'notAllowed', message: refusalText('notAllowed') };
  const bad = request.dryRun ? formFault(withKeys(fields)) : null;
  if (bad !== null) return { field: bad.field, code: bad.code, message: bad.message };
  if (request.dryRun) return 'recorded';
  const key = keyOf(fields, seen);
  const execution = await executeCommand(ledger, { office, actor, fields: withKeys(fields), key });
  if (execution.ok) {
    for (const warning of execution.warnings) request.warn?.(warning);
    return execution.outcome;
  }
  const { field, code, message, article } = execution;
  return { field, code, message, ...(article && { article }) };
}

function readLine(written: string): Fields | null {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}

/** The line's own `key`, else its content and its ordinal among equal lines of the file. */
function keyOf(fields: Fields, seen: Map<string, number>): string {
  if (typeof fields.key === 'string') return fields.key;
  const content = contentKey(fields);
  const ordinal = (seen.get(content) ?? 0) + 1;
  seen.set(content, ordinal);
  return `line:${content}:${ordinal}`;
}
