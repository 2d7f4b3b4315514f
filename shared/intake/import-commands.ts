/** `import commands FILE`: each line is carried out in order; a refused one is listed and the rest goes on. */

import { setImmediate } from 'node:timers/promises';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import { isJsonObject, parseJson } from '#shared/kernel/parse-json.ts';
import { repeatedKeys, writtenTwice } from '#shared/kernel/repeated-keys.ts';
import {
  contentKey,
  type Execution,
  type Fields,
  type Ledger,
  type Request,
} from '#shared/ledger/execution.ts';
import { withKeys } from './command-choices.ts';
import { type ImportRequest, type ImportResult, type Rejected, tellingOfNothing } from './import-result.ts';
import { readLines } from './read-ndjson.ts';
import { Receipt } from './receipts.ts';
import { SlicedTally } from './sliced-tally.ts';
import { onLedger } from './what-if.ts';

type Fault = Omit<Rejected, 'line'>;
type Executes = (ledger: Ledger, request: Request) => Promise<Execution>;
type Importing = ImportRequest & { readonly executes: Executes };

/** `executes`: what carries a line out. Who carries out some commands alone leaves others by `ImportSlice.takes`. */
export async function importCommands(ledger: Ledger, request: Importing): Promise<ImportResult> {
  return tellingOfNothing(await onLedger(ledger, request, (chosen) => carryOutAll(chosen, request)), request);
}

async function carryOutAll(ledger: Ledger, request: Importing): Promise<ImportResult> {
  const receipt = new Receipt(ledger.clock, request);
  const seen = new Map<string, number>();
  const sliced = new SlicedTally(request.slice);
  for await (const { line, text: written } of linesOf(request.file)) {
    const isPassed = sliced.begins(1);
    // a line that is refused waits for nothing: others have their turn all the same
    if (line % LINES_AT_ONCE === 0) await setImmediate();
    const warn = ({ code, facts }: Warning) => request.warn?.({ code, facts: { ...facts, line } });
    const sent = asLine(written, seen);
    if (isPassed) continue;
    if ('fields' in sent && sliced.leaves(sent.fields)) break;
    const outcome = 'code' in sent ? sent : await carryOut(ledger, { ...request, warn, receipt }, sent);
    sliced.read += 1;
    if (outcome === 'recorded') sliced.recorded += 1;
    else if (outcome === 'duplicate') sliced.duplicates += 1;
    else sliced.rejected.push({ line, ...outcome });
    if (sliced.isEnough) break;
  }
  if (!sliced.isEnough) await receipt.end(ledger.log, sliced.done);
  request.slice?.noted(sliced.done, !sliced.isEnough, []);
  const { read, recorded, duplicates, rejected } = sliced;
  const given = request.dryRun ? null : receipt.given;
  return { kind: 'commands', read, recorded, duplicates, rejected, receipt: given };
}

const LINES_AT_ONCE = 50;

async function* linesOf(file: string) {
  for await (const { lines } of readLines(file === '-' ? process.stdin : file)) yield* lines;
}

type Sent = { readonly fields: Fields } & ReturnType<typeof keysOf>;

/** What a line sends, under which key; a fault where it sends nothing. */
function asLine(written: string, seen: Map<string, number>): Sent | Fault {
  const fields = parseJson(written);
  if (!isJsonObject(fields)) return { field: '', code: 'encoding', message: '不是 JSON 对象' };
  const [twice] = repeatedKeys(written, fields);
  if (twice !== undefined) return { field: twice, code: 'conflict', message: writtenTwice(twice) };
  return { fields, ...keysOf(fields, seen) };
}

async function carryOut(
  ledger: Ledger,
  request: Importing & { readonly receipt: Receipt },
  { fields, ...keys }: Sent,
): Promise<'recorded' | 'duplicate' | Fault> {
  const { office, actor, may, receipt, executes } = request;
  if (may?.(String(fields.command ?? '')) === false)
    return { field: 'command', code: 'notAllowed', message: refusalText('notAllowed') };
  const execution = await executes(ledger, {
    ...{ office, actor, fields: withKeys(fields) },
    ...keys,
  });
  if (execution.ok) {
    for (const warning of execution.warnings) request.warn?.(warning);
    // what was proposed is recorded as a proposal, and has warned of it
    const outcome = execution.outcome === 'proposed' ? 'recorded' : execution.outcome;
    if (outcome === 'recorded') await receipt.beginIn(ledger.log);
    return outcome;
  }
  const { field, code, message, article } = execution;
  if (code === 'keyReused') return { field: 'key', code: 'conflict', message };
  return { field, code, message, ...(article && { article }) };
}

/** What the program itself calls the keys of pages, programs and letters: no line of a file may pass for one. */
const INSIDE = /^(?:api|form) |^(?:letter|line|file|import):/;

/** The line's own `key`, else its content and its ordinal among equal lines of the file. */
function keysOf(fields: Fields, seen: Map<string, number>) {
  const content = contentKey(fields);
  if (typeof fields.key === 'string') {
    const former = INSIDE.test(fields.key) ? {} : { formerKey: fields.key };
    return { key: `file:${fields.key}`, content, ...former };
  }
  const ordinal = (seen.get(content) ?? 0) + 1;
  seen.set(content, ordinal);
  return { key: `line:${content}:${ordinal}` };
}
