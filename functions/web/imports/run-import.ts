/**
 * Carrying out an import that was prepared, or trying it out. On one machine it goes on behind the answer, a hundred rows
 * at a time, so that other pages are answered meanwhile; where there is nothing behind an answer, before it.
 */
import { MOST_TABLE_COLUMNS } from '#shared/intake/column-letters.ts';
import type { ImportResult, Rejected } from '#shared/intake/import-result.ts';
import type { RawRecord } from '#shared/intake/read-raw-record.ts';
import { optionsOf } from '#shared/intake/reading.ts';
import { importReceived } from '#shared/intake/received-file.ts';
import { rememberedBy, rememberReading, rememberValues, shapeOf } from '#shared/intake/remembered.ts';
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { actorOf, ledgerOf } from '../frame/web.ts';
import { type OfferedKind, onPage } from './kinds.ts';
import {
  type By,
  keepPart,
  type Outcome,
  partOf,
  type RefusedRow,
  type Settled,
  type Upload,
} from './uploads.ts';

type Job = {
  readonly upload: Upload;
  readonly settled: Settled & { readonly kind: OfferedKind };
  readonly dryRun: boolean;
};

const BATCH = 100;
/** As often as the page asks. */
const NOTED_MS = 1000;

/** Those that are going on in this process: a second click begins none. */
const running = new Set<string>();

export async function startImport(by: By, job: Job): Promise<void> {
  const { web } = by;
  const { id } = job.upload;
  if (running.has(id)) return;
  running.add(id);
  await web.house.uploads.drop(id, ['outcome']);
  await keepPart(web, id, { progress: { dryRun: job.dryRun, done: 0, at: web.house.clock.now() } });
  const work = carryOut(by, job).finally(() => running.delete(id));
  if (web.config.goesOnBehind) web.config.goesOnBehind(work);
  else await work;
}

async function carryOut(by: By, job: Job): Promise<void> {
  const { web } = by;
  const { id } = job.upload;
  const bytes = await web.house.uploads.get(id, 'file');
  if (bytes === null) return;
  const told: Told = { warned: [], headings: [], refused: [] };
  let end: (() => Promise<void>) | undefined;
  const many = (): void => {
    if (!job.dryRun) end ??= web.house.catchUpMeanwhile?.();
  };
  try {
    const result = await run(by, job, { bytes, told, many });
    if (!job.dryRun) await remember(by, job, told.headings);
    await keepPart(web, id, { outcome: outcomeOf(job, told, result) });
    if (!job.dryRun) await web.house.uploads.drop(id, ['file']);
  } catch (fault) {
    if (!(fault instanceof UnreadableFile)) throw fault;
    const { code, message } = fault;
    await keepPart(web, id, { outcome: outcomeOf(job, told, { code, message: onPage(message) }) });
  } finally {
    await end?.();
    await web.house.uploads.drop(id, ['progress']);
  }
}

type Told = { warned: Warning[]; headings: readonly string[]; refused: RefusedRow[] };
/** `many` is told once a second thread is worth its start. */
type Reading = { readonly bytes: Uint8Array; readonly told: Told; readonly many: () => void };
const MANY_ROWS = 3000;

function run({ web, who }: By, { upload, settled, dryRun }: Job, { bytes, told, many }: Reading) {
  const { house } = web;
  const { layout = {}, ...options } = optionsOf({ columns: {}, ...settled.reading });
  let noted = Date.now();
  const progress = (done: number, _finished: boolean, share?: number): void => {
    if (done >= MANY_ROWS) many();
    if (Date.now() - noted < NOTED_MS) return;
    noted = Date.now();
    const part = { dryRun, done, at: house.clock.now(), ...(share !== undefined && { share }) };
    // a page that asks a moment later is told a moment later
    keepPart(web, upload.id, { progress: part }).catch(() => undefined);
  };
  return importReceived(ledgerOf(web), {
    ...{ kind: settled.kind, format: upload.format, dryRun, office: who.office, role: who.role, progress },
    actor: { ...actorOf(who), via: 'import' },
    name: upload.name,
    ...{ bytes, batch: BATCH, options: { ...options, layout: { ...layout, fields: true } } },
    warn: (warning) => told.warned.push(warning),
    headings: (headings) => {
      told.headings = headings;
    },
    refused: (record, rejected) => told.refused.push({ ...rejected, fields: fieldsOf(record, told) }),
  });
}

/** Of a line of objects by name: its fields are the headings that the file has so far. */
function fieldsOf({ fields, cells }: RawRecord, told: Told): readonly string[] {
  if (fields !== undefined) return fields;
  const known = new Set(told.headings);
  const more = Object.keys(cells).filter((heading) => !known.has(heading));
  if (more.length > 0) told.headings = [...told.headings, ...more].slice(0, MOST_TABLE_COLUMNS);
  return told.headings.map((heading) => cells[heading] ?? '');
}

function outcomeOf(
  { upload, settled, dryRun }: Job,
  { warned, headings, refused }: Told,
  result: ImportResult | NonNullable<Outcome['fault']>,
): Outcome {
  const columns = Object.entries(settled.reading.columns ?? {});
  const left = columns.filter(([, key]) => key === '').map(([heading]) => heading);
  const about = { kind: settled.kind, name: upload.name, dryRun, warned, headings, left };
  if ('code' in result)
    return { ...about, read: 0, recorded: 0, duplicates: 0, receipt: null, refused: [], fault: result };
  const { read, recorded, duplicates, receipt, rejected } = result;
  const lines = refused.length > 0 ? refused : rejected.map((one: Rejected) => ({ ...one, fields: [] }));
  return { ...about, read, recorded, duplicates, receipt, refused: lines.sort((a, b) => a.line - b.line) };
}

/** What was said of the file holds for the next one. */
async function remember(
  { web, who }: By,
  { settled, upload }: Job,
  headings: readonly string[],
): Promise<void> {
  const { log, clock } = web.house;
  const { kind, reading } = settled;
  const by = { office: who.office, actor: actorOf(who), on: dateOfInstant(clock.now()) };
  const before = (await rememberedBy(log, who.office)).values[kind];
  for (const [column, said] of Object.entries(reading.values ?? {}))
    await rememberValues(log, by, { of: kind, column, kept: { ...before?.[column], ...said } });
  if (upload.format === 'ndjson' || headings.length === 0) return;
  const { values: _, ...shaped } = { columns: {}, ...reading };
  await rememberReading(log, by, { of: kind, shape: shapeOf(headings), reading: shaped });
}

/** Whether it goes on here, was left by a process that is gone, or is none. */
export async function progressOf({ web }: By, id: string) {
  const progress = await partOf(web, id, 'progress');
  if (progress === null) return null;
  return { ...progress, isAlive: running.has(id) };
}
