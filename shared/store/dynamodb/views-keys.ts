/** Where things stand in the table `Views` (ADR 18). Ids are chosen by people: what separates parts stands in none. */
import { createHash } from 'node:crypto';
import type { CaseKind } from '../../kernel/event.ts';
import { NO_DAY } from '../sqlite/views-schema.ts';
import { type CaseSummary, departmentOf, isWaiting } from '../views.ts';
import type { ItemKey } from './ledger-items.ts';

/** Between the parts of a sort key: below every character of a number, so that parts order as a tuple does. */
export const BETWEEN = '\u0001';
const part = encodeURIComponent;

export type CaseName = { readonly office: string; readonly kind: CaseKind; readonly number: string };
export const caseItemKey = ({ office, kind, number }: CaseName): ItemKey => ({
  pk: `case#${part(office)}#${kind}#${number}`,
  sk: 'case',
});

/** The attributes by which lists find a case; one that is absent keeps it out of that index. */
export function indexKeysOf(summary: CaseSummary) {
  const { office, kind, number, status, openedOn } = summary;
  const due = summary.dueOn ?? summary.stepDueOn ?? NO_DAY;
  return {
    statusKey: statusKeyOf(office, kind, status),
    daySort: [openedOn, number].join(BETWEEN),
    numberKey: numberKeyOf(office, kind),
    numberSort: number,
    ...(status === 'open' && { ...dueKeysOf(summary), dueSort: [due, number, kind].join(BETWEEN) }),
  };
}

/** Open cases alone stand in the indexes of the work list: of the office, of a kind in the hands of one side, of a department. */
function dueKeysOf(summary: CaseSummary) {
  const { office, kind } = summary;
  const department = departmentOf(summary);
  return {
    dueKey: dueKeyOf(office),
    dueKindKey: dueKindKeyOf(office, kind, isWaiting(summary)),
    ...(department !== null && { dueDepartmentKey: dueDepartmentKeyOf(office, department) }),
  };
}
export const statusKeyOf = (office: string, kind: CaseKind, status: string): string =>
  `${part(office)}#${kind}#${status}`;
export const numberKeyOf = (office: string, kind: CaseKind): string => `${part(office)}#${kind}`;
export const dueKeyOf = (office: string): string => part(office);
export const dueKindKeyOf = (office: string, kind: CaseKind, waiting: boolean): string =>
  `${part(office)}#${kind}#${waiting ? 'waiting' : 'ours'}`;
export const dueDepartmentKeyOf = (office: string, department: string): string =>
  `${part(office)}#${department}`;

/** Members of a bundle of cells over the same years. */
export type Span = { readonly cells: readonly string[]; readonly first: number; readonly last: number };
export function memberKeyOf(office: string, { cells, first, last }: Span): string {
  const hash = createHash('sha256').update(cells.join('\n')).digest('hex').slice(0, 24);
  return `member#${part(office)}#${first}-${last}#${hash}`;
}
export const memberSortOf = (number: string, kind: string): string => [number, kind].join(BETWEEN);

/** Changes of figures that are not folded yet lie on several keys, ordered by the instant of their writing. */
export const DELTA_SHARDS = 4;
export const deltaKeyOf = (office: string, shard: number): string => `delta#${part(office)}#${shard}`;
export const shardOf = (number: string): number =>
  Number.parseInt(createHash('sha256').update(number).digest('hex').slice(0, 4), 16) % DELTA_SHARDS;
const MILLISECOND_DIGITS = 14;
export const timeSort = (milliseconds: number): string =>
  String(milliseconds).padStart(MILLISECOND_DIGITS, '0');
export const timeOfSort = (sk: string): number => Number(sk.slice(0, MILLISECOND_DIGITS));

export const counterKeyOf = (office: string): string => `counter#${part(office)}`;
export const WATERMARK = 'watermark';
export const spanItem = (last: number): string => `span#${last}`;
export const dayItem = (labelled: boolean, at: string): string => `day#${labelled ? 1 : 0}#${at}`;
/** All offices that have figures, and notes of the projector. */
export const OFFICES = 'offices';
