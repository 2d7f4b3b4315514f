/** castore on DynamoDB, one of the peers of recording, and what calls on DynamoDB cost whoever makes them. */

type Pushing = { push(): Promise<unknown>; readonly client: Watchable };

type Castore = {
  readonly DynamoDBSingleTableEventStorageAdapter: new (
    options: object,
  ) => { pushEvent(event: object, context: object): Promise<unknown> };
};
type Sdk = {
  readonly DynamoDBClient: new (options: object) => Watchable & { send(command: object): Promise<unknown> };
  readonly CreateTableCommand: new (input: object) => object;
};

const TABLE = {
  TableName: 'castore',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [key('aggregateId', 'HASH'), key('version', 'RANGE')],
  AttributeDefinitions: Object.entries({
    ...{ aggregateId: 'S', version: 'N', eventStoreId: 'S', timestamp: 'S' },
  }).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'initialEvents',
      KeySchema: [key('eventStoreId', 'HASH'), key('timestamp', 'RANGE')],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

function key(AttributeName: string, KeyType: 'HASH' | 'RANGE') {
  return { AttributeName, KeyType };
}

/** `find`: where its packages are; `event`: what is pushed, to an aggregate of its own each. */
export async function castoreOn(
  find: (name: string) => string,
  { endpoint, event }: { readonly endpoint: string; readonly event: () => object },
): Promise<Pushing> {
  const { DynamoDBClient, CreateTableCommand }: Sdk = await import(find('@aws-sdk/client-dynamodb'));
  const { default: castore }: { readonly default: Castore } = await import(
    find('@castore/event-storage-adapter-dynamodb')
  );
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const dynamoDBClient = new DynamoDBClient({ endpoint, region: 'local', credentials });
  await dynamoDBClient.send(new CreateTableCommand(TABLE));
  const adapter = new castore.DynamoDBSingleTableEventStorageAdapter({
    ...{ tableName: TABLE.TableName, dynamoDBClient },
  });
  const push = () => adapter.pushEvent({ version: 1, ...event() }, { eventStoreId: 'hotline' });
  return { push, client: dynamoDBClient };
}

type Args = { readonly input: object };
type Next = (args: Args) => Promise<{ readonly output: unknown }>;
type Watchable = {
  readonly middlewareStack: {
    add(
      watch: (next: Next, context: { readonly commandName?: string }) => Next,
      where: { readonly step: 'initialize'; readonly name: string; readonly priority: 'low' },
    ): void;
    remove(name: string): unknown;
  };
};
type Consumed = { readonly CapacityUnits?: number };
type Output = { readonly ConsumedCapacity?: Consumed | readonly Consumed[] };

/** Calls and units, as the engine counts them, of one of `each` pieces of work. */
export async function costOf(
  { middlewareStack }: Watchable,
  each: number,
  work: () => Promise<unknown>,
): Promise<string> {
  const sum = { calls: 0, written: 0, read: 0 };
  const count =
    (next: Next, { commandName = '' }): Next =>
    async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { ConsumedCapacity = [] } = result.output as Output;
      const units = [ConsumedCapacity].flat().reduce((all, { CapacityUnits = 0 }) => all + CapacityUnits, 0);
      sum.calls += 1;
      sum[/^(?:Get|BatchGet|TransactGet|Query|Scan)/.test(commandName) ? 'read' : 'written'] += units;
      return result;
    };
  middlewareStack.add(count as never, { step: 'initialize', name: 'cost', priority: 'low' });
  await work();
  middlewareStack.remove('cost');
  const [calls, written, read] = [sum.calls, sum.written, sum.read].map((one) => (one / each).toFixed(1));
  return `${calls} calls, ${written} units written and ${read} read each`;
}
