/** Everything that stands in the way of signing a year, as a list a person can work through. */
import { caseBlockText } from '../../shared/glossary/case-blocks.ts';
import type { Calendar } from '../../shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '../../shared/kernel/plain-date.ts';
import type { Check, Report } from '../../shared/reporting/report.ts';
import { caseBlocks } from '../../shared/reporting/year-blocks.ts';
import { latest } from '../../shared/reporting/year-state.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import { officePolicies } from '../record/room-policies.ts';
import { differingCases } from './causing-cases.ts';
import { type Entry, standsIn } from './entries.ts';
import { secondOpinion } from './second-opinion.ts';
import type { Recount } from './tally.ts';
import { unconfirmedNumbers } from './unconfirmed-numbers.ts';
import { yearStateOf } from './year-history.ts';

/** `code` is a refusal code of the reporting year; the rest says where to look. */
export type Obstacle = {
  readonly code: 'checksFail' | 'casesBlock' | 'recountDiffers' | 'numbersUnconfirmed';
  readonly [fact: string]: unknown;
};
type Draft = {
  readonly report: Report;
  readonly counted: Pick<Recount, 'asOf' | 'cases'>;
  readonly today: PlainDate;
  readonly calendar: Calendar;
  readonly confirmed?: readonly string[] | undefined;
};

export async function obstaclesOf(log: EventLog, draft: Draft): Promise<Obstacle[]> {
  const { report, counted, today, calendar } = draft;
  const failing = report.checks.filter((check) => !check.holds);
  const policies = await officePolicies(log, report.office.id);
  const blocks = caseBlocks(counted.cases, { year: report.year, today, calendar, policies });
  const cells = counted.asOf === null ? [] : await secondOpinion(log, report, counted.asOf);
  return [
    ...(await checkObstacles(log, draft, failing)),
    ...blocks.map(
      ({ code: reason, ...where }): Obstacle => ({
        code: 'casesBlock',
        reason,
        ...where,
        ...caseBlockText(reason),
      }),
    ),
    ...cells.map(({ path: cell, ...sides }): Obstacle => ({ code: 'recountDiffers', cell, ...sides })),
    ...unconfirmedNumbers(report, draft.confirmed),
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
  { asOf }: Pick<Recount, 'asOf'>,
): Promise<((column: string) => string[]) | null> {
  const before = latest(await yearStateOf(log, { office: office.id, year: year - 1 }, asOf));
  if (before === null) return null;
  const columnIn = (row: string, in_: number) => (entry: Entry) =>
    entry.cell.startsWith(`table3.${row}.`) && standsIn(entry, in_)
      ? [entry.cell.slice(`table3.${row}.`.length)]
      : [];
  const cases = await differingCases(log, {
    before: { cuts: new Map([[office.id, before.asOf]]), namesOf: columnIn('carriedForward', year - 1) },
    after: { cuts: new Map([[office.id, asOf]]), namesOf: columnIn('carriedOver', year) },
    kinds: new Set(['application'] as const),
  });
  return (column) => cases.get(column) ?? [];
}
