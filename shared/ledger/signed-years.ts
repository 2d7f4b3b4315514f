/** Which years of an office are signed: what was published does not move by itself. */
import { type YearEvent, yearStreamOf } from '#shared/reporting/year-events.ts';
import { evolveYear, latest, OPEN_YEAR } from '#shared/reporting/year-state.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { eventsOf } from './case-history.ts';

export async function isSigned(log: LogReader, office: string, year: number): Promise<boolean> {
  const commits = await log.history({ office, kind: 'year', stream: yearStreamOf(year) });
  return (
    latest(commits.flatMap((commit) => eventsOf<YearEvent>(commit)).reduce(evolveYear, OPEN_YEAR)) !== null
  );
}

/** The Regulations are in force since 2008: no report is older. */
const FIRST_YEAR = 2008;

/** Null before the first. A year may have been written in without being signed. */
export async function lastSignedYear(log: LogReader, office: string): Promise<number | null> {
  const written = await log.lastNumber({ office, kind: 'year', prefix: '', digits: 4 });
  for (let year = Number(written ?? 0); year >= FIRST_YEAR; year -= 1)
    if (await isSigned(log, office, year)) return year;
  return null;
}
