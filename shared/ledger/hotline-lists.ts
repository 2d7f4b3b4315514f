/** How entries met in cases and files get into the hotline lists of an office. */
import { HOTLINE_LISTS } from '#shared/hotline/lists.ts';
import { foundEntries } from '#shared/hotline/lists-commands.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { Actor } from '#shared/kernel/event.ts';
import type { Context, Kind, ListEntryName, Row } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { append, type EventLog, type LogReader, type LogWriter, writeOne } from '#shared/store/ports.ts';
import { officeSettings, readLists } from './office-settings.ts';

/** By column of an import, what the office has added to a closed list. */
export async function addedToLists(
  log: LogReader,
  kind: Kind | undefined,
  office: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  if (kind?.unlisted === undefined) return {};
  const types = [...(await officeSettings(log, office).lists()).entries.types.values()];
  return { type: types.filter(({ key, label }) => key === label).map(({ label }) => label) };
}

type Meeting = {
  readonly office: string;
  readonly actor: Actor;
  readonly rows: readonly Row[];
  readonly context: Context;
};

/** An unknown source, topic or department of a file is added to its list before the rows are recorded; says which. */
export async function meetRows(
  log: EventLog,
  kind: Kind,
  { office, actor, rows, context }: Meeting,
): Promise<readonly Warning[]> {
  const met = kind.unlisted?.(rows, context) ?? [];
  if (met.length === 0) return [];
  await writeOne(log, (writer) => addFound(writer, { office, actor, on: context.today, met }));
  return met.map(([list, label]) => ({ code: 'addedToList', facts: { list, label } }));
}

type Finding = {
  readonly office: string;
  readonly actor: Actor;
  readonly on: PlainDate;
  readonly met: readonly ListEntryName[];
};

/** Adds what no list has yet; one commit, or none. A lost race is lost only until the entry is met again. */
export async function addFound(writer: LogWriter, { office, actor, on, met }: Finding): Promise<void> {
  if (met.length === 0) return;
  const events = foundEntries(await readLists(writer, office), met, on);
  if (events.length === 0) return;
  await append(writer, { at: { office, kind: 'lists', stream: HOTLINE_LISTS }, actor, events });
}
