/** What lies on a person's desk, as home counts it. Each count is one bounded read of an index. */
import { APPROVERS } from '#shared/accounts/permissions.ts';
import { AWAITING, returnedTo } from '#shared/kernel/case-brief.ts';
import type { Count } from '#shared/store/lists.ts';
import { proposedYears } from '#shared/worklist/proposals.ts';
import type { Principal, Web } from '../frame/web.ts';

/** `toApprove` is null for those who decide nothing. What a person proposed themselves is not theirs to approve. */
export type OnDesk = {
  readonly mine: Count;
  readonly toApprove: Count | null;
  readonly returned: Count;
};

export async function deskOf({ house }: Web, { office, user, role }: Principal): Promise<OnDesk> {
  const counted = (filter: { readonly person?: string; readonly desk?: string }): Promise<Count> =>
    house.views.openCount(office, filter);
  const plus = ({ count, more }: Count, others: readonly unknown[]): Count => ({
    count: count + others.length,
    more,
  });
  const mayDecide = APPROVERS.includes(role);
  const [mine, back, backYears, waiting, years] = await Promise.all([
    counted({ person: user }),
    counted({ desk: returnedTo(user) }),
    proposedYears(house, { office, returnedTo: user }),
    mayDecide ? counted({ desk: AWAITING }) : null,
    mayDecide ? proposedYears(house, { office }) : [],
  ]);
  return { mine, toApprove: waiting && plus(waiting, years), returned: plus(back, backYears) };
}
