/** Everything that stands in the way of signing a year, as a list a person can work through. */
import { TABLE3_COLUMNS } from '../../shared/glossary.ts';
import type { Calendar } from '../../shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '../../shared/kernel/plain-date.ts';
import type { Check, Report } from '../../shared/reporting/report.ts';
import { caseBlocks } from '../../shared/reporting/year-blocks.ts';
import { latest } from '../../shared/reporting/year-state.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import { ROOMS } from '../record/rooms.ts';
import { differing, weightsIn } from './causing-cases.ts';
import { secondOpinion } from './second-opinion.ts';
import { type Recount, tally } from './tally.ts';
import { yearStateOf } from './year-history.ts';

/** `code` is a refusal code of the reporting year; the rest says where to look. */
export type Obstacle = {
  readonly code: 'checksFail' | 'casesBlock' | 'recountDiffers';
  readonly [fact: string]: unknown;
};
type Draft = {
  readonly report: Report;
  readonly counted: Recount;
  readonly today: PlainDate;
  readonly calendar: Calendar;
};

export async function obstaclesOf(log: EventLog, draft: Draft): Promise<Obstacle[]> {
  const { report, counted, today, calendar } = draft;
  const failing = report.checks.filter((check) => !check.holds);
  const blocks = caseBlocks(counted.cases, { year: report.year, today, calendar });
  const cells = counted.asOf === null ? [] : await secondOpinion(log, report, counted.asOf);
  return [
    ...(await checkObstacles(log, draft, failing)),
    ...blocks.map(({ code: reason, ...where }): Obstacle => ({ code: 'casesBlock', reason, ...where })),
    ...cells.map(({ path: cell, ...sides }): Obstacle => ({ code: 'recountDiffers', cell, ...sides })),
  ];
}

async function checkObstacles(
  log: EventLog,
  { report, counted }: Draft,
  failing: readonly Check[],
): Promise<Obstacle[]> {
  const carried = failing.filter(({ id }) => id === 'K4');
  const cases = carried.length === 0 ? null : await carriedCases(log, report, counted);
  return failing.map((check): Obstacle => {
    const column = check.scope.slice('table3.'.length);
    const named = check.id === 'K4' && cases !== null ? { cases: cases(column) } : {};
    return { code: 'checksFail', ...check, ...named };
  });
}

/** R5: the cases carried over by the records that the published 结转 of the year before does not hold, and the reverse. */
async function carriedCases(
  log: EventLog,
  { office, year }: Report,
  counted: Recount,
): Promise<((column: string) => string[]) | null> {
  const before = latest(await yearStateOf(log, { office: office.id, year: year - 1 }, counted.asOf));
  if (before === null) return null;
  const published = await tally(log, ROOMS, { office: office.id, asOf: before.asOf });
  const cellsOf = (row: string) => new Set(TABLE3_COLUMNS.map((column) => `table3.${row}.${column}`));
  const then = weightsIn(published, cellsOf('carriedForward'), year - 1);
  const now = weightsIn(counted, cellsOf('carriedOver'), year);
  return (column) =>
    differing(then.get(`table3.carriedForward.${column}`), now.get(`table3.carriedOver.${column}`));
}
