/** Arts. 32 and 34: consulting third parties and other organs. */
import { accept, refuse } from '../kernel/decision.ts';
import type { Application, Consultation } from './application.ts';
import type { DisclosureDecision } from './disclosure-decision.ts';
import { type CommandOf, obstacle } from './step.ts';

export function consultThirdParty(
  state: Application,
  command: CommandOf<'ConsultThirdParty'>,
): DisclosureDecision {
  const { on, party, receivedOn } = command;
  const stopped = obstacle(state, on);
  if (stopped) return stopped;
  if (receivedOn !== undefined && receivedOn < on)
    return refuse('dateOrder', '条例32', { field: 'receivedOn' });
  const data = { consultation: state.consultations.length, receivedOn: receivedOn ?? null };
  return accept([{ type: 'ThirdPartyConsulted', v: 1, on, data, texts: { party } }]);
}

export function consultOrgan(
  state: Application,
  { on, organ }: CommandOf<'ConsultOrgan'>,
): DisclosureDecision {
  const data = { consultation: state.consultations.length };
  return obstacle(state, on) ?? accept([{ type: 'OrganConsulted', v: 1, on, data, texts: { organ } }]);
}

export function recordThirdPartyReply(
  state: Application,
  command: CommandOf<'RecordThirdPartyReply'>,
): DisclosureDecision {
  const { on, party, consents } = command;
  const found = find(state, { kind: 'thirdParty', party });
  if (typeof found !== 'number') return found;
  if (on < (state.consultations[found]?.on ?? on)) return refuse('dateOrder', '条例32');
  return accept([
    { type: 'ThirdPartyReplied', v: 1, on, data: { consultation: found, consents }, texts: { party } },
  ]);
}

export function recordOrganReply(
  state: Application,
  { on, organ }: CommandOf<'RecordOrganReply'>,
): DisclosureDecision {
  const found = find(state, { kind: 'organ', party: organ });
  if (typeof found !== 'number') return found;
  if (on < (state.consultations[found]?.on ?? on)) return refuse('dateOrder', '条例34');
  return accept([{ type: 'OrganReplied', v: 1, on, data: { consultation: found }, texts: { organ } }]);
}

/** The place of the open consultation of that party, or the refusal. */
function find(
  state: Application,
  { kind, party }: Pick<Consultation, 'kind' | 'party'>,
): number | DisclosureDecision {
  const article = kind === 'organ' ? '条例34' : '条例32';
  const same = (one: Consultation): boolean => one.kind === kind && one.party === party;
  const open = state.consultations.findIndex((one) => same(one) && one.answeredOn === null);
  if (open >= 0) return open;
  return refuse(state.consultations.some(same) ? 'consultationAnswered' : 'noSuchConsultation', article);
}
