/** Jobs in a table of their own, forgotten by their `expires`: so few that those not over are found by a scan. */
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { epochOf } from '#shared/kernel/plain-date.ts';
import { isOver, JOB_KEPT_MS, type Job, type JobRows } from '../jobs.ts';
import { ifUnchanged, itemAt, putIf } from './rows.ts';

type Options = { readonly client: DynamoDBDocumentClient; readonly table: string };
type Item = { readonly job: string };

const read = ({ job }: Item): Job => JSON.parse(job);

export function dynamoJobRows({ client, table }: Options): JobRows {
  const TableName = table;
  return {
    get: async (id) => {
      const item = await itemAt<Item>(client, table, { id });
      return item === null ? null : read(item);
    },
    put: (job, before) => {
      const { id, step, changedAt } = job;
      const expires = Math.floor((epochOf(changedAt) + 2 * JOB_KEPT_MS) / 1000);
      const row = { id, step, expires, job: JSON.stringify(job), ...(!isOver(job) && { open: 1 }) };
      const unchanged = before === null ? ifUnchanged(null, 'id') : ifUnchanged({ step: before });
      return putIf(client, { TableName, Item: row, ...unchanged });
    },
    unfinished: async () => {
      const found: Job[] = [];
      const open = {
        FilterExpression: 'attribute_exists(#open)',
        ExpressionAttributeNames: { '#open': 'open' },
      };
      for await (const { Items = [] } of paginateScan(
        { client },
        { TableName, ConsistentRead: true, ...open },
      ))
        found.push(...(Items as Item[]).map(read));
      return found.sort((a, b) => (a.changedAt < b.changedAt ? -1 : 1));
    },
    forget: async () => undefined,
  };
}
