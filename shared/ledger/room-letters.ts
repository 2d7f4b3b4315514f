import { NO_CONTRIBUTIONS } from '#shared/kernel/contribution.ts';
import { templateFault } from '#shared/letters/check-template.ts';
import { LETTERS_COMMANDS, type LettersCommand } from '#shared/letters/commands.ts';
import { decide } from '#shared/letters/decide.ts';
import { evolve, type LettersState, SETTINGS_STREAM, templateStream } from '#shared/letters/state.ts';
import { nameOfOffice } from './office-name.ts';
import { parseCommand } from './parse-command.ts';
import type { ParsedCommand, ParseResult, Room } from './room.ts';

/** An office's letters: one stream for what it settles, one for each template it has made its own. */
export const lettersRoom: Room = {
  kind: 'letters',
  commands: Object.keys(LETTERS_COMMANDS),
  evolve: (state, event) => evolve(state as LettersState | null, event),
  contributions: () => NO_CONTRIBUTIONS,
  parse,
  decide: (state, command, { today, settings }) =>
    decide(state as LettersState | null, command.value as LettersCommand, {
      today,
      ...(settings as { officeName: string | null } | undefined),
    }),
  prepare: async (log, { office }) => ({ officeName: await nameOfOffice(log, office) }),
  migrate: () => ({ ok: false, field: 'number' }),
  settingOf: (_office, command) => streamOf(command),
};

/** A template that could not be printed is not taken, by whichever way it comes. */
function parse(name: string, fields: unknown): ParseResult {
  const parsed = parseCommand(LETTERS_COMMANDS, Object.keys(LETTERS_COMMANDS), [name, fields]);
  if (!parsed.ok || name === 'SetLetterSettings') return parsed;
  const { template, document } = parsed.command.value as { template: string; document?: string };
  const message = templateFault(template, document);
  if (message === null) return parsed;
  return { ok: false, field: message.field, code: message.code, message: message.text };
}

function streamOf({ value }: ParsedCommand): string {
  const command = value as LettersCommand;
  return 'template' in command ? templateStream(command.template) : SETTINGS_STREAM;
}
