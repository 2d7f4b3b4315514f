/** What a policy by which rates are taken would do to the figures of the years it would be for. */
import { dateOfInstant, yearOf } from '#shared/kernel/plain-date.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { lastSignedYear } from '#shared/ledger/signed-years.ts';
import { ratePoliciesIn } from '#shared/policies/policies.ts';
import { hotlineFigures } from '#shared/reporting/hotline-figures.ts';
import type { HotlineFigures } from '#shared/reporting/report.ts';
import type { House } from '#shared/store/house.ts';

export type RatesHouse = Pick<House, 'log' | 'clock' | 'views' | 'catchUp'>;
/**
 * A cell of a year, as it counts now and as it would. `cases` are those that move it, none where it is counted otherwise;
 * `unknown` those of which a fact that decides is not recorded: they stay where they are until somebody says it.
 * `signed`: the year is published, so that the difference shows as an amendment.
 */
export type PreviewedCell = {
  readonly cell: string;
  readonly year: number;
  /** Null is a rate over nothing. */
  readonly before: number | null;
  readonly after: number | null;
  readonly cases: readonly string[];
  readonly unknown: readonly string[];
  readonly signed: boolean;
};

const FIGURES = ['closureRate', 'dueKnown', 'onTimeRate', 'satisfied', 'satisfactionRate'] as const;

export async function ratesMoved(
  { log, clock, views, catchUp }: RatesHouse,
  office: string,
  { policy, value }: Settled,
): Promise<PreviewedCell[]> {
  await catchUp();
  const lastSigned = await lastSignedYear(log, office);
  const known = await officeSettings(log, office).settled();
  const now = yearOf(dateOfInstant(clock.now()));
  const moved: PreviewedCell[] = [];
  for (const year of new Set([...(await views.years(office)), now])) {
    if (lastSigned !== null && year <= lastSigned) continue;
    const source = await views.figures({ office, year });
    const head = { office: { id: office, name: '' }, year, status: 'live', version: null } as const;
    const asked = { source, head: { ...head, asOf: source.asOf ?? '' } } as const;
    const rates = ratePoliciesIn(known, year);
    for (const group of ['hotline', 'events'] as const) {
      const before = hotlineFigures(group, { ...asked, rates });
      const after = hotlineFigures(group, { ...asked, rates: { ...rates, [policy]: value } });
      for (const { name, ...sides } of differing(before, after))
        moved.push({ cell: `${group}.${name}`, year, ...sides, cases: [], unknown: [], signed: false });
    }
  }
  return moved.sort((a, b) => a.year - b.year);
}

function differing(was: HotlineFigures, is: HotlineFigures) {
  return FIGURES.filter((name) => was[name] !== is[name]).map((name) => ({
    ...{ name, before: was[name] ?? null, after: is[name] ?? null },
  }));
}
