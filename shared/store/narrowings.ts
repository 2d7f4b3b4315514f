/**
 * The facts of a case by which the work list can be narrowed, one line each. Both engines, the tables in the cloud and
 * the page follow this list; each fact has an index of its own on open cases.
 */
import { type CaseBrief, DESK } from '#shared/kernel/case-brief.ts';

export const NARROWINGS = ['department', 'person', 'subdistrict'] as const;
export type Narrowing = (typeof NARROWINGS)[number];
export type Narrowed = { readonly [Fact in Narrowing]?: string | undefined };
type Case = Pick<CaseBrief, 'facts'>;

/** Null where a case says nothing of it: no narrowing finds it there. */
export function factOf({ facts }: Case, fact: Narrowing | typeof DESK): string | null {
  const held = facts[fact];
  return typeof held === 'string' && held !== '' ? held : null;
}

/** Those that are asked for: a list is read from the range of the first, and looked through for the others. */
export function narrowingsIn(asked: Narrowed): readonly Narrowing[] {
  return NARROWINGS.filter((fact) => asked[fact] !== undefined);
}

export function isNarrowedTo(one: Case, asked: Narrowed): boolean {
  return narrowingsIn(asked).every((fact) => factOf(one, fact) === asked[fact]);
}

/** The index of a fact in DynamoDB: `dueDepartment`. */
type FactIndex = `due${Capitalize<Narrowing>}`;
export function factIndexOf(fact: Narrowing): FactIndex {
  return `due${fact.charAt(0).toUpperCase()}${fact.slice(1)}` as FactIndex;
}
/** All indexes of the work list there, by the key of the range and the order of the list. */
export const DUE_INDEXES = ['due', 'dueKind', ...NARROWINGS.map(factIndexOf), DESK] as const;
