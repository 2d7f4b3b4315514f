/** `remind [--on DATE]`: the daily reminders, now. `remind targets [--email A,B] [--webhook URL]`: whom they go to. */

import { allowedHere, WHY_NOT, whyNotCalled } from '#shared/reminders/outgoing-call.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import { reminderHandler, type Senders } from '#shared/reminders/send-reminders.ts';
import { senders } from '#shared/reminders/senders.ts';
import {
  isAddress,
  isUrl,
  type Recipient,
  setTargets,
  type Targets,
  targetsOf,
  webhookSecret,
} from '#shared/reminders/targets.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import { drain } from '#shared/store/consume.ts';
import type { House } from '#shared/store/house.ts';
import { NEARNESS } from '#shared/worklist/nearness.ts';
import { WORK_KINDS } from '#shared/worklist/slices.ts';
import { type Ending, ended } from './ending.ts';
import { withAccounts } from './open-house.ts';
import { type Arguments, dayAsked, given, UsageError } from './options.ts';

export async function remind(house: House, args: Arguments): Promise<Ending> {
  if (args.rest[0] === 'targets') return targets(house, args);
  return withAccounts(args, async (accounts) => {
    const queued = await queueReminders(house, dayAsked(house, args));
    const ways = sendersHere(house, accounts);
    await drain(house, 'reminder', { handler: reminderHandler(house, ways) });
    const waiting = await house.queue.depth('reminder');
    return ended(waiting > 0 ? 3 : 0, { offices: queued, waiting });
  });
}

/** Mail by `TAIZHANG_SMTP_URL` and `TAIZHANG_MAIL_FROM`. */
export function sendersHere({ blobs }: Pick<House, 'blobs'>, accounts: Accounts): Senders {
  return senders({
    smtpUrl: process.env.TAIZHANG_SMTP_URL,
    from: process.env.TAIZHANG_MAIL_FROM,
    signingSecret: () => accounts.signingSecret(),
    blobs,
  });
}

async function targets(house: House, args: Arguments): Promise<Ending> {
  const { office, actor } = args;
  const { email, webhook, state } = given(args, 'email', 'webhook', 'state');
  const now = await targetsOf(house, office);
  if (email === undefined && webhook === undefined && state === undefined) return told(now);
  if (state !== undefined && !['on', 'off'].includes(state)) throw new UsageError('--state is on or off');
  const wanted: Targets = {
    on: state === undefined ? now.on : state === 'on',
    recipients: email === undefined ? now.recipients : email.split(',').flatMap(recipientIn),
    webhook: webhook === undefined ? now.webhook : webhook === '' ? null : urlIn(webhook),
  };
  await setTargets(house, { office, actor, ...wanted });
  const secret = await withAccounts(args, async (accounts) =>
    webhookSecret(await accounts.signingSecret(), office),
  );
  return told(wanted, wanted.webhook === null ? {} : { secret });
}

function told({ on, recipients, webhook }: Targets, more: object = {}): Ending {
  const emails = recipients.map(({ email }) => email);
  const selections = recipients.map(({ selection }) => selection);
  return ended(0, { on, emails, selections, webhook, ...more });
}

/** `ADDRESS`, or `ADDRESS:KIND` or `ADDRESS:KIND:OCCASION` for whom not everything concerns; KIND may be `all`. */
function recipientIn(text: string): Recipient[] {
  const [email = '', kind = 'all', from = 'within10'] = text.trim().split(':');
  if (email === '') return [];
  const occasion = NEARNESS.find((one) => one === from);
  const only = WORK_KINDS.find((one) => one === kind) ?? null;
  if (!isAddress(email) || occasion === undefined || (only === null && kind !== 'all'))
    throw new UsageError('--email wants addresses, with commas, each with :KIND and :OCCASION at most');
  return [{ email, selection: { kind: only, from: occasion } }];
}

function urlIn(text: string): string {
  if (!isUrl(text)) throw new UsageError('--webhook wants an URL');
  const why = whyNotCalled(new URL(text), allowedHere());
  if (why !== null) throw new UsageError(`--webhook: ${WHY_NOT[why]}`);
  return text;
}
