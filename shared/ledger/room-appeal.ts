import type { AppealContext } from '#shared/appeal/appeal-decision.ts';
import { APPEAL_COMMANDS, type AppealCommand } from '#shared/appeal/commands.ts';
import { decide } from '#shared/appeal/decide.ts';
import { appealContributions } from '#shared/appeal/figures.ts';
import { type AppealRow, migrate } from '#shared/appeal/migrate.ts';
import { redate } from '#shared/appeal/redate.ts';
import type { LinkedApplication } from '#shared/appeal/review-first.ts';
import { type AppealState, evolve } from '#shared/appeal/state.ts';
import type { Application } from '#shared/disclosure/application.ts';
import { NO_CONTRIBUTIONS } from '#shared/kernel/contribution.ts';
import { briefOfAppeal } from '#shared/reporting/case-briefs.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { fold, historyOf } from './case-history.ts';
import { parseCommand } from './parse-command.ts';
import type { Room } from './room.ts';
import { disclosureRoom } from './room-disclosure.ts';
import { officePolicies } from './room-policies.ts';

export const appealRoom: Room = {
  kind: 'appeal',
  commands: Object.keys(APPEAL_COMMANDS),
  evolve: (state, event) => evolve(state as AppealState | null, event),
  contributions: (state) => (state === null ? NO_CONTRIBUTIONS : appealContributions(state as AppealState)),
  brief: (state, calendar) => (state === null ? null : briefOfAppeal(state as AppealState, calendar)),
  redate: (state, recounting) => (state === null ? null : redate(state as AppealState, recounting)),
  parse: (name, fields) => parseCommand(APPEAL_COMMANDS, ['OpenAppeal'], [name, fields]),
  decide: (state, command, { today, settings }) =>
    decide(state as AppealState | null, command.value as AppealCommand, {
      today,
      ...(settings as Settings | undefined),
    }),
  migrate: (state, row) => migrate(state as AppealState | null, row as unknown as AppealRow),
  prepare: async (log, { office, command }) => {
    const number = (command?.value as { application?: string } | undefined)?.application;
    const { instancePolicy } = await officePolicies(log, office);
    if (number === undefined) return { instancePolicy };
    return { instancePolicy, linked: await linkedApplication(log, office, number) };
  },
};

type Settings = Pick<AppealContext, 'linked' | 'instancePolicy'>;

/** The application an appeal is about, by its number; null when the office has none. */
async function linkedApplication(
  log: LogReader,
  office: string,
  number: string,
): Promise<LinkedApplication | null> {
  const commits = await historyOf(log, { office, kind: 'application', number });
  if (commits === null) return null;
  const state = fold(
    commits.map((commit) => ({ commit })),
    disclosureRoom.evolve,
  ) as Application | null;
  return { outcome: state?.conclusion?.outcome ?? null };
}
