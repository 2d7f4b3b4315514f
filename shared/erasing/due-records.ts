/** Records whose period has run out, the longest concluded first: a proposal, never a deletion by itself. */
import type { CaseKind } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { retentionOf } from '#shared/ledger/kept-cases.ts';
import { MOST_CASES } from '#shared/personal/commands.ts';
import { keptUntil } from '#shared/personal/retention.ts';
import { certificatesIn } from '#shared/proof/certificates.ts';
import type { House } from '#shared/store/house.ts';
import { keyOf } from '#shared/store/views.ts';

type DueRecord = {
  readonly kind: CaseKind;
  readonly number: string;
  readonly concludedOn: PlainDate;
  readonly keptUntil: PlainDate;
};
/** `more`: there are further ones, as many as one request can have are listed. */
export type DueRecords = { readonly cases: readonly DueRecord[]; readonly more: boolean };

const AT_ONCE = 200;

export async function dueRecords(
  { log, views, clock }: Pick<House, 'log' | 'views' | 'clock'>,
  office: string,
): Promise<DueRecords> {
  const today = dateOfInstant(clock.now());
  const retention = await retentionOf(log, office);
  const erased = await certificatesIn(log);
  const cases: DueRecord[] = [];
  for (const kind of new Set(retention.map((period) => period.kind)))
    for (let after: string | null = null; cases.length <= MOST_CASES; ) {
      const filter = { kind, status: 'concluded', sort: 'concluded', ascending: true } as const;
      const page = await views.list(office, filter, { after, limit: AT_ONCE });
      for (const { concludedOn, facts, number, ...at } of page.items) {
        const outcome = typeof facts.outcome === 'string' ? facts.outcome : '';
        const until = keptUntil(retention, { kind, outcome, concludedOn });
        if (concludedOn === null || until === 'always' || until >= today || erased.has(keyOf(at))) continue;
        cases.push({ kind, number, concludedOn, keptUntil: until });
      }
      after = page.next;
      if (after === null) break;
    }
  return { cases: cases.slice(0, MOST_CASES), more: cases.length > MOST_CASES };
}
