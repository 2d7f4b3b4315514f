/** Recording that a letter was issued. What it says was checked when it was made; here only that it is not said twice. */
import { accept, refuse } from '#shared/kernel/decision.ts';
import type { Application } from './application.ts';
import type { CommandOf, DisclosureDecision } from './step.ts';

export function issueLetter(state: Application, command: CommandOf<'IssueLetter'>): DisclosureDecision {
  const { on, kind, about, number, template, document, reason } = command;
  const issued = state.letters.findLast((one) => one.kind === kind && one.about === about);
  if (issued !== undefined && reason === undefined)
    return refuse('letterAlreadyIssued', '条例45', { number: issued.number });
  if (kind === 'reply' && state.conclusion === null) return refuse('notConcluded', '条例36');
  const data = { kind, about, number, template, replaces: issued?.number ?? null };
  const texts = { document, ...(reason === undefined ? {} : { reason }) };
  return accept([{ type: 'LetterIssued', v: 1, on, data, texts }]);
}
