/** What an office has approved by a second person, and the signatures of years that wait for one, with what was typed. */
import {
  APPROVALS_STREAM,
  type Approvals,
  evolveApprovals,
  NO_APPROVALS,
} from '#shared/handling/approvals.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { eventsOf, opened } from './case-history.ts';

export async function approvalsOf(log: LogReader, office: string): Promise<Approvals> {
  const commits = await log.history({ office, kind: 'approvals', stream: APPROVALS_STREAM });
  let approvals = NO_APPROVALS;
  for (const { commit, seal } of await opened(log, commits))
    for (const event of eventsOf(commit, seal)) approvals = evolveApprovals(approvals, event);
  return approvals;
}
