/** When the papers of an application reached those they are for: the days that 条例 arts. 32 and 34 and the fee count from. */
import { refuse } from '#shared/kernel/decision.ts';
import { recordService } from '#shared/service/service.ts';
import type { Application, DatedStep } from './application.ts';
import { enter } from './enter.ts';
import type { StepType } from './events.ts';
import type { CommandOf, DisclosureContext, DisclosureDecision } from './step.ts';
import { named } from './step-names.ts';

const WITH_PAPER: readonly StepType[] = [
  'CorrectionRequested',
  'ThirdPartyConsulted',
  'OrganConsulted',
  'ReplyExtended',
  'ReasonsAsked',
  'DelayAgreed',
  'FeeNoticeSent',
  'ApplicationReplied',
  'ClosedUncorrected',
  'ClosedUnpaid',
  'ReplyRedone',
  'ReplyRevised',
];

/** The steps somebody receives a paper of, newest first. */
export function papersOf({ steps }: Pick<Application, 'steps'>): readonly DatedStep[] {
  return steps.filter(({ type }) => WITH_PAPER.includes(type)).toReversed();
}

export function recordServiceOf(
  state: Application,
  command: CommandOf<'RecordService'>,
  context: DisclosureContext,
): DisclosureDecision {
  const paper = named(state, command.step);
  if (paper === undefined) return refuse('unknownEvent', '', { field: 'step', event: command.step });
  if (!WITH_PAPER.includes(paper.type)) return refuse('noPaper', '', { field: 'step' });
  const attempt = recordService(state.services, paper, command);
  const [event] = attempt.ok ? attempt.events : [];
  return event === undefined ? attempt : enter(state, event, { context });
}
