/** The hotline lists of an office as its settings stand, and how entries met in cases get into them. */

import { evolveLists, FIRST_LISTS, HOTLINE_LISTS, type HotlineLists } from '#shared/hotline/lists.ts';
import { foundEntries } from '#shared/hotline/lists-commands.ts';
import type { Actor, StreamKey } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { LogReader, LogWriter } from '#shared/store/ports.ts';
import { fold } from './case-history.ts';

export type Met = readonly [list: 'sources' | 'topics' | 'departments', label: string];

const listsKey = (office: string): StreamKey => ({
  office,
  kind: 'lists',
  stream: HOTLINE_LISTS,
});

async function read(log: LogReader, office: string): Promise<{ lists: HotlineLists; version: number }> {
  const commits = await log.history(listsKey(office));
  const lists = fold(
    commits.map((commit) => ({ commit })),
    evolveLists,
  );
  return { lists: lists ?? FIRST_LISTS, version: commits.length };
}

export async function hotlineLists(log: LogReader, office: string): Promise<HotlineLists> {
  return (await read(log, office)).lists;
}

type Finding = {
  readonly office: string;
  readonly actor: Actor;
  readonly on: PlainDate;
  readonly met: readonly Met[];
};

/** Adds what no list has yet; one commit, or none. A lost race is lost only until the entry is met again. */
export async function addFound(writer: LogWriter, { office, actor, on, met }: Finding): Promise<void> {
  const { lists, version } = await read(writer, office);
  const events = foundEntries(lists, met, on);
  if (events.length === 0) return;
  await writer.append({ at: listsKey(office), number: HOTLINE_LISTS, version: version + 1, actor, events });
}
