import { defineKind, type FieldFault } from '#shared/kernel/kind.ts';
import { templateFault } from './check-template.ts';
import { LETTERS_COMMANDS, type LettersCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { LettersEvent } from './events.ts';
import { evolve, type LettersState, SETTINGS_STREAM, templateStream } from './state.ts';

type Settings = { readonly officeName: string | null };

/** An office's letters: one stream for what it settles, one for each template it has made its own. */
export const lettersKind = defineKind<LettersState, LettersCommand, LettersEvent, Settings>({
  kind: 'letters',
  schemas: LETTERS_COMMANDS,
  opening: Object.keys(LETTERS_COMMANDS),
  evolve,
  faultIn,
  needs: () => ({ officeName: true }),
  decide: (state, command, { today, settings }) => decide(state, command, { today, ...settings }),
  settingOf: (_office, command) =>
    'template' in command ? templateStream(command.template) : SETTINGS_STREAM,
});

/** A template that could not be printed is not taken, by whichever way it comes. */
function faultIn(command: LettersCommand): FieldFault | null {
  if (!('template' in command)) return null;
  const fault = templateFault(command.template, 'document' in command ? command.document : undefined);
  return fault && { field: fault.field, code: fault.code, message: fault.text };
}
