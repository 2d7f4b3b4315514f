/**
 * Instants at or before which nothing of an office is recorded any more (ADR 46). One is only ever added, as an item
 * beside the commits: `office#cut` and the instant.
 */
import { type Instant, justAfter, laterOf } from '#shared/kernel/plain-date.ts';
import { cutOffKeyOf } from './ledger-items.ts';
import type { Ledger } from './ledger-reader.ts';
import { ifUnchanged, lastOf, putIf, under } from './rows.ts';

type Table = Pick<Ledger, 'client' | 'table'>;
type Recorded = { readonly office: string; readonly recordedAt: Instant };

/** What had looked before a cut-off was added, and was sent then, has arrived. */
const ARRIVED_MS = 1000;

export type CutOffs = ReturnType<typeof cutOffsOf>;

/** Every look goes to the table; what it found is what the next commits are stamped by. */
export function cutOffsOf(table: Table) {
  const known = new Map<string, Instant>();
  const looking = new Map<string, Promise<void>>();
  const look = (office: string): Promise<void> => {
    const begun = looking.get(office);
    if (begun !== undefined) return begun;
    const found = latestCutOff(table, office)
      .then((latest) => void (latest !== null && known.set(office, latest)))
      .finally(() => looking.delete(office));
    looking.set(office, found);
    return found;
  };
  return {
    /** The first instant that a commit of the office may bear, by what is known here. */
    notBefore: (office: string, now: Instant): Instant => {
      const cutOff = known.get(office);
      return cutOff === undefined ? now : laterOf(now, justAfter(cutOff));
    },
    /** Looked up right before they are put: whether all of them stand behind every cut-off. */
    areBehind: async (commits: readonly Recorded[]): Promise<boolean> => {
      await Promise.all([...new Set(commits.map(({ office }) => office))].map(look));
      return commits.every(({ office, recordedAt }) => recordedAt > (known.get(office) ?? ''));
    },
    add: async (offices: Iterable<string>, instant: Instant): Promise<void> => {
      await Promise.all([...offices].map((office) => addCutOff(table, office, instant)));
      await new Promise((resolve) => setTimeout(resolve, ARRIVED_MS));
    },
  };
}

async function latestCutOff({ client, table }: Table, office: string): Promise<Instant | null> {
  const { pk } = cutOffKeyOf(office, '');
  const last = await lastOf(client, { TableName: table, ...under(pk) });
  return last && (String(last.sk) as Instant);
}

/** The same one twice is one. */
export async function addCutOff({ client, table }: Table, office: string, instant: Instant): Promise<void> {
  await putIf(client, { TableName: table, Item: { ...cutOffKeyOf(office, instant) }, ...ifUnchanged(null) });
}
