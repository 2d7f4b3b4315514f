/** Arts. 32–34: consulting third parties and other organs. */
import { nothingNew, refuse } from '#shared/kernel/decision.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { Application, Consultation } from './application.ts';
import { enter } from './enter.ts';
import type { StepEvent } from './events.ts';
import { asOf } from './standing.ts';
import type { DisclosureContext, DisclosureDecision } from './step.ts';
import { type CommandOf, saidBefore } from './step.ts';

export function consultThirdParty(
  state: Application,
  { on, party, receivedOn }: CommandOf<'ConsultThirdParty'>,
  context: DisclosureContext,
): DisclosureDecision {
  const data = {
    consultation: state.consultations.length,
    receivedOn: receivedOn ?? null,
    ...edges(context),
  };
  const event: StepEvent = { type: 'ThirdPartyConsulted', v: 1, on, data, texts: { party } };
  return saidBefore(state, event) ? nothingNew() : enter(state, event, { context });
}

export function consultOrgan(
  state: Application,
  { on, organ, receivedOn, jointlyMade }: CommandOf<'ConsultOrgan'>,
  context: DisclosureContext,
): DisclosureDecision {
  const consultation = state.consultations.length;
  const joint = jointlyMade === undefined ? {} : { jointlyMade };
  const data = { consultation, receivedOn: receivedOn ?? null, ...joint, ...edges(context) };
  const event: StepEvent = { type: 'OrganConsulted', v: 2, on, data, texts: { organ } };
  return saidBefore(state, event) ? nothingNew() : enter(state, event, { context });
}

/** Policy consultationDays, where it is not the default. */
function edges({ policies }: DisclosureContext): {
  days?: Exclude<Policies['consultationDays'], 'answerDay'>;
} {
  const days = policies?.consultationDays ?? 'answerDay';
  return days === 'answerDay' ? {} : { days };
}

export function recordThirdPartyReply(
  state: Application,
  { on, party, consents }: CommandOf<'RecordThirdPartyReply'>,
  context: DisclosureContext,
): DisclosureDecision {
  const answered = find(state, { kind: 'thirdParty', party, on });
  if (typeof answered !== 'number') return answered;
  const data = { consultation: answered, consents };
  return enter(state, { type: 'ThirdPartyReplied', v: 1, on, data, texts: { party } }, { context });
}

export function recordOrganReply(
  state: Application,
  { on, organ }: CommandOf<'RecordOrganReply'>,
  context: DisclosureContext,
): DisclosureDecision {
  const answered = find(state, { kind: 'organ', party: organ, on });
  if (typeof answered !== 'number') return answered;
  const data = { consultation: answered };
  return enter(state, { type: 'OrganReplied', v: 1, on, data, texts: { organ } }, { context });
}

type Asked = Pick<Consultation, 'kind' | 'party' | 'on'>;

/** The first consultation of that party, asked by that day, that has no answer yet, whatever its date; or the refusal. */
function find(state: Application, { kind, party, on }: Asked): number | DisclosureDecision {
  const article = kind === 'organ' ? '条例34' : '条例32';
  const theirs = state.consultations.filter((one) => one.kind === kind && one.party === party);
  const asked = asOf(state, on).consultations.map((one) => one.index);
  const open = theirs.find((one) => one.answeredOn === null && asked.includes(one.index));
  if (open !== undefined) return open.index;
  if (theirs.some((one) => one.answeredOn === null)) return refuse('dateOrder', article, { field: 'on' });
  return refuse(theirs.length > 0 ? 'consultationAnswered' : 'noSuchConsultation', article);
}
