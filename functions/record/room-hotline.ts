import { HOTLINE_COMMANDS, type HotlineCommand } from '../../shared/hotline/commands.ts';
import { decide } from '../../shared/hotline/decide.ts';
import { type HotlineRow, migrate } from '../../shared/hotline/migrate.ts';
import type { HotlineSettings, MergeTarget } from '../../shared/hotline/settings.ts';
import { evolve, type HotlineState } from '../../shared/hotline/state.ts';
import { STATE_CALENDAR } from '../../shared/kernel/calendar/calendar.ts';
import { NO_CONTRIBUTIONS } from '../../shared/kernel/contribution.ts';
import type { DomainEvent } from '../../shared/kernel/event.ts';
import { hotlineContributions } from '../../shared/reporting/contributions-hotline.ts';
import type { LogReader } from '../../shared/store/ports.ts';
import { fold } from './case-history.ts';
import { addFound, hotlineLists, type Met } from './hotline-lists.ts';
import { parseCommand } from './parse-command.ts';
import type { Context, Preparing, Room } from './room.ts';

export const hotlineRoom: Room = {
  kind: 'hotline',
  commands: Object.keys(HOTLINE_COMMANDS),
  evolve: (state, event) => evolve(state as HotlineState | null, event),
  contributions: (state) => (state === null ? NO_CONTRIBUTIONS : hotlineContributions(state as HotlineState)),
  parse: (name, fields) => parseCommand(HOTLINE_COMMANDS, ['RegisterHotlineCase'], [name, fields]),
  decide: (state, command, context) =>
    decide(state as HotlineState | null, command.value as HotlineCommand, {
      today: context.today,
      settings: settingsOf(context) as HotlineSettings,
    }),
  migrate: (state, row, context) =>
    migrate(state as HotlineState | null, row as HotlineRow, settingsOf(context)?.lists),
  prepare,
  follow: async (writer, { office, actor, events, context: { today } }) => {
    const met = events.flatMap(metIn);
    if (met.length > 0) await addFound(writer, { office, actor, on: today, met });
  },
};

function settingsOf(context: Context | undefined): HotlineSettings | undefined {
  return context?.settings as HotlineSettings | undefined;
}

async function prepare(log: LogReader, { office, command }: Preparing): Promise<HotlineSettings> {
  const settings = { lists: await hotlineLists(log, office), calendar: STATE_CALENDAR };
  const value = command?.value as HotlineCommand | undefined;
  if (value?.command === 'MergeInto')
    return { ...settings, target: await mergeTarget(log, office, value.into) };
  if (value?.command === 'LinkApplication') {
    const stream = await log.streamOf(office, 'application', value.application);
    return { ...settings, applicationKnown: stream !== null };
  }
  return settings;
}

async function caseOf(log: LogReader, office: string, number: string): Promise<HotlineState | null> {
  const stream = await log.streamOf(office, 'hotline', number);
  if (stream === null) return null;
  const commits = await log.history({ office, kind: 'hotline', stream });
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

/** The entries of lists that events name. */
function metIn({ type, data }: DomainEvent): Met[] {
  const met: Met[] = [];
  if (type === 'HotlineCaseRegistered') met.push(['sources', String(data.source)]);
  if ('topic' in data && typeof data.topic === 'string') met.push(['topics', data.topic]);
  if (type === 'Dispatched') met.push(['departments', String(data.department)]);
  return met;
}
