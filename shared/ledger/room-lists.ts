import { evolveLists, HOTLINE_LISTS, type HotlineLists } from '#shared/hotline/lists.ts';
import { decideLists, LISTS_COMMANDS, type ListsCommand } from '#shared/hotline/lists-commands.ts';
import { NO_CONTRIBUTIONS } from '#shared/kernel/contribution.ts';
import { parseCommand } from './parse-command.ts';
import type { Room } from './room.ts';

/** The office's hotline lists: recorded like cases, counted nowhere. They come from no file. */
export const listsRoom: Room = {
  kind: 'lists',
  commands: Object.keys(LISTS_COMMANDS),
  evolve: (state, event) => evolveLists(state as HotlineLists | null, event),
  contributions: () => NO_CONTRIBUTIONS,
  parse: (name, fields) => parseCommand(LISTS_COMMANDS, [], [name, fields]),
  decide: (state, command) => decideLists(state as HotlineLists | null, command.value as ListsCommand),
  migrate: () => ({ ok: false, field: 'number' }),
  settingOf: () => HOTLINE_LISTS,
};
