/** Which cases are behind the cells that differ, of all offices in one more reading of the ledger. */
import type { Contributions } from '#shared/kernel/contribution.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import { commitOf } from '#shared/store/commit-bytes.ts';
import type { StoredCommit } from '#shared/store/ports.ts';
import { noted, type YearDrift } from './aggregation.ts';
import { kindsBehind } from './cell-kinds.ts';
import { countedIn, driftName, kept } from './compare-live.ts';
import { CaseNames, CellsBehind, type NamedCases } from './differing-cases.ts';
import { type Entry, entriesBy, entriesOf } from './entries.ts';
import { allMembersOf } from './members-known-at.ts';
import { begun } from './nightly.ts';
import { ask, PARTS, type Pass } from './pass.ts';
import { takeSlice } from './pass-count.ts';
import { comparedAt, countsBehind, type Drifted, officeNamed } from './pass-judge.ts';
import type { SliceAt } from './pass-notes.ts';

/** By office, for each of its cells: the cases that weigh another there, and by how much all of them together. */
type Gathered = Readonly<Record<string, readonly (NamedCases & { readonly explained: number })[]>>;

class Gathering {
  readonly #cells: CellsBehind;
  readonly #kinds: ReadonlySet<string> | undefined;
  readonly #names: readonly CaseNames[];
  readonly #explained: number[];

  constructor({ drifts, asOf }: Drifted) {
    this.#cells = new CellsBehind(drifts.map((one) => countedIn(one, asOf)));
    this.#kinds = kindsBehind(drifts.map(({ cell }) => cell));
    this.#names = drifts.map(() => new CaseNames());
    this.#explained = drifts.map(() => 0);
  }

  isBehind({ kind }: Pick<StoredCommit, 'kind'>): boolean {
    return this.#kinds?.has(kind) ?? true;
  }

  see(number: string, counted: readonly Entry[], held: readonly Entry[]): void {
    const [log, live] = [this.#cells.weights(counted), this.#cells.weights(held)];
    for (const index of new Set([...log.keys(), ...live.keys()])) {
      const more = (log.get(index) ?? 0) - (live.get(index) ?? 0);
      if (more === 0) continue;
      this.#names[index]?.note(number);
      this.#explained[index] = (this.#explained[index] ?? 0) + more;
    }
  }

  told(): Gathered[string] {
    return this.#names.map((one, index) => ({ ...one.told(), explained: this.#explained[index] ?? 0 }));
  }
}

export async function gatherSlice(pass: Pass, at: SliceAt): Promise<void> {
  const { house, notes } = pass;
  const drifted = await notes.all<Drifted>('drifted/');
  const gatherings = new Map(drifted.map((one) => [one.office, new Gathering(one)]));
  await takeSlice(pass, at, {
    ...{ whole: ['gather'], ask: [{ step: 'conclude', from: '' }] },
    read: async (after, limit) => {
      const slice = await house.log.slice(after, limit, { part: at.part, of: PARTS });
      const wanted = slice.cases.filter(([first]) => first && gatherings.get(first.office)?.isBehind(first));
      await seeCases(pass, gatherings, wanted);
      return slice.after;
    },
    found: async () => ({
      gathered: Object.fromEntries([...gatherings].map(([office, one]) => [office, one.told()])),
    }),
  });
}

async function seeCases(
  { house, task }: Pass,
  gatherings: ReadonlyMap<string, Gathering>,
  cases: readonly (readonly StoredCommit[])[],
): Promise<void> {
  const histories = cases.map((one) =>
    one.map(({ position, bytes, hash }) => commitOf(position, bytes, hash)),
  );
  // what was recorded meanwhile may be counted on one side and on its way to the other
  const settled = histories.filter((one) => (one.at(-1)?.recordedAt ?? '') <= task.cut);
  const held = await house.views.held(settled.flatMap(([first]) => first ?? []));
  for (const [index, history] of settled.entries()) {
    const [first] = history;
    if (first === undefined) continue;
    const standing = entriesHeld(first, held[index] ?? null);
    gatherings.get(first.office)?.see(first.number, entriesCounted(history), standing);
  }
}

function entriesCounted(history: readonly Commit[]): Entry[] {
  const [first] = history;
  const kind = first && FOLDED_KINDS.get(first.kind);
  if (first === undefined || kind === undefined) return [];
  let state: unknown = null;
  for (const commit of history) for (const event of eventsOf(commit)) state = kind.evolve(state, event);
  return entriesOf(kind, { kind: first.kind, number: first.number, state });
}

const entriesHeld = ({ kind, number }: Commit, held: Contributions | null): Entry[] =>
  held === null ? [] : entriesBy(held, { kind, case: number });

/** Compared once more: what differs in both readings is told, with its cases. */
export async function conclude(pass: Pass): Promise<void> {
  const { house, task, notes, end } = pass;
  const drifted = new Map((await notes.all<Drifted>('drifted/')).map((one) => [one.office, one]));
  const counts = await countsBehind(pass, task.from ?? '', (office) => drifted.has(office));
  const found = new Map<string, Gathered[string][]>();
  for await (const slice of notes.found<Gathered>('gather', 'gathered'))
    for (const [id] of counts) found.set(id, [...(found.get(id) ?? []), slice[id] ?? []]);
  for (const [id, count] of counts) {
    const office = await officeNamed(pass, id);
    const before = drifted.get(id)?.drifts ?? [];
    const { reports, drifts: again } = await comparedAt(pass, office, count);
    const still = new Set(again.map(driftName));
    const drifts: YearDrift[] = [];
    for (const [index, one] of before.entries())
      if (still.has(driftName(one)))
        drifts.push({
          ...one,
          ...(await namesOf(pass, drifted.get(id), { index, found: found.get(id) ?? [] })),
        });
    const digests = await kept(house, { office, reports });
    const aggregation = { ...begun(house, office), equal: drifts.length === 0, reports: digests, drifts };
    await noted(house, aggregation, task.pass);
    if (drifts.length > 0) pass.onDrift(aggregation);
    if (performance.now() > end) return ask(house, task, [{ step: 'conclude', from: id }]);
  }
  const last = counts.at(-1)?.[0];
  if (last !== undefined) await ask(house, task, [{ step: 'conclude', from: last }]);
}

type OneCell = { readonly index: number; readonly found: readonly Gathered[string][] };

async function namesOf(
  pass: Pass,
  drifted: Drifted | undefined,
  { index, found }: OneCell,
): Promise<NamedCases> {
  const names = new CaseNames();
  let explained = 0;
  for (const slice of found) {
    const one = slice[index];
    if (one === undefined) continue;
    names.add(one);
    explained += one.explained;
  }
  const drift = drifted?.drifts[index];
  if (drift === undefined || drifted === undefined) return names.told();
  if (explained !== Number(drift.before) - Number(drift.after))
    for (const number of await strays(pass, drifted, index)) names.note(number);
  return names.told();
}

/** So many members of a cell are looked up in the ledger. */
const MEMBERS_LOOKED_UP = 2000;

/** Members of a cell that nothing in the ledger stands for. */
async function strays({ house }: Pass, { office, drifts, asOf }: Drifted, index: number): Promise<string[]> {
  const drift = drifts[index];
  if (drift === undefined) return [];
  const members = await allMembersOf(house.views, { office, ...countedIn(drift, asOf) }, MEMBERS_LOOKED_UP);
  const found: string[] = [];
  for (const { kind, case: number } of members.slice(0, MEMBERS_LOOKED_UP))
    if ((await house.log.streamOf(office, kind, number)) === null) found.push(number);
  return found;
}
