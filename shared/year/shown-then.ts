/** Live figures without what was recorded behind a cut-off, by the versions of the cases that are in them. */
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { FigureSource } from '#shared/reporting/figure-source.ts';
import type { ShownCase, ShownFigures } from '#shared/store/dynamodb/views-shown.ts';
import { StoreBusy } from '#shared/store/faults.ts';
import type { EventLog, LogReader } from '#shared/store/ports.ts';
import { entriesAfter } from './cases-at.ts';
import { CellSums } from './cell-sums.ts';
import { figuresOf } from './figures.ts';
import { moved, unitsThen } from './known-figures.ts';

type Then = { readonly office: string; readonly cut: Instant; readonly shown: ShownFigures };
/** More were written to than can be read while somebody waits: once more, when others record less. */
const MOST_TOUCHED = 20_000;
/** Histories read side by side. */
const AT_ONCE = 16;

/** Throws StoreBusy. */
export async function shownThen(log: EventLog, { office, cut, shown }: Then): Promise<FigureSource> {
  const { source, cases } = shown;
  if (cases.length > MOST_TOUCHED)
    throw new StoreBusy('too much was recorded while the figures were compared');
  const [now, before] = [new CellSums(), new CellSums()];
  for (let from = 0; from < cases.length; from += AT_ONCE)
    await Promise.all(
      cases.slice(from, from + AT_ONCE).map((one) => add(log, { office, cut, one, now, before })),
    );
  const hasUnits = cases.some(({ kind }) => kind === 'figure');
  const units = hasUnits ? await unitsThen({ log, office, asOf: cut }) : source.units;
  return moved(source, figuresOf({ sums: now, units: {} }), figuresOf({ sums: before, units }));
}

type Adding = Omit<Then, 'shown'> & {
  readonly one: ShownCase;
  readonly now: CellSums;
  readonly before: CellSums;
};

async function add(log: LogReader, { office, cut, one, now, before }: Adding): Promise<void> {
  const { kind, number, version } = one;
  const stream = await log.streamOf(office, kind, number);
  const history = stream === null ? [] : await log.history({ office, kind, stream });
  const shown = history.filter((commit) => commit.version <= version);
  for (const entry of entriesAfter(shown, office)) now.add(entry);
  const then = history.filter(({ recordedAt }) => recordedAt <= cut);
  for (const entry of entriesAfter(then, office)) before.add(entry);
}
