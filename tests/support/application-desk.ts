/** A desk at which commands on one application are carried out one after another, as the office would enter them. */
import type { Application } from '#shared/disclosure/application.ts';
import type { DisclosureCommand, DisclosureCommandName } from '#shared/disclosure/commands.ts';
import { decide } from '#shared/disclosure/decide.ts';
import type { DisclosureEvent } from '#shared/disclosure/events.ts';
import { type Explanation, explain } from '#shared/disclosure/explanation.ts';
import { evolve } from '#shared/disclosure/state.ts';
import { type Calendar, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOf, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';

export const TODAY = dateOf('2026-11-24');
const ACTOR = { user: 'li', role: 'officer', via: 'form' } as const;

export type Desk = {
  readonly state: Application | null;
  /** The code of the last command that was refused, null when none was. */
  readonly refused: string | null;
  readonly article: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
  /** How many events the last command made. */
  readonly made: number;
  readonly events: readonly DisclosureEvent[];
};
export type Setting = { readonly calendar?: Calendar; readonly today?: PlainDate };

const EMPTY: Desk = {
  state: null,
  refused: null,
  article: null,
  facts: {},
  warnings: [],
  made: 0,
  events: [],
};

/** Goes on after a refusal, as `import commands` does. */
export function after(
  commands: readonly DisclosureCommand[],
  { calendar = STATE_CALENDAR, today = TODAY }: Setting = {},
  desk: Desk = EMPTY,
): Desk {
  let now = desk;
  for (const [index, command] of commands.entries()) {
    const decision = decide(now.state, command, { calendar, today });
    if (!decision.ok) {
      const { code, article, facts = {} } = decision.refusal;
      now = { ...now, refused: code, article, facts, made: 0 };
      continue;
    }
    const version = now.events.length + index + 1;
    let state = now.state;
    decision.events.forEach((event, place) => {
      const recorded = { id: `${version}.${place + 1}`, version, recordedAt: '' as Instant, actor: ACTOR };
      state = evolve(state, { ...event, ...recorded } as Parameters<typeof evolve>[1]);
    });
    now = {
      ...now,
      state,
      warnings: decision.warnings.map((warning) => warning.code),
      made: decision.events.length,
      events: [...now.events, ...decision.events],
    };
  }
  return now;
}

/** A command with its dates written as text. */
export function does<Name extends DisclosureCommandName>(name: Name, fields: object): DisclosureCommand {
  return { ...fields, name } as unknown as DisclosureCommand;
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
  const { state } = after(commands);
  if (state === null) throw new Error('nothing was registered');
  return explain(state, STATE_CALENDAR, on as PlainDate);
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
