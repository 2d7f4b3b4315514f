/** The read models on DynamoDB (ADR 18). */
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../ports.ts';
import type { Views } from '../views.ts';
import { applyBatch } from './views-apply.ts';
import { auditOf } from './views-audit.ts';
import { compact, officesOf } from './views-compact.ts';
import { listOf, summaryOf } from './views-lists.ts';
import { membersOf } from './views-members.ts';
import { type FeedNote, feedNoteOf, noteFeed, positionOf } from './views-position.ts';
import { figuresOf, yearsOf } from './views-report.ts';
import { type ViewsTable, type Write, writeAll } from './views-table.ts';
import { readTail } from './views-tail.ts';
import { worklistOf } from './views-worklist.ts';

export type DynamoViews = Views & {
  /**
   * Folds what was written more than `settle` milliseconds ago, for every office. No row may be written later than
   * that under an earlier instant: more than the longest time a projector's request can be on its way.
   */
  compact(settle: number): Promise<void>;
  /** How far into the change feed whoever follows it has come; null before the first note. */
  feedNote(): Promise<FeedNote | null>;
  noteFeed(note: FeedNote): Promise<void>;
};

export function dynamoViews(table: ViewsTable, clock: Clock): DynamoViews {
  const milliseconds = (): number => Date.parse(clock.now());
  const offices = new Set<string>();
  return {
    figures: (wanted) => figuresOf(table, wanted),
    asOf: async (office) => (await readTail(table, office)).newest,
    members: (cell, page) => membersOf(table, cell, page),
    summary: (office, kind, number) => summaryOf(table, { office, kind, number }),
    list: (office, filter, page) => listOf(table, { office, filter }, page),
    worklist: (office, page, filter = {}) => worklistOf(table, { office, filter }, page),
    offices: async () => [...(await officesOf(table))].sort(),
    years: (office) => yearsOf(table, office),
    position: () => positionOf(table),
    feedNote: () => feedNoteOf(table),
    noteFeed: (note) => noteFeed(table, note),
    apply: (batch) => applyBatch({ table, milliseconds, offices }, batch),
    audit: async () => auditOf(table),
    clear: async () => {
      offices.clear();
      await clear(table);
    },
    compact: async (settle) => {
      for (const office of await officesOf(table)) await compact(table, office, milliseconds() - settle);
    },
    close: () => table.client.destroy(),
  };
}

/** Only while nobody projects: what is put meanwhile may stay. */
async function clear(table: ViewsTable): Promise<void> {
  const query = { TableName: table.name, ProjectionExpression: 'pk, sk', ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client: table.client }, query))
    await writeAll(
      table,
      Items.map(({ pk, sk }): Write => ({ DeleteRequest: { Key: { pk, sk } } })),
    );
}
