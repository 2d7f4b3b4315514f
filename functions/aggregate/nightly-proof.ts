/**
 * The nightly proof (design rule 14): the read models against the log. One share is the whole audit, with counters and
 * strays; a ledger too large for one function is proved case by case in several, through the queue.
 */
import { dateOfInstant } from '../../shared/kernel/plain-date.ts';
import type { House } from '../../shared/store/house.ts';
import type { Message } from '../../shared/store/queue.ts';
import type { Drift } from '../../shared/store/views.ts';
import type { Handled, Handler } from '../record-feed/consume.ts';
import { auditShare, auditViews } from '../verify/audit-views.ts';

type Share = { readonly part: number; readonly of: number };

/** The same night's proof asked for twice is the same work. */
export async function sendProof({ queue, clock }: Pick<House, 'queue' | 'clock'>, shares = 1): Promise<void> {
  const night = dateOfInstant(clock.now());
  const messages = Array.from({ length: shares }, (_, part): Message => {
    return { id: `${night} ${part}/${shares}`, body: JSON.stringify({ part, of: shares }) };
  });
  await queue.send('proof', messages);
}

/** Whoever is told of a drift is told once it has shown twice. */
export function proofHandler(
  house: Pick<House, 'log' | 'views' | 'catchUp'>,
  alarm: (drift: Drift) => void,
): Handler {
  return async (batch) => {
    const results: Handled[] = [];
    for (const { body } of batch) {
      const share = readShare(body);
      if (share !== null) for (const drift of await driftsOf(house, share)) alarm(drift);
      results.push(share === null ? { reject: '不是可以识别的核对任务' } : 'done');
    }
    return results;
  };
}

async function driftsOf(
  house: Pick<House, 'log' | 'views' | 'catchUp'>,
  share: Share,
): Promise<readonly Drift[]> {
  return share.of === 1 ? (await auditViews(house)).drifts : auditShare(house, share);
}

function readShare(body: string): Share | null {
  try {
    const { part, of } = JSON.parse(body) as Record<string, unknown>;
    const whole = Number.isInteger(part) && Number.isInteger(of) && Number(part) < Number(of);
    return whole ? { part: Number(part), of: Number(of) } : null;
  } catch {
    return null;
  }
}
