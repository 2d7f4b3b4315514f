import { HOTLINE_COMMANDS, type HotlineCommand } from '../../shared/hotline/commands.ts';
import { decide } from '../../shared/hotline/decide.ts';
import { type HotlineRow, migrate } from '../../shared/hotline/migrate.ts';
import { evolve, type HotlineState } from '../../shared/hotline/state.ts';
import { NO_CONTRIBUTIONS } from '../../shared/kernel/contribution.ts';
import { hotlineContributions } from '../../shared/reporting/contributions-hotline.ts';
import { parseCommand } from './parse-command.ts';
import type { Room } from './room.ts';

export const hotlineRoom: Room = {
  kind: 'hotline',
  commands: Object.keys(HOTLINE_COMMANDS),
  evolve: (state, event) => evolve(state as HotlineState | null, event),
  contributions: (state) => (state === null ? NO_CONTRIBUTIONS : hotlineContributions(state as HotlineState)),
  parse: (name, fields) => parseCommand(HOTLINE_COMMANDS, ['RegisterHotlineCase'], [name, fields]),
  decide: (state, command, context) =>
    decide(state as HotlineState | null, command.value as HotlineCommand, context),
  migrate: (state, row) => migrate(state as HotlineState | null, row as HotlineRow),
};
