/** The choices of an application's forms, as the statutory form prints them. */

import type { Application } from '#shared/disclosure/application.ts';
import { papersOf } from '#shared/disclosure/decide-service.ts';
import { GROUND_TERMS, GROUNDS, groundText } from '#shared/glossary/grounds.ts';
import { APPLICANT_TYPE_LABELS, formOf } from '#shared/glossary.ts';
import { yearOf } from '#shared/kernel/plain-date.ts';
import type { Situation, StepField } from '../cases/step-form.ts';
import { type Choice, choicesOf } from '../look/fields.tsx';
import { eventName } from '../wording/event-names.ts';

export const APPLICANT_CHOICES: readonly Choice[] = choicesOf(APPLICANT_TYPE_LABELS);

/** The rows of the form of the year that the case counts in. */
export function outcomeChoices({ file, context }: Situation<Application>): readonly Choice[] {
  const { conclusion } = file.state;
  const { outcomes } = formOf(yearOf(conclusion?.on ?? context.today));
  return outcomes.map(({ key, label, group }) => ({ value: key, label, group }));
}

/** Outcomes with a step of their own are not a reply's. */
const OWN_STEP = ['other.notCorrected', 'other.feeUnpaid'];

export function replyChoices(situation: Situation<Application>): readonly Choice[] {
  const { correction } = situation.file.state;
  const unclear = Boolean(correction?.receivedOn); // 条例30: only what stayed unclear after a correction
  return outcomeChoices(situation)
    .filter(({ value }) => !OWN_STEP.includes(value))
    .filter(({ value }) => unclear || value !== 'unavailable.stillUnclear');
}

/** Parties that were asked and have not answered. */
export function awaitedParties(
  kind: 'thirdParty' | 'organ',
): (situation: Situation<Application>) => readonly Choice[] {
  return ({ file }) =>
    file.state.consultations
      .filter((one) => one.kind === kind && one.answeredOn === null && one.party !== null)
      .map(({ party, on }) => ({ value: party ?? '', label: `${party}（${on} 征求）` }));
}

/** Whose service can be recorded. */
export function servedPapers({ file }: Situation): readonly Choice[] {
  return papersOf(file.state as Application).map(({ id, type, on, event: { texts } }) => ({
    value: id,
    label: `${eventName(type)}（${[texts?.party ?? texts?.organ, on].filter(Boolean).join('，')}）`,
  }));
}

/** The dates that can be corrected. */
export function datedEvents({ file }: Situation<Application>): readonly Choice[] {
  const { receivedOn, receivedBy, conclusion, services } = file.state;
  return [
    ...(receivedOn === null ? [] : [{ value: receivedBy, label: `收到日期（${receivedOn}）` }]),
    ...(conclusion === null ? [] : [{ value: conclusion.from, label: `办结日期（${conclusion.on}）` }]),
    ...services.map(({ id, on }) => ({ value: id, label: `送达日期（${on}）` })),
  ];
}

const GROUND_GROUPS = { gives: '予以公开', withholds: '不予公开', lacks: '无法提供' } as const;

/** 条例14–16, 36–38: named with the reply, or when its letter is made. */
export const groundsField: StepField = {
  name: 'grounds',
  settles: 'article',
  kind: 'several',
  label: '答复的具体依据',
  hint: '与办理结果对应，写入答复书；可以多选，也可以在制发答复书时再选',
  optional: true,
  choices: () =>
    GROUNDS.map((ground) => ({
      value: ground,
      label: groundText(ground),
      group: GROUND_GROUPS[GROUND_TERMS[ground].is],
    })),
};
