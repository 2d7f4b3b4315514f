/** What an engine hands over to this process, counted at its driver: rows of SQLite, items of DynamoDB that were looked at. */
import { StatementSync } from 'node:sqlite';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export type ReadMeter = {
  /** Rows or items since the last time, and how they were asked for. */
  take(): { readonly read: number; readonly asked: ReadonlySet<string> };
  stop(): void;
};

type Output = {
  readonly ScannedCount?: number;
  readonly Item?: object;
  readonly Responses?: Readonly<Record<string, readonly object[]>> | readonly object[];
};

/** `ScannedCount`: also what a filter dropped on the other side. */
export function dynamoReads(client: DynamoDBDocumentClient): ReadMeter {
  const counting = counter();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        const { ScannedCount, Item, Responses } = result.output as Output;
        const several = Responses === undefined ? [] : Object.values(Responses).flat();
        counting.add((ScannedCount ?? 0) + (Item === undefined ? 0 : 1) + several.length, commandName);
        return result;
      },
    { step: 'initialize', name: 'reads', priority: 'low' },
  );
  return { take: counting.take, stop: () => client.middlewareStack.remove('reads') };
}

/** Of every connection of this process; `asked` are the statements, whose plans say that nothing else was visited. */
export function sqliteReads(): ReadMeter {
  const counting = counter();
  const { all, get } = StatementSync.prototype;
  StatementSync.prototype.all = function (this: StatementSync, ...values: Parameters<typeof all>) {
    const rows = all.apply(this, values);
    counting.add(rows.length, this.sourceSQL);
    return rows;
  } as typeof all;
  StatementSync.prototype.get = function (this: StatementSync, ...values: Parameters<typeof get>) {
    const row = get.apply(this, values);
    counting.add(row === undefined ? 0 : 1, this.sourceSQL);
    return row;
  } as typeof get;
  return { take: counting.take, stop: () => Object.assign(StatementSync.prototype, { all, get }) };
}

function counter() {
  let read = 0;
  let asked = new Set<string>();
  return {
    add: (rows: number, how: string): void => {
      read += rows;
      asked.add(how);
    },
    take: () => {
      const taken = { read, asked };
      [read, asked] = [0, new Set()];
      return taken;
    },
  };
}
