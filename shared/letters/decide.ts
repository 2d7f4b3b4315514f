import { accept, type Decision, nothingNew, refuse, unreachable } from '#shared/kernel/decision.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { LettersCommand } from './commands.ts';
import type { LettersEvent } from './events.ts';
import { type LettersState, NOTHING_SET } from './state.ts';

type Decided = Decision<LettersEvent>;
const SEALED = ['contactPerson', 'contactPhone', 'contactAddress', 'payment'] as const;

/** `officeName`: what the office is called by its own stream; null while nobody named it there. */
type LettersContext = { readonly today: PlainDate; readonly officeName?: string | null };

export function decide(
  before: LettersState | null,
  command: LettersCommand,
  { today, officeName = null }: LettersContext,
): Decided {
  const state = before ?? NOTHING_SET;
  switch (command.command) {
    case 'SetLetterSettings':
      // one office, one name: letters may repeat it, or give it where there is none yet
      if (command.organName && officeName !== null && command.organName !== officeName)
        return refuse('conflict', '', { field: 'organName' });
      return setSettings(state, command, today);
    case 'SetLetterTemplate': {
      const { template, digest, document } = command;
      if (state.template?.digest === digest) return nothingNew();
      return accept([{ type: 'LetterTemplateSet', v: 1, on: today, data: { template, digest, document } }]);
    }
    case 'ResetLetterTemplate': {
      if (state.template === null) return nothingNew();
      return accept([{ type: 'LetterTemplateReset', v: 1, on: today, data: { template: command.template } }]);
    }
    default:
      return unreachable(command);
  }
}

/** Only what changes is recorded. */
function setSettings(
  { settings }: LettersState,
  command: Extract<LettersCommand, { command: 'SetLetterSettings' }>,
  on: PlainDate,
): Decided {
  const { command: _, remedies = {}, ...fields } = command;
  const changed = Object.entries(fields).filter(
    ([key, value]) => key in settings && settings[key as keyof typeof fields] !== value,
  ) as [string, string][];
  const isSealed = ([key]: [string, string]): boolean => (SEALED as readonly string[]).includes(key);
  const policy = Object.fromEntries(
    Object.entries(remedies).filter(([outcome, remedy]) => settings.remedies[outcome] !== remedy),
  );
  const news = Object.keys(policy).length > 0 ? { remedies: policy } : {};
  if (changed.length === 0 && Object.keys(news).length === 0) return nothingNew();
  const data = { ...Object.fromEntries(changed.filter((one) => !isSealed(one))), ...news };
  const texts = Object.fromEntries(changed.filter(isSealed));
  const event = { type: 'LetterSettingsChanged' as const, v: 1, on, data };
  return accept([Object.keys(texts).length === 0 ? event : { ...event, texts }]);
}
