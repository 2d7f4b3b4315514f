/** Whom an office's reminders are sent to. Addresses name people and are sealed. */
import { createHmac } from 'node:crypto';
import type { Actor, StreamKey } from '../../shared/kernel/event.ts';
import { dateOfInstant } from '../../shared/kernel/plain-date.ts';
import type { House } from '../../shared/store/house.ts';
import { eventsOf } from '../record/case-history.ts';

const streamOf = (office: string): StreamKey => ({ office, kind: 'lists', stream: 'reminders' });
export type Targets = { readonly emails: readonly string[]; readonly webhook: string | null };

export const WAYS = ['email', 'webhook', 'keep'] as const;
export type Way = (typeof WAYS)[number];

/** Kept in the house where nobody is named. */
export function waysOf({ emails, webhook }: Targets): readonly Way[] {
  const out: Way[] = [
    ...(emails.length > 0 ? ['email' as const] : []),
    ...(webhook ? ['webhook' as const] : []),
  ];
  return out.length > 0 ? out : ['keep'];
}

export async function targetsOf({ log }: Pick<House, 'log'>, office: string): Promise<Targets> {
  const last = (await log.history(streamOf(office))).at(-1);
  if (last === undefined) return { emails: [], webhook: null };
  const event = eventsOf(last, await log.openSeal(last)).at(-1);
  const webhook = event?.data.webhook;
  return {
    emails: (event?.texts?.emails ?? '').split(',').filter((one) => one !== ''),
    webhook: typeof webhook === 'string' ? webhook : null,
  };
}

export async function setTargets(
  { log, clock }: Pick<House, 'log' | 'clock'>,
  { office, actor, emails, webhook }: Targets & { readonly office: string; readonly actor: Actor },
): Promise<void> {
  const at = streamOf(office);
  const on = dateOfInstant(clock.now());
  const event = {
    type: 'ReminderTargetsSet',
    v: 1,
    on,
    data: { webhook },
    texts: { emails: emails.join(',') },
  };
  const [outcome] = await log.write([
    async (writer) => {
      const version = (await writer.history(at)).length + 1;
      return writer.append({ at, number: 'reminders', version, actor, events: [event] });
    },
  ]);
  if (outcome?.ok === false) throw outcome.error;
}

/** With which a webhook's calls are signed; derived, so that none is stored. */
export function webhookSecret(signingSecret: string, office: string): string {
  return createHmac('sha256', signingSecret).update(`webhook\n${office}`).digest('base64url');
}
