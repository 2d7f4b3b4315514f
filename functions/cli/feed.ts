/** `feed add NAME` prints a secret, once; `feed end NAME`; `feed list`. Adding a feed again replaces its secret. */

import { changeFeed, feedName, feedNames, feedsOf, secretOfFeed } from '#shared/accounts/feeds.ts';
import { otherHolder } from '#shared/accounts/names.ts';
import type { Ledger } from '#shared/desk/execute.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { type Ending, ended } from './ending.ts';
import { withAccounts } from './open-house.ts';
import { type Arguments, UsageError } from './options.ts';

export async function feed(ledger: Ledger, args: Arguments): Promise<Ending> {
  const [action, written] = args.rest;
  const { office, actor } = args;
  if (action === 'list') {
    const names = await feedNames(ledger.log, office);
    return ended(0, ...names.map((name) => ({ feed: name })));
  }
  const name = feedName(written ?? '');
  if (action !== 'add' && action !== 'end') throw new UsageError('feed add NAME, feed end NAME or feed list');
  if (name === null) throw new UsageError('a feed is named by letters, digits, dots, dashes and underscores');
  if (action === 'add') await free(ledger, args, name);
  const on = dateOfInstant(ledger.clock.now());
  if (action === 'end' && !(await feedsOf(ledger.log, office)).has(name))
    throw new UsageError(`no feed ${name}`);
  await changeFeed(ledger.log, action === 'add' ? 'FeedAdded' : 'FeedEnded', {
    office,
    actor,
    on,
    feed: name,
  });
  return ended(0, action === 'add' ? await withSecret(ledger, args, name) : { feed: name });
}

/** What a feed sends stands in histories under its name, which is nobody else's. */
async function free({ log }: Ledger, args: Arguments, feed: string): Promise<void> {
  const { office } = args;
  const holder = await withAccounts(args, (accounts) => otherHolder({ accounts, log, office }, feed, 'feed'));
  if (holder !== null) throw new UsageError(`${feed} is the name of a ${holder}; another is needed`);
}

async function withSecret({ log }: Ledger, args: Arguments, feed: string) {
  const { office } = args;
  return withAccounts(args, async (accounts) => ({
    feed,
    secret: await secretOfFeed(log, await accounts.signingSecret(), { office, feed }),
  }));
}
