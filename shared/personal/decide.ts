/**
 * When a request may be recorded, and an erasure be agreed to. Data are not destroyed while a case is open or its period
 * runs (个人信息保护法47 para. 2), unless they should never have been kept; and never on one person's word.
 */
import { type ErasureGround, isOverriding } from '#shared/glossary/personal.ts';
import { addWorkingDays, type Calendar } from '#shared/kernel/calendar/calendar.ts';
import { accept, type Decision, refuse, unreachable } from '#shared/kernel/decision.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { PersonalCommand, PersonalCommandOf } from './commands.ts';
import type { NamedCase, PersonalEvent } from './events.ts';
import { isWaiting, type PersonRequest } from './state.ts';

/** `keptUntil`: the last day of its period, `always` where none is settled or it is kept for good. Absent: no such case. */
export type Standing = NamedCase & { readonly isOpen: boolean; readonly keptUntil: PlainDate | 'always' };
export type PersonalSettings = {
  readonly calendar: Calendar;
  readonly policies: Pick<Policies, 'personRequestPeriod'>;
  readonly standings: readonly Standing[];
};
type Context = { readonly today: PlainDate; readonly user?: string; readonly settings: PersonalSettings };

const ARTICLE = '个人信息保护法47';

export function decide(
  state: PersonRequest | null,
  command: PersonalCommand,
  context: Context,
): Decision<PersonalEvent> {
  if (command.command === 'ReceivePersonRequest') return receive(state, command, context);
  if (state === null) return refuse('unknownCase', '', { field: 'case' });
  const { today: on } = context;
  switch (command.command) {
    case 'AnswerPersonRequest': {
      if (state.outcome !== null) return refuse('alreadyAnsweredRequest');
      const { outcome, reason } = command;
      const texts = reason === undefined ? {} : { texts: { reason } };
      return accept([{ type: 'PersonRequestAnswered', v: 1, on: command.on, data: { outcome }, ...texts }]);
    }
    case 'ApproveErasure':
      return approve(state, context);
    case 'RefuseErasure': {
      const barred = barredFor(state, context.user);
      if (barred !== null) return refuse(barred);
      const data = { outcome: 'refused', dismissed: true } as const;
      return accept([{ type: 'PersonRequestAnswered', v: 1, on, data, texts: { reason: command.reason } }]);
    }
    default:
      return unreachable(command);
  }
}

/** By when, where somebody waits for the answer. */
function dueOf(on: PlainDate, { calendar, policies }: PersonalSettings): PlainDate {
  return policies.personRequestPeriod === 'thirtyDays'
    ? addDays(on, 30)
    : addWorkingDays(calendar, on, 15).date;
}

function receive(
  state: PersonRequest | null,
  command: PersonalCommandOf<'ReceivePersonRequest'>,
  { settings }: Context,
): Decision<PersonalEvent> {
  if (state !== null) return refuse('numberTaken', '', { field: 'case', number: '' });
  const { on, asks, name, identity, contact, reason, cases } = command;
  const isErasure = asks === 'erasure' || asks === 'expired';
  const ground = asks === 'expired' ? 'retentionOver' : (command.ground ?? null);
  if (isErasure && ground === null) return refuse('required', ARTICLE, { field: 'ground' });
  if (isErasure && cases.length === 0) return refuse('required', '', { field: 'cases' });
  const barred = obstacleOf(cases, { ground: isErasure ? ground : null, settings, on });
  if (barred !== null) return barred;
  const texts = {
    ...(name && { applicantName: name }),
    ...(identity && { identity }),
    ...(contact && { contact }),
    ...(reason && { reason }),
  };
  const dueOn = asks === 'expired' ? null : dueOf(on, settings);
  const data = { asks, ground: isErasure ? ground : null, cases, dueOn };
  return accept([
    { type: 'PersonRequestReceived', v: 1, on, data, ...(Object.keys(texts).length > 0 && { texts }) },
  ]);
}

function barredFor(state: PersonRequest, user: string | undefined) {
  if (!isWaiting(state)) return 'noSuchProposal';
  return user === undefined || user === state.receivedBy ? 'ownProposal' : null;
}

/** Judged once more: a case may have been opened again, or a period been lengthened. */
function approve(state: PersonRequest, { user, today, settings }: Context): Decision<PersonalEvent> {
  const barred = barredFor(state, user);
  if (barred !== null) return refuse(barred);
  const { cases, ground } = state;
  const data = { askedBy: state.receivedBy };
  return (
    obstacleOf(cases, { ground, settings, on: today }) ??
    accept([{ type: 'ErasureApproved', v: 1, on: today, data }])
  );
}

type Judged = {
  readonly ground: ErasureGround | null;
  readonly settings: PersonalSettings;
  readonly on: PlainDate;
};

function obstacleOf(
  cases: readonly NamedCase[],
  { ground, settings, on }: Judged,
): Decision<PersonalEvent> | null {
  for (const { kind, number } of cases) {
    const facts = { field: 'cases', kind, number };
    const standing = settings.standings.find((one) => one.kind === kind && one.number === number);
    if (standing === undefined) return refuse('unknownCase', '', facts);
    if (ground === null || isOverriding(ground)) continue;
    if (standing.isOpen) return refuse('erasureCaseOpen', ARTICLE, facts);
    const { keptUntil } = standing;
    if (keptUntil === 'always') return refuse('erasureKeptAlways', ARTICLE, facts);
    if (keptUntil >= on) return refuse('erasureKept', ARTICLE, { ...facts, until: keptUntil });
  }
  return null;
}
