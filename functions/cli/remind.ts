/** `remind [--on DATE]`: the daily reminders, now. `remind targets [--email A,B] [--webhook URL]`: whom they go to. */

import type { Accounts } from '../../shared/store/accounts.ts';
import type { House } from '../../shared/store/house.ts';
import { drain } from '../record-feed/consume.ts';
import { queueReminders } from '../remind/queue-reminders.ts';
import { reminderHandler, type Senders } from '../remind/send-reminders.ts';
import { senders } from '../remind/senders.ts';
import { setTargets, targetsOf, webhookSecret } from '../remind/targets.ts';
import { dayAsked } from './clock.ts';
import type { Ending } from './ending.ts';
import { withAccounts } from './open-accounts.ts';
import { type Arguments, UsageError } from './options.ts';

export async function remind(house: House, args: Arguments): Promise<Ending> {
  if (args.rest[0] === 'targets') return targets(house, args);
  return withAccounts(args, async (accounts) => {
    const queued = await queueReminders(house, dayAsked(house, args));
    const ways = sendersHere(house, accounts);
    await drain(house, 'reminder', { handler: reminderHandler(house, ways) });
    const waiting = await house.queue.depth('reminder');
    return { exit: waiting > 0 ? 3 : 0, stdout: `${JSON.stringify({ offices: queued, waiting })}\n` };
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

const ADDRESS = /^[^\s@,]+@[^\s@,]+$/;

async function targets(house: House, args: Arguments): Promise<Ending> {
  const { office, actor } = args;
  const [email, webhook] = [args.option('email'), args.option('webhook')];
  const now = await targetsOf(house, office);
  if (email === undefined && webhook === undefined) return { exit: 0, stdout: `${JSON.stringify(now)}\n` };
  const emails =
    email === undefined
      ? now.emails
      : email
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean);
  if (!emails.every((one) => ADDRESS.test(one))) throw new UsageError('--email wants addresses, with commas');
  const url = webhook === undefined ? now.webhook : webhook === '' ? null : urlIn(webhook);
  await setTargets(house, { office, actor, emails, webhook: url });
  const secret = await withAccounts(args, async (accounts) =>
    webhookSecret(await accounts.signingSecret(), office),
  );
  return { exit: 0, stdout: `${JSON.stringify({ emails, webhook: url, ...(url && { secret }) })}\n` };
}

function urlIn(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError('--webhook wants an URL');
  return text;
}
