/**
 * Where things stand in the table `Views` (ADR 18). Ids are chosen by people: what separates parts stands in none. Every
 * key names its generation (ADR 41), the first by nothing at all: its rows stand where they always stood.
 */

import { createHash } from 'node:crypto';
import { DESK } from '#shared/kernel/case-brief.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { factIndexOf, factOf, NARROWINGS } from '../narrowings.ts';
import { isLabelled } from '../sqlite/standings.ts';
import { type CaseSummary, isWaiting, NO_DAY, OPEN_YEAR } from '../views.ts';
import type { ItemKey } from './ledger-items.ts';

/** Between the parts of a sort key: below every character of a number, so that parts order as a tuple does. */
export const BETWEEN = '\u0001';
const part = encodeURIComponent;

export type InGeneration = { readonly generation: number };
const AFTER_GENERATION = '/';
/** Before every key of a generation. No part of a key holds the stroke, so that none reads like another's. */
export const generationStart = ({ generation }: InGeneration): string =>
  generation === 0 ? '' : `${generation}${AFTER_GENERATION}`;
export const generationOfKey = (pk: string): number => Number(/^(\d+)\//.exec(pk)?.[1] ?? 0);

export type CaseName = { readonly office: string; readonly kind: CaseKind; readonly number: string };
export const caseItemKey = (of: InGeneration, { office, kind, number }: CaseName): ItemKey => ({
  pk: `${caseStart(of)}${part(office)}#${kind}#${number}`,
  sk: 'case',
});
export const caseStart = (of: InGeneration): string => `${generationStart(of)}case#`;

/** The attributes by which lists find a case; one that is absent keeps it out of that index. */
export function indexKeysOf(of: InGeneration, summary: CaseSummary) {
  const { office, kind, number, status, openedOn, concludedOn } = summary;
  const due = summary.dueOn ?? summary.stepDueOn ?? NO_DAY;
  const desk = factOf(summary, DESK);
  return {
    statusKey: statusKeyOf(of, { office, kind, status }),
    daySort: [openedOn, number].join(BETWEEN),
    numberKey: numberKeyOf(of, { office, kind }),
    numberSort: number,
    ...(concludedOn !== null && {
      concludedKey: numberKeyOf(of, { office, kind }),
      concludedSort: [concludedOn, number].join(BETWEEN),
    }),
    ...(status === 'open' && dueKeysOf(of, summary)),
    ...(desk !== null && { deskKey: dueFactKeyOf(of, { office, value: desk }) }),
    ...((status === 'open' || desk !== null) && { dueSort: [due, number, kind].join(BETWEEN) }),
  };
}

/** Never waited for, so that all of it is one range of its own: the index of the whole office needs none of it. */
export const BY_ITSELF: CaseKind = 'hotline';

/** Open cases alone stand in the indexes of the work list: of the office, of a kind in the hands of one side, of a fact. */
function dueKeysOf(of: InGeneration, summary: CaseSummary) {
  const { office, kind } = summary;
  const facts = NARROWINGS.flatMap((fact) => {
    const value = factOf(summary, fact);
    return value === null ? [] : [[`${factIndexOf(fact)}Key`, dueFactKeyOf(of, { office, value })] as const];
  });
  return {
    ...(kind !== BY_ITSELF && { dueKey: dueKeyOf(of, office) }),
    dueKindKey: dueKindKeyOf(of, { office, kind, waiting: isWaiting(summary) }),
    ...Object.fromEntries(facts),
  };
}
type OfKind = { readonly office: string; readonly kind: CaseKind };
export const statusKeyOf = (
  of: InGeneration,
  { office, kind, status }: OfKind & { readonly status: string },
): string => `${generationStart(of)}${part(office)}#${kind}#${status}`;
export const numberKeyOf = (of: InGeneration, { office, kind }: OfKind): string =>
  `${generationStart(of)}${part(office)}#${kind}`;
export const dueKeyOf = (of: InGeneration, office: string): string => `${generationStart(of)}${part(office)}`;
export const dueKindKeyOf = (
  of: InGeneration,
  { office, kind, waiting }: OfKind & { readonly waiting: boolean },
): string => `${generationStart(of)}${part(office)}#${kind}#${waiting ? 'waiting' : 'ours'}`;
export const dueFactKeyOf = (
  of: InGeneration,
  { office, value }: { readonly office: string; readonly value: string },
): string => `${generationStart(of)}${part(office)}#${value}`;

/** Members of a bundle of cells over the same years. */
type Span = { readonly cells: readonly string[]; readonly first: number; readonly last: number };
/**
 * What stands open ended in cells of one table without labels (结转, 现行有效) is named once for all of them: it mostly
 * leaves them together, and there are no more of it than of what is open.
 */
export function memberKeyOf(of: InGeneration, office: string, span: Span): string {
  const [cell = ''] = span.cells;
  if (span.last !== OPEN_YEAR || isLabelled(cell)) return bundleKeyOf(of, office, span);
  return `${memberStart(of)}${part(office)}#open#${cell.split('.')[0]}`;
}
/** Where a generation of before names them. */
export function bundleKeyOf(of: InGeneration, office: string, { cells, first, last }: Span): string {
  const hash = createHash('sha256').update(cells.join('\n')).digest('hex').slice(0, 24);
  return `${memberStart(of)}${part(office)}#${first}-${last}#${hash}`;
}
export const memberStart = (of: InGeneration): string => `${generationStart(of)}member#`;
/** Where the rows of the same members stand that several cases share. */
export const sharedStart = (of: InGeneration): string => `${generationStart(of)}members#`;
export const sharedKeyOf = (of: InGeneration, memberKey: string): string =>
  `${sharedStart(of)}${memberKey.slice(memberStart(of).length)}`;
export const memberKeyOfShared = (of: InGeneration, sharedKey: string): string =>
  `${memberStart(of)}${sharedKey.slice(sharedStart(of).length)}`;
export const memberSortOf = (number: string, kind: string): string => [number, kind].join(BETWEEN);

/** Changes of figures that are not folded yet lie on several keys, ordered by the instant of their writing. */
export const DELTA_SHARDS = 4;
export const deltaKeyOf = (of: InGeneration, office: string, shard: number): string =>
  `${generationStart(of)}delta#${part(office)}#${shard}`;
export const shardOf = (number: string): number =>
  Number.parseInt(createHash('sha256').update(number).digest('hex').slice(0, 4), 16) % DELTA_SHARDS;
const MILLISECOND_DIGITS = 14;
export const timeSort = (milliseconds: number): string =>
  String(milliseconds).padStart(MILLISECOND_DIGITS, '0');
/** Behind every row of this instant, before every later one. */
export const afterTime = (milliseconds: number): string => `${timeSort(Math.max(milliseconds, 0))}~`;
export const timeOfSort = (sk: string): number => Number(sk.slice(0, MILLISECOND_DIGITS));

export const counterKeyOf = (of: InGeneration, office: string): string =>
  `${generationStart(of)}counter#${part(office)}`;
export const WATERMARK = 'watermark';
export const spanItem = (last: number): string => `span#${last}`;
export const dayItem = (labelled: boolean, at: string): string => `day#${labelled ? 1 : 0}#${at}`;
/** Which cases of a kind were written to, in the order of recording. */
export const writtenKeyOf = (of: InGeneration, { office, kind }: OfKind): string =>
  `${generationStart(of)}written#${part(office)}#${kind}`;
/** Stands where the rows of the generation name every case. */
export const writtenNote = (of: InGeneration): ItemKey => ({
  pk: `${generationStart(of)}written`,
  sk: 'whole',
});
/** All offices that have figures. */
export const officesKey = (of: InGeneration): string => `${generationStart(of)}offices`;
/**
 * Up to which instant the tail of an office is closed: no row may be put there any more. On several keys, since every
 * projection looks at one of them, and two that look at the same one at once disturb each other.
 */
export const TAIL_GATES = 8;
export const gateKeyOf = (of: InGeneration, office: string, gate: number): ItemKey => ({
  pk: `${generationStart(of)}gate#${part(office)}#${gate}`,
  sk: 'closed',
});
