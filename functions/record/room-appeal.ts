import { APPEAL_COMMANDS, type AppealCommand } from '../../shared/appeal/commands.ts';
import { decide } from '../../shared/appeal/decide.ts';
import { type AppealRow, migrate } from '../../shared/appeal/migrate.ts';
import { type AppealState, evolve } from '../../shared/appeal/state.ts';
import { NO_CONTRIBUTIONS } from '../../shared/kernel/contribution.ts';
import { appealContributions } from '../../shared/reporting/contributions-appeal.ts';
import { parseCommand } from './parse-command.ts';
import type { Room } from './room.ts';

export const appealRoom: Room = {
  kind: 'appeal',
  commands: Object.keys(APPEAL_COMMANDS),
  evolve: (state, event) => evolve(state as AppealState | null, event),
  contributions: (state) => (state === null ? NO_CONTRIBUTIONS : appealContributions(state as AppealState)),
  parse: (name, fields) => parseCommand(APPEAL_COMMANDS, ['OpenAppeal'], [name, fields]),
  decide: (state, command, context) =>
    decide(state as AppealState | null, command.value as AppealCommand, context),
  migrate: (state, row) => migrate(state as AppealState | null, row as unknown as AppealRow),
};
