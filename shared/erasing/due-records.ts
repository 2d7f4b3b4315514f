/** Records whose period has run out, the longest concluded first: a proposal, never a deletion by itself. */
import type { CaseKind } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { retentionOf } from '#shared/ledger/kept-cases.ts';
import { MOST_CASES } from '#shared/personal/commands.ts';
import { keptUntil } from '#shared/personal/retention.ts';
import { certificatesIn } from '#shared/proof/certificates.ts';
import type { House } from '#shared/store/house.ts';
import { type CaseSummary, keyOf, type Page } from '#shared/store/views.ts';

type DueRecord = {
  readonly kind: CaseKind;
  readonly number: string;
  readonly concludedOn: PlainDate;
  readonly keptUntil: PlainDate;
};
/** `more`: there are further ones, as many as one request can have are listed. */
export type DueRecords = { readonly cases: readonly DueRecord[]; readonly more: boolean };

const AT_ONCE = 200;

export async function dueRecords(house: Looking, office: string): Promise<DueRecords> {
  const retention = await retentionOf(house.log, office);
  const erased = await certificatesIn(house.log);
  const today = dateOfInstant(house.clock.now());
  const cases: DueRecord[] = [];
  for (const kind of new Set(retention.map((period) => period.kind)))
    for await (const one of concluded(house, office, kind)) {
      const until = keptUntil(retention, { kind, outcome: outcomeOf(one), concludedOn: one.concludedOn });
      const { concludedOn, number } = one;
      if (concludedOn === null || until === 'always' || until >= today || erased.has(keyOf(one))) continue;
      cases.push({ kind, number, concludedOn, keptUntil: until });
      if (cases.length > MOST_CASES) return { cases: cases.slice(0, MOST_CASES), more: true };
    }
  return { cases, more: false };
}

type Looking = Pick<House, 'log' | 'views' | 'clock'>;

const outcomeOf = ({ facts }: CaseSummary): string =>
  typeof facts.outcome === 'string' ? facts.outcome : '';

async function* concluded({ views }: Looking, office: string, kind: CaseKind): AsyncGenerator<CaseSummary> {
  const filter = { kind, status: 'concluded', sort: 'concluded', ascending: true } as const;
  for (let after: string | null = null; ; ) {
    const page: Page<CaseSummary> = await views.list(office, filter, { after, limit: AT_ONCE });
    yield* page.items;
    if (page.next === null) return;
    after = page.next;
  }
}
