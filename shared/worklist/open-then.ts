/**
 * The work list of a day that is past: the cases that were open then, by what had happened by its end. The read models
 * know today alone: what nobody has touched since was open then if it is open now, the rest is looked up in the log.
 */
import { setImmediate } from 'node:timers/promises';
import type { Commit } from '#shared/kernel/event.ts';
import { dateOfInstant, endOfDate } from '#shared/kernel/plain-date.ts';
import { eventsBy } from '#shared/ledger/case-then.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import type { House } from '#shared/store/house.ts';
import { byParts, placeIn, placeOf } from '#shared/store/list-place.ts';
import { dueOf } from '#shared/store/lists.ts';
import {
  allPages,
  type CaseSummary,
  isInWorklist,
  keyOf,
  type Page,
  type PageRequest,
} from '#shared/store/views.ts';
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
async function openThen(house: Pick<House, 'log' | 'views'>, asked: Asked): Promise<readonly CaseSummary[]> {
  const found = new Map<string, CaseSummary | null>();
  for await (const history of touchedOrOpen(house, asked))
    if (history[0] !== undefined) found.set(keyOf(history[0]), summaryThen(history, asked));
  const open = [...found.values()].filter((one) => one !== null && isInWorklist(one, asked.filter ?? {}));
  return open.flatMap((one) => one ?? []).sort((a, b) => byParts(placeParts(a), placeParts(b)));
}

/** Histories read side by side. */
const AT_ONCE = 16;

/** What is open first: a case that is closed meanwhile is then among those that were touched. */
async function* touchedOrOpen(
  { log, views }: Pick<House, 'log' | 'views'>,
  { office, on, filter = {} }: Asked,
): AsyncGenerator<readonly Commit[]> {
  const { desk } = filter;
  for await (const open of allPages((page) =>
    views.worklist(office, page, desk === undefined ? {} : { desk }),
  ))
    for (let from = 0; from < open.length; from += AT_ONCE) {
      yield* await Promise.all(open.slice(from, from + AT_ONCE).map((one) => log.history(one)));
      // whoever is served by the same thread comes in between
      await setImmediate();
    }
  const touched = { offices: new Set([office]), changedAfter: endOfDate(on), indexed: true };
  for await (const histories of wholeCases(log, undefined, touched)) yield* histories;
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
