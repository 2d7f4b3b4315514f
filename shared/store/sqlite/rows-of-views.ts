/** What stands in the rows of the read models for one case: its own row, its memberships, the keys of its figures. */
import type { CaseView, FigureUnit } from '../views.ts';
import type { Bundles } from './bundles.ts';
import { isLabelled, type Standing, standingsOf } from './standings.ts';

/** A standing as stored with its case: bundle, first and last year, weight, and the day of daily cells. */
export type Stored = readonly [bundle: number, first: number, last: number, weight: number, day: string];

export function storedOf(bundles: Bundles, office: string, standing: Standing): Stored {
  const { cells, first, last, weight, day } = standing;
  return [bundles.idOf(office, cells), first, last, weight, day];
}

/** A case as it is written; the last column of its row holds the standings. */
export type Entered = {
  readonly row: ReturnType<typeof rowOf>;
  readonly standings: readonly Stored[];
  readonly unit?: FigureUnit;
};

/** One after another, each when it is asked for. */
export function* enteredOf(bundles: Bundles, cases: Iterable<CaseView>): Generator<Entered> {
  for (const view of cases) {
    const { office } = view.summary;
    const standings = standingsOf(view.contributions).map((one) => storedOf(bundles, office, one));
    const row = rowOf(view, standings);
    yield view.unit === undefined ? { row, standings } : { row, standings, unit: view.unit };
  }
}

/** The columns of `cases` in their order. */
export function rowOf({ summary, calendar }: CaseView, standings: readonly Stored[]) {
  return [
    summary.office,
    summary.kind,
    summary.number,
    summary.stream,
    summary.version,
    calendar,
    summary.status,
    summary.openedOn,
    summary.concludedOn,
    summary.dueOn,
    summary.stepDueOn,
    summary.provisional ? 1 : 0,
    summary.recordedAt,
    JSON.stringify(summary.facts),
    JSON.stringify(standings),
  ] as const;
}

/** One a bundle and span, with all the weight of its days. */
export function membershipsOf(standings: readonly Stored[]): readonly Stored[] {
  const found: Stored[] = [];
  for (const one of standings) {
    const at = found.findIndex((other) => other[0] === one[0] && other[1] === one[1] && other[2] === one[2]);
    const other = found[at];
    if (other === undefined) found.push(one);
    else found[at] = [one[0], one[1], one[2], other[3] + one[3], ''];
  }
  return found;
}

/** The key of a row of `spans`, as its columns in JSON. */
export function spanKeyOf(office: string, [bundle, first, last]: Stored): string {
  return `[${JSON.stringify(office)},${last},${first},${bundle}]`;
}

/** The keys of the rows of `days`: the month and the day. The year is a span. */
export function dayKeysOf(office: string, [bundle, , , , day]: Stored, bundles: Bundles): readonly string[] {
  if (day === '') return [];
  const labelled = isLabelled(bundles.cellsOf(office, bundle)[0] ?? '') ? 1 : 0;
  const [place, id] = [`[${JSON.stringify(office)},${labelled},"`, `",${bundle}]`];
  return [place + day.slice(0, 7) + id, place + day + id];
}

/** What a list is counted by. */
export type Tallied = readonly [office: string, kind: string, status: string, openedOn: string];

/** The keys of the rows of `tallies`: its month and its day. */
export function tallyKeysOf([office, kind, status, openedOn]: Tallied) {
  return [
    [office, kind, status, 'month', openedOn.slice(0, 7)],
    [office, kind, status, 'day', openedOn],
  ] as const;
}
