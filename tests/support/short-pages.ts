/** The engine where every page ends after one item: what reads only the first page of anything does not pass. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { onTestFinished } from 'vitest';
import type { Places } from '#shared/house/places.ts';
import { keysOf, recordOf } from '#shared/kernel/keys.ts';
import { LONG_FOLDERS, longShelf } from '#shared/store/dynamodb/long-shelf.ts';
import { withLongValues } from '#shared/store/dynamodb/long-values.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';

export function inShortPages(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) =>
        /^(Query|Scan)Command$/.test(commandName)
          ? next({ ...args, input: { ...args.input, Limit: 1 } })
          : next(args),
    { step: 'initialize', name: 'shortPages', priority: 'low' },
  );
  return client;
}

/** Another client of some tables. */
export type Changed = (client: DynamoDBDocumentClient, tables: Partial<Places>) => DynamoDBDocumentClient;
/** A commit of any test is longer, and no key of one is as long as a quarter of this. */
const SHORT_ITEM = 400;
/** In memory where the machine has it: a disk would make every write of a test wait. */
const MEMORY = '/dev/shm';
type Aside = { readonly folder: string; readonly tables: Partial<Places> };

/** The engine where nearly every item is too long: who reads a table past the values laid aside does not pass. */
export function withShortItems(
  client: DynamoDBDocumentClient,
  { folder, tables }: Aside,
  longest = SHORT_ITEM,
): DynamoDBDocumentClient {
  const at = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : folder, 'taizhang-long-'));
  onTestFinished(() => rmSync(at, { recursive: true, force: true }));
  const named = recordOf(keysOf(LONG_FOLDERS), (one) => tables[one] ?? '');
  return withLongValues(client, longShelf(folderBlobs(at), named), longest);
}
