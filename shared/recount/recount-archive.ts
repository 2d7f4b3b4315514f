/** The independent recount: tables 二, 三 and 四 of a year from an exported archive, read line by line. */

import { AppealCase } from './appeal-case.ts';
import { ApplicationCase } from './application-case.ts';
import { type ArchivedCommit, ArchiveLines } from './archive-commits.ts';
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

/** What the cases of an archive add to a year, line by line. */
export class CountedArchive {
  readonly #request: RecountRequest;
  readonly #lines = new ArchiveLines();
  readonly #cases = new Map<string, CountedCase>();

  constructor(request: RecountRequest) {
    this.#request = request;
  }

  /** Throws RecountError for what is no archive, BrokenChainError where a case's commits do not follow each other. */
  read(line: string): void {
    const { office, asOf } = this.#request;
    const commit = this.#lines.read(line);
    if (commit === null) return;
    const isWanted = commit.office === office && (asOf === undefined || commit.recordedAt <= asOf);
    if (isWanted) read(this.#cases, commit);
  }

  sums(): Map<string, number> {
    const sums = new Map<string, number>();
    for (const one of this.#cases.values())
      for (const { cell, amount } of one.inYear(this.#request.year))
        sums.set(cell, (sums.get(cell) ?? 0) + amount);
    return sums;
  }
}

/** Throws as `CountedArchive.read` does. */
export async function recountArchive(
  lines: Iterable<string> | AsyncIterable<string>,
  request: RecountRequest,
): Promise<RecountedTables> {
  const counted = new CountedArchive(request);
  for await (const line of lines) counted.read(line);
  return tablesFrom(counted.sums(), request.year);
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
