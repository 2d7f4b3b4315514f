/** The rules of an application as they are told in tests, and its commands in short. */
import type { Application } from '#shared/disclosure/application.ts';
import type { DisclosureCommand, DisclosureCommandName } from '#shared/disclosure/commands.ts';
import { decide } from '#shared/disclosure/decide.ts';
import type { DisclosureEvent } from '#shared/disclosure/events.ts';
import { type Explanation, explain } from '#shared/disclosure/explanation.ts';
import { migrateApplication } from '#shared/disclosure/migrate.ts';
import { evolve } from '#shared/disclosure/state.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import type { Recorded } from '#shared/kernel/event.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';
import { specificationOf } from './specification.ts';

const TODAY = dateOf('2026-11-24');
export type ApplicationTold = ReturnType<typeof given>;

/** As entered on `TODAY`. */
export function given(...told: readonly (DisclosureCommand | DisclosureEvent)[]) {
  return givenOn(TODAY, ...told);
}

export function givenOn(today: PlainDate, ...told: readonly (DisclosureCommand | DisclosureEvent)[]) {
  const rules = {
    decide: (state: Application | null, command: DisclosureCommand, history: readonly Recorded[]) =>
      decide(state, command, { calendar: STATE_CALENDAR, today, history }),
    evolve,
    migrate: migrateApplication,
  };
  return specificationOf(rules)(...told);
}

/** As an office decides it that has settled a policy otherwise. */
export function under(policies: Partial<Policies>, told: ApplicationTold, command: DisclosureCommand) {
  const settled = { ...DEFAULT_POLICIES, ...policies };
  return decide(told.now, command, {
    ...{ calendar: STATE_CALENDAR, today: TODAY, policies: settled, number: '甲' },
  });
}

/** A command with its dates written as text. */
export function does<Name extends DisclosureCommandName>(name: Name, fields: object): DisclosureCommand {
  return { ...fields, command: name } as unknown as DisclosureCommand;
}

/** Handed in at the counter on that day. */
export const received = (submittedOn: string): DisclosureCommand =>
  does('RegisterApplication', {
    channel: 'inPerson',
    submittedOn,
    subject: '规划图',
    applicant: { type: 'naturalPerson', name: '赵一', identity: '身份证', contact: '电话' },
  });

/** How the reply date of these steps comes about, as seen on a day. */
export function clockAfter(commands: readonly DisclosureCommand[], on = TODAY as string): Explanation {
  return explain(given(...commands).now, STATE_CALENDAR, on as PlainDate);
}

export const asked = (on: string, respondBy: string): DisclosureCommand =>
  does('RequestCorrection', { on, respondBy, items: '文号' });
export const corrected = (on: string): DisclosureCommand => does('RecordCorrection', { on });
export const consulted = (on: string, party = '某公司', receivedOn?: string): DisclosureCommand =>
  does('ConsultThirdParty', { on, party, ...(receivedOn && { receivedOn }) });
export const answered = (on: string, party = '某公司'): DisclosureCommand =>
  does('RecordThirdPartyReply', { on, party, consents: false });
export const extended = (on: string, workingDays = 10): DisclosureCommand =>
  does('ExtendReply', { on, workingDays, approvedBy: '机构负责人', reason: '需要查找' });
export const noticed = (on: string, fields: object = {}): DisclosureCommand =>
  does('SendFeeNotice', { on, receivedOn: on, basis: 'perPage', quantity: 250, ...fields });
export const paid = (on: string, amount = 4700): DisclosureCommand =>
  does('RecordFeePayment', { on, amount });
export const replied = (on: string, outcome = 'disclosed'): DisclosureCommand =>
  does('Reply', { on, outcome });
export const dateCorrected = (event: string, on: string): DisclosureCommand =>
  does('CorrectDate', { event, on, reason: '笔误' });
