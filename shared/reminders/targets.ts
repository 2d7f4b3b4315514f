/** Whom an office's reminders are sent to, and of what. Addresses name people and are sealed. */
import { createHmac } from 'node:crypto';
import type { Actor, CaseKind, DomainEvent, StreamKey } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import type { House } from '#shared/store/house.ts';
import { appendAlone } from '#shared/store/ports.ts';
import type { Nearness } from '#shared/worklist/nearness.ts';

const streamOf = (office: string): StreamKey => ({ office, kind: 'lists', stream: 'reminders' });

/** What somebody is told: of one kind of case or of all, from an occasion on to the more urgent ones. */
export type Selection = { readonly kind: CaseKind | null; readonly from: Nearness };
export type Recipient = { readonly email: string; readonly selection: Selection };
export type Targets = {
  /** Whether the office wants to be reminded at all. */
  readonly on: boolean;
  readonly recipients: readonly Recipient[];
  readonly webhook: string | null;
};
type ReminderTargetsSet = DomainEvent<
  'ReminderTargetsSet',
  { readonly on: boolean; readonly webhook: string | null; readonly selections: readonly Selection[] }
>;
export const EVERYTHING: Selection = { kind: null, from: 'within10' };
export const sameSelection = (a: Selection, b: Selection): boolean => a.kind === b.kind && a.from === b.from;

export const isAddress = (text: string): boolean => /^[^\s@,:]+@[^\s@,:]+$/.test(text);
export const isUrl = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Without any settings the office is reminded, and the reminders are kept in the house. */
export async function targetsOf({ log }: Pick<House, 'log'>, office: string): Promise<Targets> {
  const last = (await log.history(streamOf(office))).at(-1);
  if (last === undefined) return { on: true, recipients: [], webhook: null };
  const event = eventsOf<ReminderTargetsSet>(last, await log.openSeal(last)).at(-1);
  const { webhook = null, on = true, selections = [] } = event?.data ?? {};
  const emails = (event?.texts?.emails ?? '').split(',').filter((one) => one !== '');
  const recipients = emails.map((email, index) => ({ email, selection: selections[index] ?? EVERYTHING }));
  return { on, recipients, webhook };
}

type Setting = Targets & { readonly office: string; readonly actor: Actor };

export async function setTargets(
  { log, clock }: Pick<House, 'log' | 'clock'>,
  { office, actor, on, recipients, webhook }: Setting,
): Promise<void> {
  const event: ReminderTargetsSet = {
    type: 'ReminderTargetsSet',
    v: 2,
    on: dateOfInstant(clock.now()),
    data: { on, webhook, selections: recipients.map(({ selection }) => ({ ...selection })) },
    texts: { emails: recipients.map(({ email }) => email).join(',') },
  };
  await appendAlone(log, { at: streamOf(office), actor, events: [event] });
}

/** With which a webhook's calls are signed; derived, so that none is stored. */
export function webhookSecret(signingSecret: string, office: string): string {
  return createHmac('sha256', signingSecret).update(`webhook\n${office}`).digest('base64url');
}
