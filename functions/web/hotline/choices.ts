/** What the forms of a hotline case offer: the office's own lists as they stand on the day. */
import { SATISFACTION_LABELS } from '#shared/glossary/choices.ts';
import { type ListName, labelOfType, offeredOn } from '#shared/hotline/lists.ts';
import type { HotlineSettings } from '#shared/hotline/settings.ts';
import type { HotlineState } from '#shared/hotline/state.ts';
import type { Situation } from '../cases/step-form.ts';
import { type Choice, choicesOf } from '../look/fields.tsx';
import { eventName } from '../wording/event-names.ts';
import { minute } from '../wording/word.ts';

export function stateOf({ file }: Pick<Situation, 'file'>): HotlineState {
  return file.state as HotlineState;
}

export function settingsOf({ context }: Pick<Situation, 'context'>): HotlineSettings {
  return context.settings as HotlineSettings;
}

/** What a list offers while somebody types, in the order entered. */
export function suggested(list: ListName): (situation: Situation) => readonly Choice[] {
  return (situation) =>
    offeredOn(settingsOf(situation).lists, list, situation.context.today).map(({ label }) => ({
      value: label,
      label,
    }));
}

export function typeChoices(situation: Situation): readonly Choice[] {
  const { lists } = settingsOf(situation);
  return offeredOn(lists, 'types', situation.context.today).map(({ key, label }) => ({ value: key, label }));
}

export const SATISFACTION_CHOICES: readonly Choice[] = choicesOf(SATISFACTION_LABELS);

export function typeText(situation: Situation): string {
  const { type } = stateOf(situation);
  return type === null ? '' : labelOfType(settingsOf(situation).lists, type);
}

/** The dates that can be corrected: the receipt, and every step that says when it was. */
export function datedEvents(situation: Situation): readonly Choice[] {
  const { receivedAt, registration, steps } = stateOf(situation);
  return [
    { value: registration, label: `受理时间（${minute(receivedAt)}）` },
    ...steps
      .filter(({ dated }) => dated)
      .map(({ id, at, event }) => ({ value: id, label: `${eventName(event.type)}（${minute(at)}）` })),
  ];
}
