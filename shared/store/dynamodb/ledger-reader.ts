/** Reading the ledger. Every read is consistent: a decision must see what was recorded a moment ago. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { OtherMasterKey } from '../key-wrapper.ts';
import { isNamedByNumber, streamIdOf } from '../next-number.ts';
import type { CaseAddress, LogReader, Within } from '../ports.ts';
import { openTexts } from '../seal.ts';
import type { Written } from '../views.ts';
import type { DataKeys } from './data-keys.ts';
import { lastNumber } from './last-number.ts';
import {
  addressOfItem,
  caseKeyOf,
  commitKeyOf,
  commitOfItem,
  idempotencyKeyOf,
  numberKeyOf,
  versionKeyOf,
} from './ledger-items.ts';
import { itemAt, itemsOf, lastOf, type Stored } from './rows.ts';
import { sealPrefix, unpackSeal } from './sealed-parts.ts';

/** Each answers null where the index is not known to be whole. */
export type WrittenIndex = {
  offices(): Promise<readonly string[] | null>;
  /** Everything that was written to, each stream once, with its newest instant. */
  within(within: Within): Promise<readonly Written[] | null>;
};
export type Ledger = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly keys: DataKeys;
  readonly written?: WrittenIndex;
};
type Query = { readonly pk: string; readonly prefix: string };

/** Sealed records that came with the commits read: an address in memory saves a read of the table. */
const carried = new WeakMap<Commit, Buffer>();

export function commitWithSeal(item: Stored): Commit {
  const commit = commitOfItem(item);
  if (item.seal instanceof Uint8Array) carrySeal(commit, Buffer.from(item.seal));
  return commit;
}

export function carrySeal(commit: Commit, packed: Buffer): void {
  carried.set(commit, packed);
}

export function ledgerReader(ledger: Ledger): LogReader {
  const { client, table } = ledger;
  return {
    history: async (at) => (await partsOf(ledger, { pk: caseKeyOf(at), prefix: 'v' })).map(commitWithSeal),
    streamOf: async (office, kind, number) => {
      if (number === '') return null;
      const own = streamIdOf(office, kind, number);
      if (isNamedByNumber({ office, kind, number }, own)) {
        const first = commitKeyOf({ office, kind, stream: own }, 1);
        if ((await itemAt(client, table, first)) !== null) return own;
      }
      // all other kinds; of calls what was recorded before, and what an archive has under another stream
      const item = await itemAt(client, table, numberKeyOf({ office, kind, number }));
      return item === null ? null : String(item.stream);
    },
    commitOfKey: async (office, key): Promise<CaseAddress | null> => {
      const item = await itemAt(client, table, idempotencyKeyOf(office, key));
      return item === null ? null : addressOfItem(item);
    },
    lastNumber: (of) => lastNumber(ledger, of),
    openSeal: async (commit) => {
      if (!commit.seal) return {};
      const key = await knownKey(ledger, commit);
      if (typeof key === 'string') return key;
      const packed = carried.get(commit) ?? (await storedSeal(ledger, commit));
      return openTexts(key, packed && unpackSeal(packed), commit.seal.digest);
    },
  };
}

/** The data key of a case, or why there is none to open with. */
export async function knownKey(
  { keys }: Pick<Ledger, 'keys'>,
  at: StreamKey,
): Promise<Buffer | 'erased' | 'unopenable'> {
  const key = await keys.keyOf(at).catch((fault: unknown) => {
    if (fault instanceof OtherMasterKey) return null;
    throw fault;
  });
  return key ?? 'unopenable';
}

/** The newest commit of a case, or null. */
export async function headOf({ client, table }: Ledger, at: StreamKey): Promise<Commit | null> {
  const query = beginning({ pk: caseKeyOf(at), prefix: 'v' });
  const last = await lastOf(client, { TableName: table, ...query });
  return last && commitOfItem(last);
}

/** The commits of a case, or the parts of a seal. */
export function partsOf({ client, table }: Ledger, query: Query): Promise<readonly Stored[]> {
  return itemsOf(client, { TableName: table, ...beginning(query) });
}

const beginning = ({ pk, prefix }: Query) => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
});

/** Asked as a history is: who projects may do nothing else with the ledger. */
export async function storedSeal(ledger: Ledger, commit: Commit): Promise<Buffer | null> {
  const at = { pk: caseKeyOf(commit), prefix: versionKeyOf(commit.version) };
  const [item] = await partsOf(ledger, at);
  if (item?.seal instanceof Uint8Array) return Buffer.from(item.seal);
  const parts = await partsOf(ledger, { pk: caseKeyOf(commit), prefix: sealPrefix(commit.version) });
  const bytes = parts.flatMap(({ part }) => (part instanceof Uint8Array ? [part] : []));
  return bytes.length === 0 ? null : Buffer.concat(bytes);
}
