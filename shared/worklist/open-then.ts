/**
 * The work list of a day that is past: the cases that were open then, by what had happened by its end. The read models
 * know today alone, so this reads the office's whole log once, as every question about an earlier day does.
 */
import type { Commit } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { eventsBy } from '#shared/ledger/case-then.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import type { House } from '#shared/store/house.ts';
import { byParts, placeIn, placeOf } from '#shared/store/list-place.ts';
import { dueOf } from '#shared/store/lists.ts';
import { type CaseSummary, isInWorklist, type Page, type PageRequest } from '#shared/store/views.ts';
import { wholeCases } from '#shared/views/whole-cases.ts';
import { type Asked, type OpenCase, openCases, toldOf } from './open-cases.ts';

type Read = Pick<House, 'log' | 'views' | 'clock'>;

/** Of today and of days to come: the cases open now, seen from that day. */
export async function openCasesOn(house: Read, asked: Asked, page: PageRequest): Promise<Page<OpenCase>> {
  if (asked.on >= dateOfInstant(house.clock.now())) return openCases(house, asked, page);
  const then = await openThen(house, asked);
  const { limit } = page;
  const place = placeIn(page.after, 3);
  const follows = (one: CaseSummary): boolean => place === null || byParts(placeParts(one), place) > 0;
  const start = then.some(follows) ? then.findIndex(follows) : then.length;
  const items = then.slice(start, start + limit);
  const last = items.at(-1);
  const next = start + limit < then.length && last !== undefined ? cursorOf(last) : null;
  return { items: items.map((one) => toldOf(one, asked)), next };
}

const placeParts = (one: CaseSummary): readonly string[] => [dueOf(one), one.number, one.kind];
const cursorOf = (one: CaseSummary): string => placeOf(placeParts(one));

/** In the order of the work list. */
async function openThen({ log }: Pick<House, 'log'>, asked: Asked): Promise<readonly CaseSummary[]> {
  const found: CaseSummary[] = [];
  for await (const histories of wholeCases(log, undefined, { offices: new Set([asked.office]) }))
    for (const history of histories) {
      const summary = summaryThen(history, asked);
      if (summary !== null && isInWorklist(summary, asked.filter ?? {})) found.push(summary);
    }
  return found.sort((a, b) => byParts(placeParts(a), placeParts(b)));
}

function summaryThen(commits: readonly Commit[], { office, on, calendar }: Asked): CaseSummary | null {
  const [first] = commits;
  const kind = first && KINDS.get(first.kind);
  if (first === undefined || kind?.brief === undefined) return null;
  const events = eventsBy(commits, on);
  let state: unknown = null;
  for (const event of events) state = kind.evolve(state, event);
  const brief = state === null ? null : kind.brief(state, calendar);
  if (brief === null) return null;
  const { stream, number, recordedAt } = first;
  return { office, kind: first.kind, stream, number, version: events.length, recordedAt, ...brief };
}
