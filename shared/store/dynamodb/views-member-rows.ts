/** The rows that name a case as a member of its cells: put before its view is, removed after it. */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { Standing } from '../sqlite/standings.ts';
import type { CaseSummary, CaseView } from '../views.ts';
import type { ItemKey } from './ledger-items.ts';
import { isLostRace } from './refused.ts';
import { standings } from './views-figures.ts';
import { memberKeyOf, memberSortOf } from './views-keys.ts';
import type { ViewsTable, Write } from './views-table.ts';

function memberRowKey(table: ViewsTable, { office, number, kind }: CaseSummary, standing: Standing): ItemKey {
  return { pk: memberKeyOf(table, office, standing), sk: memberSortOf(number, kind) };
}

/** A row says which version put it, so that a projector that is late removes nothing a newer one has put. */
export function memberPuts(table: ViewsTable, summary: CaseSummary, come: readonly Standing[]): Write[] {
  const { version } = summary;
  const rows = new Map(come.map((one) => memberRowKey(table, summary, one)).map((key) => [key.pk, key]));
  return [...rows.values()].map((key) => ({ PutRequest: { Item: { ...key, version } } }));
}

type Leaving = { readonly left: readonly Standing[]; readonly stands: CaseView | null };

/** Those of `left` in which the case does not stand any more. */
export async function removeMembers(
  table: ViewsTable,
  summary: CaseSummary,
  { left, stands }: Leaving,
): Promise<void> {
  const kept = new Set(standings(stands).map((one) => memberRowKey(table, summary, one).pk));
  const keys = left.map((one) => memberRowKey(table, summary, one)).filter(({ pk }) => !kept.has(pk));
  for (const Key of keys)
    await table.client
      .send(
        new DeleteCommand({
          TableName: table.name,
          Key,
          ConditionExpression: 'attribute_not_exists(pk) OR version <= :own',
          ExpressionAttributeValues: { ':own': summary.version },
        }),
      )
      .catch((error: unknown) => {
        if (!isLostRace(error)) throw error;
      });
}
