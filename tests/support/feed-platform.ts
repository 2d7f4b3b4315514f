/** A platform that sends its records: it signs every call with the secret it was given. */
import { createHmac } from 'node:crypto';
import type { Web } from '#functions/web/frame/web.ts';
import { changeFeed, secretOfFeed } from '#shared/accounts/feeds.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';

const ACTOR = { user: 'admin', role: 'admin', via: 'cli' } as const;
const OFFICE = 'default';

/** The secret of a feed that the office has just added. */
export async function addFeed(
  { house, accounts }: Pick<Web, 'house' | 'accounts'>,
  feed: string,
  office = OFFICE,
): Promise<string> {
  const on = dateOfInstant(house.clock.now());
  await changeFeed(house.log, 'FeedAdded', { office, actor: ACTOR, on, feed });
  return secretOfFeed(house.log, await accounts.signingSecret(), { office, feed });
}

export type Sending = { readonly secret: string; readonly timestamp: string; readonly body: string };

export function signatureHeaders({ secret, timestamp, body }: Sending): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'x-timestamp': timestamp, 'x-signature': `sha256=${digest}` };
}
