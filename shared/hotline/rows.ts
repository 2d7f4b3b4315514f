/** What the rows of a file make of hotline cases, apart from everything that is decided on one (ADR 89). */
import type { Context, ListEntryName, Row } from '#shared/kernel/kind.ts';
import { entryOf, FIRST_LISTS, type HotlineLists } from './lists.ts';
import { type HotlineRow, migrate } from './migrate.ts';
import type { HotlineState } from './state.ts';

type Known = Context<{ readonly lists: HotlineLists }>;

/** Of a file every row alike. */
export const CALL_NEEDS = { lists: true, calendar: true, policies: true } as const;

export const callRows = {
  needs: () => CALL_NEEDS,
  migrate: (state: HotlineState | null, row: HotlineRow, context?: Known) =>
    migrate(state, row, context?.settings?.lists),
  unlisted: (rows: readonly Row[], context: Known) => unlisted(rows, context.settings?.lists ?? FIRST_LISTS),
};

function unlisted(rows: readonly Row[], lists: HotlineLists): ListEntryName[] {
  const found = new Map<string, ListEntryName>();
  const meet = (list: ListEntryName[0], label: Row[string]): void => {
    if (typeof label === 'string' && label !== '' && entryOf(lists, list, label) === undefined)
      found.set(`${list}/${label}`, [list, label]);
  };
  for (const { source, topic, subdistrict, department } of rows) {
    meet('sources', source);
    meet('topics', topic);
    meet('subdistricts', subdistrict);
    meet('departments', department);
  }
  return [...found.values()];
}
