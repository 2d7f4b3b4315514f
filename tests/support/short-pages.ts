/** The engine where every page ends after one item: what reads only the first page of anything does not pass. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

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
