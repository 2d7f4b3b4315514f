/** The independent recount: tables 二, 三 and 四 of a year from an exported archive, read line by line. */

import { AppealCase } from './appeal-case.ts';
import { ApplicationCase } from './application-case.ts';
import { type ArchivedCommit, commitsIn } from './archive-commits.ts';
import type { CountedCase } from './counted-case.ts';
import { type RecountedTables, tablesFrom } from './recounted-tables.ts';
import { RegisterCase } from './register-case.ts';

/** `asOf` (an instant as the archive writes it): only what was recorded at or before it. */
type RecountRequest = { readonly office: string; readonly year: number; readonly asOf?: string };

const CASES: Readonly<Record<string, () => CountedCase>> = {
  application: () => new ApplicationCase(),
  appeal: () => new AppealCase(),
  document: () => new RegisterCase(),
  decision: () => new RegisterCase(),
  fee: () => new RegisterCase(),
};

const OPENING: ReadonlySet<string> = new Set([
  'ApplicationRegistered',
  'AppealOpened',
  'DocumentIssued',
  'DecisionRecorded',
  'FeeRecorded',
]);

/** Throws RecountError for what is no archive, BrokenChainError where a case's commits do not follow each other. */
export async function recountArchive(
  lines: Iterable<string> | AsyncIterable<string>,
  { office, year, asOf }: RecountRequest,
): Promise<RecountedTables> {
  const cases = new Map<string, CountedCase>();
  for await (const commit of commitsIn(lines)) {
    const isWanted = commit.office === office && (asOf === undefined || commit.recordedAt <= asOf);
    if (isWanted) read(cases, commit);
  }
  const sums = new Map<string, number>();
  for (const one of cases.values())
    for (const { cell, amount } of one.inYear(year)) sums.set(cell, (sums.get(cell) ?? 0) + amount);
  return tablesFrom(sums, year);
}

function read(cases: Map<string, CountedCase>, commit: ArchivedCommit): void {
  const { kind, stream, version, events } = commit;
  const begin = CASES[kind];
  if (begin === undefined) return;
  let one = cases.get(`${kind}/${stream}`) ?? begin();
  for (const [index, event] of events.entries()) {
    // an entry that was voided may be made again under its number: nothing of the first is left in it
    if (OPENING.has(event.type)) one = begin();
    one.read({ ...event, id: `${version}.${index + 1}` });
  }
  cases.set(`${kind}/${stream}`, one);
}
