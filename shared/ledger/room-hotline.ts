import { HOTLINE_COMMANDS, type HotlineCommand } from '#shared/hotline/commands.ts';
import { decide } from '#shared/hotline/decide.ts';
import { hotlineContributions } from '#shared/hotline/figures.ts';
import { entryOf, FIRST_LISTS } from '#shared/hotline/lists.ts';
import { type HotlineRow, migrate } from '#shared/hotline/migrate.ts';
import { redate } from '#shared/hotline/redate.ts';
import type { HotlineSettings, MergeTarget } from '#shared/hotline/settings.ts';
import { evolve, type HotlineState } from '#shared/hotline/state.ts';
import { NO_CONTRIBUTIONS } from '#shared/kernel/contribution.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { briefOfHotlineCase } from '#shared/reporting/case-briefs.ts';
import type { EventLog, LogReader } from '#shared/store/ports.ts';
import { fold, historyOf, streamWritten } from './case-history.ts';
import { addFound, hotlineLists, type Met } from './hotline-lists.ts';
import { officeCalendar } from './office-calendar.ts';
import { parseCommand } from './parse-command.ts';
import type { Context, Meeting, Preparing, Room } from './room.ts';
import { officePolicies } from './room-policies.ts';

export const hotlineRoom: Room = {
  kind: 'hotline',
  commands: Object.keys(HOTLINE_COMMANDS),
  evolve: (state, event) => evolve(state as HotlineState | null, event),
  contributions: (state) => (state === null ? NO_CONTRIBUTIONS : hotlineContributions(state as HotlineState)),
  brief: (state) => (state === null ? null : briefOfHotlineCase(state as HotlineState)),
  redate: (state, recounting) => (state === null ? null : redate(state as HotlineState, recounting)),
  parse: (name, fields) => parseCommand(HOTLINE_COMMANDS, ['RegisterHotlineCase'], [name, fields]),
  decide: (state, command, context) =>
    decide(state as HotlineState | null, command.value as HotlineCommand, {
      today: context.today,
      settings: settingsOf(context) as HotlineSettings,
    }),
  migrate: (state, row, context) =>
    migrate(state as HotlineState | null, row as HotlineRow, settingsOf(context)?.lists),
  prepare,
  added: async (log, office) => {
    const types = [...(await hotlineLists(log, office)).entries.types.values()];
    return { type: types.filter(({ key, label }) => key === label).map(({ label }) => label) };
  },
  meet,
  follow: async (writer, { office, actor, events, context: { today } }) => {
    const met = events.flatMap(metIn);
    if (met.length > 0) await addFound(writer, { office, actor, on: today, met });
  },
};

function settingsOf(context: Context | undefined): HotlineSettings | undefined {
  return context?.settings as HotlineSettings | undefined;
}

async function prepare(log: LogReader, { office, command }: Preparing): Promise<HotlineSettings> {
  const { hotlineLimitFrom: limitFrom } = await officePolicies(log, office);
  const lists = await hotlineLists(log, office);
  const settings = { lists, calendar: await officeCalendar(log, office), limitFrom };
  const value = command?.value as HotlineCommand | undefined;
  if (value?.command === 'MergeInto')
    return { ...settings, target: await mergeTarget(log, office, value.into) };
  if (value?.command === 'LinkApplication') {
    const stream = await streamWritten(log, { office, kind: 'application', number: value.application });
    return { ...settings, applicationKnown: stream !== null };
  }
  return settings;
}

async function caseOf(log: LogReader, office: string, number: string): Promise<HotlineState | null> {
  const commits = await historyOf(log, { office, kind: 'hotline', number });
  if (commits === null) return null;
  return fold(
    commits.map((commit) => ({ commit })),
    evolve,
  );
}

/** Follows the merges of the target to their end; a ring that was recorded somehow ends where it closes. */
async function mergeTarget(log: LogReader, office: string, into: string): Promise<MergeTarget> {
  const target = await caseOf(log, office, into);
  if (target === null) return null;
  const path: string[] = [];
  let next = target.mergedInto;
  while (next !== null && !path.includes(next)) {
    path.push(next);
    next = (await caseOf(log, office, next))?.mergedInto ?? null;
  }
  return { voided: target.voided, path };
}

/** An unknown source, topic or department of a file is added to its list. */
async function meet(log: EventLog, { office, actor, rows, context }: Meeting): Promise<readonly Warning[]> {
  const lists = settingsOf(context)?.lists ?? FIRST_LISTS;
  const fresh = new Map<string, Met>();
  for (const { source, topic, department } of rows)
    for (const [list, label] of Object.entries({ sources: source, topics: topic, departments: department }))
      if (typeof label === 'string' && label !== '' && entryOf(lists, list as Met[0], label) === undefined)
        fresh.set(`${list}/${label}`, [list as Met[0], label]);
  if (fresh.size === 0) return [];
  const met = [...fresh.values()];
  const [outcome] = await log.write([
    (writer) => addFound(writer, { office, actor, on: context.today, met }),
  ]);
  if (outcome?.ok === false) throw outcome.error;
  return met.map(([list, label]) => ({ code: 'addedToList', facts: { list, label } }));
}

/** The entries of lists that events name. */
function metIn({ type, data }: DomainEvent): Met[] {
  const met: Met[] = [];
  if (type === 'HotlineCaseRegistered') met.push(['sources', String(data.source)]);
  if ('topic' in data && typeof data.topic === 'string') met.push(['topics', data.topic]);
  if (type === 'Dispatched') met.push(['departments', String(data.department)]);
  return met;
}
