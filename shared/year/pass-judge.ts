/** The second half of the nightly pass: seals, and office by office the live tables as of the cut-off of what was counted. */
import { hash } from 'node:crypto';
import { type Office, officeOf } from '#shared/ledger/office-name.ts';
import { StoreBusy } from '#shared/store/faults.ts';
import type { TreeChecked } from '#shared/store/notary.ts';
import type { LogEntry } from '#shared/transparency/log-entry.ts';
import { noted } from './aggregation.ts';
import { type CellDrift, type Compared, comparedTo, kept } from './compare-live.ts';
import { liveAt } from './compared-place.ts';
import { begun, brought, faultsOf } from './nightly.ts';
import { type KeptCount, OfficeCount } from './office-count.ts';
import { ask, type Pass, partsOf } from './pass.ts';

type Entry = LogEntry & { readonly stream: string; readonly position: number };

export async function checkSeals({ house, task, notes }: Pass): Promise<void> {
  const sealing = await house.notary.check({
    upTo: task.cut,
    ledger: () => notes.found<readonly Entry[]>('count', 'entries'),
    audit: () => notes.found<readonly Entry[]>('traces', 'entries'),
  });
  await notes.put('sealing', sealing);
  await ask(house, task, [{ step: 'judge', from: '' }]);
}

/** Offices whose counts are in memory together. */
const OFFICES_AT_ONCE = 50;

/** In order, behind `from`: the first some of them, with everything that was counted of each. */
export async function countsBehind(
  { notes }: Pick<Pass, 'notes'>,
  from: string,
  isWanted: (office: string) => boolean = () => true,
): Promise<readonly (readonly [string, OfficeCount])[]> {
  const counts = new Map<string, OfficeCount>();
  for await (const slice of notes.found<Record<string, KeptCount>>('count', 'counts')) {
    for (const [office, count] of Object.entries(slice)) {
      if (office <= from || !isWanted(office)) continue;
      const known = counts.get(office) ?? new OfficeCount();
      counts.set(office, known);
      known.add(count);
    }
    // one that is dropped is never among the first again
    for (const office of [...counts.keys()].sort().slice(OFFICES_AT_ONCE)) counts.delete(office);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

export async function officeNamed({ house }: Pick<Pass, 'house'>, id: string): Promise<Office> {
  return (await officeOf(house.log, id)) ?? { id, name: id };
}

/** Differing cells of an office, until somebody has looked which cases are behind them. */
export type Drifted = {
  readonly office: string;
  readonly drifts: readonly CellDrift[];
  readonly asOf: Compared['asOf'];
};

export async function judge(pass: Pass): Promise<void> {
  const { house, task, notes, end } = pass;
  if ((task.from ?? '') === '') await noteWhole(pass);
  // looked up in anything else, each office would read the whole ledger
  if ((await house.views.written.offices()) === null)
    throw new StoreBusy('the read models were emptied or filled anew while the ledger was counted');
  const sealing = await notes.get<TreeChecked>('sealing');
  if (sealing === null) throw new Error('the seals were not checked');
  const counts = await countsBehind(pass, task.from ?? '', (office) => !office.startsWith('*'));
  for (const [index, [id, count]] of counts.entries()) {
    await judgeOffice(pass, { office: await officeNamed(pass, id), count, sealing });
    const isLast = index === counts.length - 1;
    if (!isLast && performance.now() > end) return ask(house, task, [{ step: 'judge', from: id }]);
  }
  const last = counts.at(-1)?.[0];
  if (last !== undefined) return ask(house, task, [{ step: 'judge', from: last }]);
  const drifted = await notes.all<Drifted>('drifted/');
  if (drifted.length > 0) await ask(house, task, partsOf('gather'));
}

type Judged = { readonly office: Office; readonly count: OfficeCount; readonly sealing: TreeChecked };

async function judgeOffice(pass: Pass, { office, count, sealing }: Judged): Promise<void> {
  const { house, task, notes, onDrift } = pass;
  const faults = faultsOf(office, count.faults(), sealing);
  if (faults !== null)
    return onDrift(await noted(house, { ...begun(house, office), equal: false, ...faults }, task.pass));
  await brought(house, office);
  const { reports, drifts, asOf } = await comparedAt(pass, office, count);
  if (drifts.length > 0) {
    const drifted: Drifted = { office: office.id, drifts, asOf };
    return notes.put(`drifted/${hash('sha256', office.id).slice(0, 24)}`, drifted);
  }
  const digests = await kept(house, { office, reports });
  await noted(house, { ...begun(house, office), equal: true, reports: digests }, task.pass);
}

/** Both sides at one place: what was recorded behind the cut-off is taken out of the live figures. */
export async function comparedAt(
  { house, task }: Pass,
  office: Office,
  count: OfficeCount,
): Promise<Compared> {
  const movedBack = liveAt(house, task.cut);
  const counted = count.tally();
  const live = (year: number) => movedBack({ office: office.id, year, asOf: counted.asOf });
  const years = await house.views.years(office.id);
  return comparedTo(house, office, { counted, live, years });
}

/** Every slice has put in what the index lacked, and it is still the same index. */
async function noteWhole({ house, notes }: Pass): Promise<void> {
  const generation = await house.views.generation();
  for await (const one of notes.found<number | null>('count', 'indexed')) if (one !== generation) return;
  await house.views.noteWhole();
}
