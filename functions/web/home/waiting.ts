/**
 * What waits for whom, as home counts it. Each count is one bounded read of an index: from somewhere on it says that
 * there are more, and the number of cases recorded never matters.
 */
import { READERS_OF_FAILURES, rolesFor } from '#shared/accounts/permissions.ts';
import { listedRequests } from '#shared/erasing/listed-requests.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { isWaiting } from '#shared/personal/state.ts';
import type { Count } from '#shared/store/lists.ts';
import type { Page } from '#shared/store/views.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';
import { sliceCount, slicePage } from '#shared/worklist/slices.ts';
import { deskOf, type OnDesk } from '../approvals/desk.ts';
import { lettersFrom } from '../dead-letters/routes.tsx';
import type { Principal, Web } from '../frame/web.ts';

/** Shown on the page itself, the most urgent. */
const SHOWN = { limit: 10 };
/** Letters looked through at most. */
const MOST_FAILED = { limit: 100 };

export type Waiting = {
  readonly unconfirmed: Count;
  /** What this person has, is to approve, and had returned. */
  readonly desk: OnDesk;
  readonly overdue: Slice;
  readonly near: Slice;
  readonly today: Count;
  /** Requests for erasure that wait for this person; null for those who decide none. */
  readonly erasures: Count | null;
  /** Null for those who may not see them. */
  readonly failed: Count | null;
};
export type Slice = { readonly page: Page<OpenCase>; readonly count: Count };

export async function waitingFor(web: Web, who: Principal, on: PlainDate): Promise<Waiting> {
  const { house } = web;
  const { office } = who;
  const sliced = async (slice: 'overdue' | 'within3'): Promise<Slice> => ({
    page: await slicePage(house, { office, on, slice }, SHOWN),
    count: await sliceCount(house, { office, on, slice }),
  });
  const [overdue, near, today, unconfirmed, desk, erasures, failed] = await Promise.all([
    sliced('overdue'),
    sliced('within3'),
    sliceCount(house, { office, on, slice: 'today' }),
    house.views.count(office, { kind: 'application', status: 'unconfirmed' }),
    deskOf(web, who),
    rolesFor('ApproveErasure').includes(who.role) ? erasuresFor(web, who) : null,
    READERS_OF_FAILURES.includes(who.role)
      ? lettersFrom(house.deadLetters, { office, state: 'open' }, MOST_FAILED)
      : null,
  ]);
  return { unconfirmed, desk, overdue, near, today, erasures, failed: failed && counted(failed) };
}

/** Whoever took the request down does not agree to it. */
async function erasuresFor({ house }: Web, { office, user }: Principal): Promise<Count> {
  const waiting = (await listedRequests(house.log, office)).filter(
    ({ request }) => isWaiting(request) && request.receivedBy !== user,
  );
  return { count: waiting.length, more: false };
}

function counted({ items, next }: Page<unknown>): Count {
  return { count: items.length, more: next !== null };
}
