/** `import commands FILE`: each line is carried out in order; a refused one is listed and the rest goes on. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { dateOfInstant } from '../../shared/kernel/plain-date.ts';
import type { Clock, EventLog } from '../../shared/store/ports.ts';
import { commandJob, type RecordResult } from '../record/recorder.ts';
import type { Room } from '../record/room.ts';
import { roomsFor } from '../record/rooms.ts';
import type { ImportRequest, ImportResult, Rejected } from './import-result.ts';

type Ledger = { readonly log: EventLog; readonly clock: Clock };
type Fields = Readonly<Record<string, unknown>>;
type Fault = Omit<Rejected, 'line'>;

export async function importCommands(ledger: Ledger, request: ImportRequest): Promise<ImportResult> {
  const source = request.file === '-' ? await text(process.stdin) : await readFile(request.file, 'utf8');
  const seen = new Map<string, number>();
  const totals = { read: 0, recorded: 0, duplicates: 0 };
  const rejected: Rejected[] = [];
  for (const [index, written] of source.split('\n').entries()) {
    if (written.trim() === '') continue;
    totals.read += 1;
    const outcome = await carryOut(ledger, request, { written, seen });
    if (outcome === 'recorded') totals.recorded += 1;
    else if (outcome === 'duplicate') totals.duplicates += 1;
    else rejected.push({ line: index + 1, ...outcome });
  }
  return { kind: 'commands', ...totals, rejected };
}

type Line = { readonly written: string; readonly seen: Map<string, number> };

async function carryOut(
  ledger: Ledger,
  request: ImportRequest,
  { written, seen }: Line,
): Promise<'recorded' | 'duplicate' | Fault> {
  const fields = readLine(written);
  if (fields === null) return { field: '', code: 'encoding', message: '不是 JSON 对象' };
  const name = String(fields.command ?? '');
  const number = String(fields.case ?? '')
    .normalize('NFKC')
    .trim();
  const room = await roomOf(ledger.log, { office: request.office, name, number });
  if (room === undefined)
    return {
      field: 'command',
      code: roomsFor(name).length > 0 ? 'unknownCase' : 'unknownCommand',
      message: name,
    };
  const parsed = room.parse(name, fields);
  if (!parsed.ok) return { field: parsed.field, code: parsed.code, message: parsed.message };
  if (number === '') return { field: 'case', code: 'required', message: '缺少编号' };
  const where = { office: request.office, number, actor: request.actor };
  const context = { today: dateOfInstant(ledger.clock.now()) };
  const job = commandJob(room, { where, command: parsed.command, key: keyOf(fields, seen), context });
  const [outcome] = await ledger.log.write([job]);
  if (outcome === undefined || !outcome.ok) throw outcome?.error ?? new Error('nothing was written');
  return verdict(outcome.value);
}

function verdict(result: RecordResult): 'recorded' | 'duplicate' | Fault {
  if (result.outcome === 'recorded' || result.outcome === 'duplicate') return result.outcome;
  if (result.outcome === 'conflict') return { field: result.field, code: 'conflict', message: '' };
  const { code, article, facts } = result.refusal;
  return { field: String(facts?.field ?? ''), code, message: JSON.stringify(facts ?? {}), article };
}

function readLine(written: string): Fields | null {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
}

/** Names such as CorrectDate belong to several kinds of case: the number decides. */
async function roomOf(
  log: EventLog,
  { office, name, number }: { office: string; name: string; number: string },
): Promise<Room | undefined> {
  const rooms = roomsFor(name);
  if (rooms.length === 1) return rooms[0];
  for (const room of rooms) if ((await log.streamOf(office, room.kind, number)) !== null) return room;
  return undefined;
}

/** The line's own `key`, else its content and its ordinal among equal lines of the file. */
function keyOf(fields: Fields, seen: Map<string, number>): string {
  if (typeof fields.key === 'string') return fields.key;
  const content = createHash('sha256').update(sortedJson(fields)).digest('hex');
  const ordinal = (seen.get(content) ?? 0) + 1;
  seen.set(content, ordinal);
  return `line:${content}:${ordinal}`;
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
