/**
 * The wrapped data key of each case, in a table of its own: it is the one thing that is ever destroyed, and nobody may
 * delete in the ledger. Opened keys are remembered by their wrapping, never by their case, so that a destroyed key is
 * gone at once.
 */
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { StreamKey } from '#shared/kernel/event.ts';
import { type KeyWrapper, OtherMasterKey } from '../key-wrapper.ts';
import { ERASED } from '../seal.ts';
import { caseAtKey, caseKeyOf } from './ledger-items.ts';
import { standingText } from './refused.ts';
import { itemAt } from './rows.ts';

export interface DataKeys {
  /**
   * The key of a case, made when there is none and nothing was sealed in it. `fresh`: probably none yet, so that one write
   * answers. Throws OtherMasterKey where its key is gone or does not open.
   */
  keyFor(at: StreamKey, fresh: boolean, isSealed: () => Promise<boolean>): Promise<Buffer>;
  /** Null when there is none; `erased` where the mark of a destroyed one stands. Throws OtherMasterKey. */
  keyOf(at: StreamKey): Promise<Buffer | 'erased' | null>;
  /** The mark of it stands in its place from then on; nothing happens where there is none. */
  destroy(at: StreamKey): Promise<void>;
  /** The key of the hashes in the index, made when there is none. */
  searchKey(): Promise<Buffer>;
}

/** Under which the key of the index stands: no case's. */
export const SEARCH_KEY = 'search';

/** The key of an office's audit stream: no case's either. */
export function isAuditKey(pk: unknown): boolean {
  return caseAtKey(String(pk)).kind === 'audit';
}

type Options = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly wrapper: KeyWrapper;
};
const REMEMBERED = 2000;

export function dynamoDataKeys({ client, table, wrapper }: Options): DataKeys {
  const unwrap = remembering(wrapper);
  const make = makerOf({ client, table, wrapper }, unwrap);
  const standing = async (owner: string): Promise<Buffer | 'erased' | null> => {
    const item = await itemAt(client, table, { pk: owner });
    if (item === null) return null;
    return item.wrapped === ERASED ? ERASED : unwrap(String(item.wrapped), owner);
  };
  const keyOf: DataKeys['keyOf'] = (at) => standing(caseKeyOf(at));
  return {
    keyOf,
    destroy: async (at) => {
      if ((await itemAt(client, table, { pk: caseKeyOf(at) })) === null) return;
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: caseKeyOf(at) },
          UpdateExpression: 'SET #wrapped = :erased',
          ExpressionAttributeNames: { '#wrapped': 'wrapped' },
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':erased': ERASED },
        }),
      );
    },
    searchKey: async () => {
      const known = await standing(SEARCH_KEY);
      return Buffer.isBuffer(known) ? known : make(SEARCH_KEY);
    },
    keyFor: async (at, fresh, isSealed) => {
      const known = fresh ? null : await keyOf(at);
      if (known === ERASED) throw new OtherMasterKey('the data key of this case has been destroyed');
      if (known === null && !fresh && (await isSealed()))
        throw new OtherMasterKey('the data key of this case is gone');
      return known ?? make(caseKeyOf(at));
    },
  };
}

/** Of two who make one at once, the key of the first stands. */
function makerOf({ client, table, wrapper }: Options, unwrap: Unwrap): (owner: string) => Promise<Buffer> {
  return async (owner) => {
    const { plain, wrapped } = await wrapper.newKey(owner);
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { pk: owner, wrapped },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return plain;
    } catch (error) {
      const other = standingText(error, 'wrapped');
      if (other === null) throw error;
      return unwrap(other, owner);
    }
  };
}

type Unwrap = (wrapped: string, owner: string) => Promise<Buffer>;

function remembering(wrapper: KeyWrapper): Unwrap {
  const opened = new Map<string, Buffer>();
  return async (wrapped, owner) => {
    const known = opened.get(wrapped);
    if (known !== undefined) return known;
    const plain = await wrapper.unwrap(wrapped, owner);
    const [oldest] = opened.keys();
    if (opened.size >= REMEMBERED && oldest !== undefined) opened.delete(oldest);
    opened.set(wrapped, plain);
    return plain;
  };
}
