/** Everything that stands in the way of signing a year, as a list a person can work through. */
import { caseBlockText } from '#shared/glossary/case-blocks.ts';
import { dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import { isName, type Office } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { BrokenChainError } from '#shared/recount/archive-chains.ts';
import { differences as unequal } from '#shared/recount/differences.ts';
import type { RecountedTables } from '#shared/recount/recounted-tables.ts';
import { SECTION_TITLES, untouchedSections } from '#shared/reporting/narrative-template.ts';
import type { Check, Report } from '#shared/reporting/report.ts';
import { caseBlocks } from '#shared/reporting/year-blocks.ts';
import type { Scope } from '#shared/reporting/year-events.ts';
import { latest } from '#shared/reporting/year-state.ts';
import { asking, passOver } from '#shared/store/passes.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { DIFFERING } from './causing-cases.ts';
import { secondOpinion } from './second-opinion.ts';
import type { Recount } from './tally.ts';
import { unconfirmedNumbers } from './unconfirmed-numbers.ts';
import { templateOf, yearStateOf } from './year-history.ts';

/** `code` is a refusal code of the reporting year; the rest says where to look. */
export type Obstacle = {
  readonly code:
    | 'officeUnnamed'
    | 'sectionUntouched'
    | 'checksFail'
    | 'casesBlock'
    | 'recountDiffers'
    | 'numbersUnconfirmed'
    | 'brokenChains'
    | 'notAsSealed'
    | 'unknownEvents'
    | 'clockBehindLedger';
  readonly [fact: string]: unknown;
};
type Draft = {
  readonly report: Report;
  readonly counted: Pick<Recount, 'asOf' | 'cases'>;
  /** What the second program says of the same cut-off; asked for where it was not yet. */
  readonly opinion?: () => RecountedTables;
  readonly now: Instant;
  readonly confirmed?: readonly string[] | undefined;
};

export async function obstaclesOf(log: EventLog, draft: Draft): Promise<Obstacle[]> {
  const { report, counted, now } = draft;
  const failing = report.checks.filter((check) => !check.holds);
  const calendar = await officeSettings(log, report.office.id).calendar();
  const policies = await officeSettings(log, report.office.id).policies();
  const blocks = caseBlocks(counted.cases, {
    year: report.year,
    today: dateOfInstant(now),
    calendar,
    policies,
  });
  return [
    ...(await unsaid(log, report, 'own')),
    ...(await checkObstacles(log, draft, failing)),
    ...blocks.map(
      ({ code: reason, ...where }): Obstacle => ({
        code: 'casesBlock',
        reason,
        ...where,
        ...caseBlockText(reason),
      }),
    ),
    ...(counted.asOf === null ? [] : await opinionObstacles(log, draft, counted.asOf)),
    ...unconfirmedNumbers(report, draft.confirmed),
  ];
}

async function opinionObstacles(
  log: EventLog,
  { report, opinion }: Draft,
  asOf: Instant,
): Promise<Obstacle[]> {
  try {
    const cells = opinion ? unequal(report, opinion()) : await secondOpinion(log, report, asOf);
    return cells.map(({ path: cell, ...sides }): Obstacle => ({ code: 'recountDiffers', cell, ...sides }));
  } catch (fault) {
    if (!(fault instanceof BrokenChainError)) throw fault;
    return [{ code: 'brokenChains', case: fault.case, version: fault.version, what: fault.message }];
  }
}

/** What a signature may not stand under: no name, and sentences that no one of the office wrote. */
export async function unsaid(log: EventLog, { office, year }: Report, scope: Scope): Promise<Obstacle[]> {
  const { wording } = await yearStateOf(log, { office: office.id, year, scope });
  const untouched = untouchedSections(wording, await templateOf(log, office.id));
  return [
    ...unnamed([office]),
    ...untouched.map((section): Obstacle => {
      const title = SECTION_TITLES[section - 1] ?? '';
      const message = '还是模板原文，或者没有内容';
      const remedy = '写好本年文字；认为模板原文属实的，原样保存为本年文字';
      return { code: 'sectionUntouched', section, title, article: '条例50', message, remedy };
    }),
  ];
}

export function unnamed(offices: readonly Office[]): Obstacle[] {
  return offices
    .filter(({ name }) => !isName(name))
    .map(({ id }): Obstacle => ({ code: 'officeUnnamed', office: id, article: '条例50' }));
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
): Promise<((column: string) => readonly string[]) | null> {
  const before = latest(await yearStateOf(log, { office: office.id, year: year - 1 }, asOf));
  if (before === null) return null;
  const comparison = {
    before: {
      cuts: [[office.id, before.asOf]] as const,
      names: { row: 'carriedForward', year: year - 1 },
    },
    after: { cuts: [[office.id, asOf]] as const, names: { row: 'carriedOver', year } },
    kinds: ['application'] as const,
  };
  const cases = await passOver(log, asking(DIFFERING, comparison));
  return (column) => cases.get(column) ?? [];
}
