/** Which kinds of cases can stand behind a cell, so that nothing else need be read. */
import type { CaseKind } from '#shared/kernel/event.ts';

const KINDS: readonly (readonly [RegExp, readonly CaseKind[]])[] = [
  [/^table2\.feesTenThousandYuan$|^fees\./, ['fee', 'application']],
  [/^table2\./, ['document', 'decision']],
  [/^(?:table3|disclosure)\./, ['application']],
  [/^table4\./, ['appeal']],
  [/^publications\./, ['publication']],
  [/^narrative\.figures/, ['figure']],
  [/^narrative\.section/, []],
  [/^(?:hotline|events)\./, ['hotline']],
];

/** Every kind that tables 二, 三 and 四 are counted from. */
export const TABLE_KINDS: ReadonlySet<CaseKind> = new Set([
  'application',
  'appeal',
  'document',
  'decision',
  'fee',
] as const);

/** Undefined, every kind, where a cell is none of these. */
export function kindsBehind(cells: readonly string[]): ReadonlySet<CaseKind> | undefined {
  const kinds = cells.map((cell) => KINDS.find(([pattern]) => pattern.test(cell))?.[1]);
  return kinds.includes(undefined) ? undefined : new Set(kinds.flatMap((some) => some ?? []));
}
