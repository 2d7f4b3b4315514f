/** The service removes a row within days of the second its attribute names; here it goes at once, and whoever needs it misses it. */
import type { Account } from './account.ts';
import type { Wire } from './sources.ts';

type Row = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Expiry = { readonly AttributeName: string; readonly Enabled: boolean };

/** `now`: milliseconds of the suite's clock. What is no number of seconds never passes. */
export async function removeExpired(dynamo: Wire, account: Account, now: number): Promise<void> {
  for (const { id: TableName, Properties } of account.of('AWS::DynamoDB::Table')) {
    const { TimeToLiveSpecification: expiry, KeySchema } = Properties as {
      TimeToLiveSpecification?: Expiry;
      KeySchema: readonly { AttributeName: string }[];
    };
    if (expiry?.Enabled !== true) continue;
    for (const row of await rowsOf(dynamo, TableName))
      if (Number(row[expiry.AttributeName]?.N ?? Number.NaN) * 1000 < now) {
        const Key = Object.fromEntries(
          KeySchema.map(({ AttributeName }) => [AttributeName, row[AttributeName]]),
        );
        await dynamo('DeleteItem', { TableName, Key });
      }
  }
}

async function rowsOf(dynamo: Wire, TableName: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let from: object | undefined;
  do {
    const page = (await dynamo('Scan', { TableName, ...(from && { ExclusiveStartKey: from }) })) as {
      Items?: readonly Row[];
      LastEvaluatedKey?: object;
    };
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return rows;
}
