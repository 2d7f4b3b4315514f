/** A report of a city's size. */
import { APPLICANT_TYPES, formOf, TABLE3_COLUMNS } from '#shared/glossary.ts';
import type { Published } from './fitted-ledger.ts';

const { outcomes } = formOf(2023);

/** The totals are published; how they spread over the cells is made up, every cell filled. */
export function ofCitySize(): Published {
  const received = spread(4237, [3311, 402, 17, 41, 266]);
  const carried = [61, 12, 1, 2, 9, 3];
  const forward = [70, 8, 2, 1, 11, 5];
  const concluded = received.map((count, at) => count + (carried[at] ?? 0) - (forward[at] ?? 0));
  const leaves = concluded.map((count) => shares(count, outcomes.length));
  const outcome = (index: number) => APPLICANT_TYPES.map((_, column) => leaves[column]?.[index] ?? 0);
  const rows = {
    newlyReceived: received,
    carriedOver: carried,
    ...Object.fromEntries(outcomes.map(({ key }, index) => [key, outcome(index)])),
    concluded,
    carriedForward: forward,
  };
  const totalled = Object.entries(rows).map(([key, row]) => [key, [...row, sum(row)]]);
  return {
    year: 2023,
    table2: {
      regulations: { issued: 4, repealed: 1, inForce: 63 },
      normativeDocuments: { issued: 68, repealed: 41, inForce: 707 },
      licences: 1_284_511,
      penalties: 96_702,
      coercions: 2_318,
      feesTenThousandYuan: 51_234.567891,
    },
    table3: { columns: TABLE3_COLUMNS, rows: Object.fromEntries(totalled) as Published['table3']['rows'] },
    table4: {
      columns: ['upheld', 'corrected', 'other', 'pending', 'total'],
      rows: { review: [31, 9, 22, 4, 66], suitDirect: [6, 1, 3, 2, 12], suitAfterReview: [13, 2, 4, 2, 21] },
    },
  };
}

const sum = (row: readonly number[]): number => row.reduce((total, one) => total + one, 0);
const spread = (total: number, parts: readonly number[]): number[] => [...parts, total - sum(parts)];

/** As many parts as asked, the first ones larger, that add up. */
function shares(total: number, parts: number): number[] {
  const each = Math.floor(total / parts);
  return Array.from({ length: parts }, (_, at) => each + (at < total - each * parts ? 1 : 0));
}
