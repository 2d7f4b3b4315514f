/**
 * The sample office: invented people and bodies whose cases go through the same commands and imports as real ones, so
 * that every history, clock and table in it is what the product itself makes of it.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeCommand, type Ledger } from '#shared/desk/execute.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import type { Actor } from '#shared/kernel/event.ts';
import { addDays, dateOf, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';
import { markAsSample } from '#shared/ledger/sample-mark.ts';
import { type Entry, officeTime, type Setting } from './agenda.ts';
import { appeals } from './appeals.ts';
import { applications } from './applications.ts';
import { hotlineCases } from './hotline-cases.ts';
import { registerEntries } from './register-entries.ts';
import { seeded } from './seeded.ts';

export type SamplePlan = {
  readonly office: string;
  /** Applications; the rest is in proportion. */
  readonly cases: number;
  /** The latest of the three years. */
  readonly year: number;
  readonly today: PlainDate;
};
type SampleResult = {
  readonly applications: number;
  readonly steps: number;
  readonly through: PlainDate;
};
/** A ledger whose clock can be set to the day of each entry, where nothing was recorded before; see ADR 0034. */
type SampleLedger = Ledger & { readonly setClock?: (instant: Instant) => void };

export const DEFAULT_CASES = 60;
const SEED = 0x7a_17_12_30;
const HOTLINE_PER_APPLICATION = 5;

/** Throws when a step of the sample is refused: that is a fault of the sample. */
export async function fillSample(ledger: SampleLedger, plan: SamplePlan): Promise<SampleResult> {
  const entries = agendaOf(plan);
  ledger.setClock?.(officeTime(addDays(dateOf(`${plan.year - 2}-01-01`), 1), 0));
  await markAsSample(ledger.log, plan.office, ledger.clock);
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-sample-'));
  try {
    for (const [minute, entry] of entries.entries()) {
      ledger.setClock?.(officeTime(entry.enteredOn, minute));
      await enter(ledger, plan.office, { entry, folder });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { applications: plan.cases, steps: entries.length, through: lastDay(plan) };
}

/** Yesterday at the latest, so that nothing in the sample was entered after now. */
function lastDay({ year, today }: SamplePlan): PlainDate {
  const end = dateOf(`${year}-12-31`);
  return today <= end ? addDays(today, -1) : end;
}

/** Everything that happens, in the order of its entry. */
function agendaOf(plan: SamplePlan): Entry[] {
  const setting: Setting = {
    chance: seeded(SEED + plan.year * 1000 + plan.cases),
    first: dateOf(`${plan.year - 2}-01-04`),
    last: lastDay(plan),
  };
  const asked = applications(setting, plan.cases);
  const disputes = Math.max(4, Math.round(plan.cases / 6));
  const all = [
    ...asked.entries,
    ...appeals(setting, disputes, asked.refused),
    ...hotlineCases(setting, plan.cases * HOTLINE_PER_APPLICATION),
    ...registerEntries(setting, plan.cases * 2),
  ];
  return all
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => compare(a.entry.enteredOn, b.entry.enteredOn) || a.index - b.index)
    .map(({ entry }) => entry);
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

type Entering = { readonly entry: Entry; readonly folder: string };

async function enter(ledger: Ledger, office: string, { entry, folder }: Entering): Promise<void> {
  const actor: Actor = { user: entry.as, role: 'sample', via: 'system' };
  if ('fields' in entry) {
    const done = await executeCommand(ledger, { office, actor, fields: entry.fields });
    if (!done.ok) throw new Error(`sample refused: ${done.code} ${JSON.stringify(entry.fields)}`);
    return;
  }
  const file = join(folder, 'rows.ndjson');
  const rows = entry.rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await writeFile(file, rows);
  const request = { kind: entry.kind, file, office, actor, dryRun: false, options: {}, seed: rows };
  const { rejected } = await importRows(ledger, request);
  if (rejected.length > 0) throw new Error(`sample rejected: ${JSON.stringify(rejected[0])}`);
}
