/** Papers of an application: issued, and when they reached those they are for, the days that 条例 arts. 32 and 34 and the fee count from. */
import { accept, refuse } from '#shared/kernel/decision.ts';
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

/** A letter was issued. What it says was checked when it was made; here only that it is not said twice. */
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
