/** What setting a policy would do, before anybody confirms it. Nothing is recorded. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { isRatePolicy, type PolicyName } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import { type Walk, walked } from '#shared/views/walk.ts';
import { type CaseEffect, cellOfKey, type DateMove, differing, yearOfKey } from './case-effect.ts';
import { type PreviewedCell, type RatesHouse, ratesMoved } from './preview-rates.ts';
import { kindsFollowing, questionOf, reachedAmong, type SettlingHouse } from './reached-cases.ts';

type CaseName = { readonly case: string; readonly kind: CaseKind };
/** `follow`: how many cases get an event. */
export type PolicyPreview = {
  readonly cells: readonly PreviewedCell[];
  readonly dates: readonly (CaseName & DateMove)[];
  readonly follow: number;
};

/** Whether every case that it could reach is read for it. */
export const isReadFor = (policy: PolicyName): boolean =>
  !isRatePolicy(policy) && kindsFollowing(policy).size > 0;

/** Of a policy by which rates are taken the report's own figures are compared, of any other the cases. */
export function previewPolicy(house: RatesHouse, office: string, settled: Settled): Promise<PolicyPreview> {
  return isRatePolicy(settled.policy)
    ? previewRates(house, office, settled)
    : previewCases(house, office, settled);
}

async function previewRates(house: RatesHouse, office: string, settled: Settled): Promise<PolicyPreview> {
  return { cells: await ratesMoved(house, office, settled), dates: [], follow: 0 };
}

type PreviewAsked = { readonly office: string; readonly settled: Settled };
type SoFar = Omit<PolicyPreview, 'cells'> & { readonly sums: readonly (readonly [string, Sum])[] };

export const PREVIEW: Walk<PreviewAsked, SoFar, PolicyPreview> = {
  none: { sums: [], dates: [], follow: 0 },
  within: ({ office, settled }) => ({
    offices: new Set([office]),
    kinds: kindsFollowing(settled.policy),
  }),
  over: async (house, { office, settled }, { cases, kept }) => {
    const question = await questionOf(house, office, settled);
    const sums = new CellSums(kept.sums);
    const dates = [...kept.dates];
    let { follow } = kept;
    for await (const { commits, effect } of reachedAmong(house.log, cases, question)) {
      const [first] = commits;
      if (first === undefined) continue;
      sums.add(first.number, effect);
      if (effect.date !== null) dates.push({ case: first.number, kind: first.kind, ...effect.date });
      if (effect.event !== null) follow += 1;
    }
    return { sums: sums.kept(), dates, follow };
  },
  whole: async (house, { office, settled }, { sums, dates, follow }) => {
    const question = await questionOf(house, office, settled);
    const cells: PreviewedCell[] = [];
    for (const cell of new CellSums(sums).moved())
      cells.push({ ...cell, signed: !(await question.isOpen(cell.year)) });
    return { cells, dates, follow };
  },
};

export function previewCases(house: SettlingHouse, office: string, settled: Settled): Promise<PolicyPreview> {
  return walked(house, PREVIEW, { office, settled });
}

type Sum = { before: number; after: number; readonly cases: string[]; readonly unknown: string[] };

/** Every cell is added up; what is told are those that a case moves, or might. */
class CellSums {
  readonly #sums: Map<string, Sum>;

  /** Goes on with what was kept. */
  constructor(kept: readonly (readonly [string, Sum])[]) {
    this.#sums = new Map(kept);
  }

  kept(): readonly (readonly [string, Sum])[] {
    return [...this.#sums];
  }

  add(number: string, { before, after, unknown }: CaseEffect): void {
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const sum = this.#at(key);
      sum.before += before.get(key) ?? 0;
      sum.after += after.get(key) ?? 0;
    }
    for (const key of differing(before, after)) this.#at(key).cases.push(number);
    for (const key of unknown) this.#at(key).unknown.push(number);
  }

  #at(key: string): Sum {
    const known = this.#sums.get(key) ?? { before: 0, after: 0, cases: [], unknown: [] };
    this.#sums.set(key, known);
    return known;
  }

  /** Also where two cases change places and the sum stays: who is behind the cell is another. */
  moved(): readonly Omit<PreviewedCell, 'signed'>[] {
    return [...this.#sums]
      .filter(([, { cases, unknown }]) => cases.length > 0 || unknown.length > 0)
      .map(([key, { cases, unknown, ...sum }]) => ({
        ...{ cell: cellOfKey(key), year: yearOfKey(key), ...sum },
        ...{ cases: cases.toSorted(), unknown: unknown.toSorted() },
      }))
      .sort((a, b) => a.year - b.year || (a.cell < b.cell ? -1 : 1));
  }
}
