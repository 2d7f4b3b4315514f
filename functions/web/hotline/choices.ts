/** What the forms of a hotline case offer: the office's own lists as they stand on the day. */
import { SATISFACTION_LABELS } from '#shared/glossary/choices.ts';
import { type ListName, labelOfType, offeredOn } from '#shared/hotline/lists.ts';
import type { HotlineSettings } from '#shared/hotline/settings.ts';
import type { HotlineState } from '#shared/hotline/state.ts';
import type { Situation } from '../cases/step-form.ts';
import { type Choice, choicesOf } from '../look/fields.tsx';
import { eventName } from '../wording/event-names.ts';
import { minute } from '../wording/word.ts';

type OfHotline = Situation<HotlineState>;

/** What the ledger reads for this kind; a page's context is typed as loosely as any kind's. */
export function settingsOf({ context }: Pick<Situation, 'context'>): HotlineSettings {
  return context.settings as HotlineSettings;
}

/** What a list offers while somebody types, in the order entered. */
export function suggested(list: ListName): (situation: OfHotline) => readonly Choice[] {
  return (situation) =>
    offeredOn(settingsOf(situation).lists, list, situation.context.today).map(({ label }) => ({
      value: label,
      label,
    }));
}

export function typeChoices(situation: OfHotline): readonly Choice[] {
  const { lists } = settingsOf(situation);
  return offeredOn(lists, 'types', situation.context.today).map(({ key, label }) => ({ value: key, label }));
}

export const SATISFACTION_CHOICES: readonly Choice[] = choicesOf(SATISFACTION_LABELS);

export function typeText(situation: OfHotline): string {
  const { type } = situation.file.state;
  return type === null ? '' : labelOfType(settingsOf(situation).lists, type);
}

/** The dates that can be corrected: the receipt, and every step that says when it was. */
export function datedEvents(situation: OfHotline): readonly Choice[] {
  const { receivedAt, registration, steps } = situation.file.state;
  return [
    { value: registration, label: `受理时间（${minute(receivedAt)}）` },
    ...steps
      .filter(({ dated }) => dated)
      .map(({ id, at, event }) => ({ value: id, label: `${eventName(event.type)}（${minute(at)}）` })),
  ];
}
