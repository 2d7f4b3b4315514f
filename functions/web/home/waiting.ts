/**
 * What waits for whom, as home counts it. Each count is one bounded read of an index: past a hundred it says so, and the
 * number of cases recorded never matters.
 */
import { READERS_OF_FAILURES } from '#shared/accounts/permissions.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Page } from '#shared/store/views.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';
import { slicePage } from '#shared/worklist/slices.ts';
import { deskOf, type OnDesk } from '../approvals/desk.ts';
import { lettersFrom } from '../dead-letters/routes.tsx';
import type { Principal, Web } from '../frame/web.ts';

/** Counting stops here. */
const MOST = 100;

/** `more`: there are some beyond those counted. */
export type Count = { readonly cases: number; readonly more: boolean };

export type Waiting = {
  readonly unconfirmed: Count;
  /** What this person has, is to approve, and had returned. */
  readonly desk: OnDesk;
  readonly overdue: Page<OpenCase>;
  /** The first of these are due today. */
  readonly near: Page<OpenCase>;
  readonly today: Count;
  /** Null for those who may not see them. */
  readonly failed: Count | null;
};

export async function waitingFor(web: Web, who: Principal, on: PlainDate): Promise<Waiting> {
  const { house } = web;
  const { office } = who;
  const page = { limit: MOST };
  const [overdue, near, unconfirmed, desk, failed] = await Promise.all([
    slicePage(house, { office, on, slice: 'overdue' }, page),
    slicePage(house, { office, on, slice: 'within3' }, page),
    house.views.list(office, { kind: 'application', status: 'unconfirmed' }, page),
    deskOf(web, who),
    READERS_OF_FAILURES.includes(who.role)
      ? lettersFrom(house.deadLetters, { office, state: 'open' }, page)
      : null,
  ]);
  const today = near.items.filter(({ workingDaysLeft }) => workingDaysLeft === 0).length;
  return {
    unconfirmed: countOf(unconfirmed),
    desk,
    overdue,
    near,
    today: { cases: today, more: near.next !== null && today === near.items.length },
    failed: failed && countOf(failed),
  };
}

export function countOf({ items, next }: Page<unknown>): Count {
  return { cases: items.length, more: next !== null };
}
