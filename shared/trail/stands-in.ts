/** The figures a case was ever in: from which commit to which, and in which signed versions of a year. */
import type { OPEN } from '#shared/kernel/contribution.ts';
import type { Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { type Entry, entriesOf, standsIn } from '#shared/year/entries.ts';
import { yearStateOf } from '#shared/year/year-history.ts';

/** `version`: the commit of the case by which it came in, or went out. */
type Turn = { readonly version: number; readonly at: Instant };
export type Standing = {
  readonly cell: string;
  readonly from: number;
  readonly until: number | typeof OPEN;
  /** The day of a figure that is counted by days. */
  readonly on?: string | undefined;
  readonly weight: number;
  readonly in: Turn;
  /** Null while it stands there. */
  readonly out: Turn | null;
};

/** In the order in which the case came into them. */
export function standingsOf(history: readonly Commit[]): Standing[] {
  const standings: Standing[] = [];
  const open = new Map<string, Standing>();
  for (const { entries, turn } of statesOf(history)) {
    const now = new Map(entries.map((entry) => [nameOf(entry), entry]));
    for (const [name, standing] of open)
      if (!now.has(name)) {
        standings.splice(standings.indexOf(standing), 1, { ...standing, out: turn });
        open.delete(name);
      }
    for (const [name, { cell, from, until, on, weight }] of now) {
      if (open.has(name)) continue;
      const standing = { cell, from, until, on, weight, in: turn, out: null };
      open.set(name, standing);
      standings.push(standing);
    }
  }
  return standings;
}

const nameOf = ({ cell, from, until, on, weight }: Entry): string =>
  JSON.stringify([cell, from, until, on, weight]);

function* statesOf(history: readonly Commit[]): Generator<{ entries: readonly Entry[]; turn: Turn }> {
  const [first] = history;
  const kind = first && KINDS.get(first.kind);
  if (first === undefined || kind === undefined) return;
  let state: unknown = null;
  for (const commit of history) {
    for (const event of eventsOf(commit)) state = kind.evolve(state, event);
    const { version, recordedAt: at, number } = commit;
    yield { entries: entriesOf(kind, { kind: first.kind, number, state }), turn: { version, at } };
  }
}

type SignedYear = {
  readonly year: number;
  readonly version: number;
  readonly asOf: Instant;
  readonly on: string;
};
export type SignedStanding = SignedYear & { readonly cells: readonly string[] };

/** Every signed version of the office's own years, by year and version. */
export async function signedVersions(log: EventLog, office: string): Promise<SignedYear[]> {
  const years = new Set<number>();
  const within = { offices: new Set([office]), kinds: new Set(['year'] as const), indexed: true };
  for await (const page of log.scan(undefined, within))
    for (const { stream } of page) if (/^\d{4}$/.test(stream)) years.add(Number(stream));
  const found: SignedYear[] = [];
  for (const year of [...years].sort()) {
    const { versions } = await yearStateOf(log, { office, year });
    found.push(...versions.map(({ version, asOf, on }) => ({ year, version, asOf, on })));
  }
  return found;
}

/** In which cells of which signed versions the case was counted: as it stood at the cut-off of each. */
export function signedStandings(history: readonly Commit[], signed: readonly SignedYear[]): SignedStanding[] {
  return signed.flatMap((one) => {
    const states = [...statesOf(history.filter(({ recordedAt }) => recordedAt <= one.asOf))];
    const entries = states.at(-1)?.entries ?? [];
    const cells = [...new Set(entries.filter((entry) => standsIn(entry, one.year)).map(({ cell }) => cell))];
    return cells.length === 0 ? [] : [{ ...one, cells }];
  });
}
