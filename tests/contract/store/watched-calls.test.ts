/** What is said and traced of calls to the services of the account; service and daemon are stand-ins of this file. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { documentClient, dynamoClient, EMULATED } from '#shared/house/dynamodb-client.ts';
import { watched } from '#shared/house/watched-client.ts';
import { fault, type StoreProxy, startStoreProxy } from '../../support/store-proxy.ts';

let proxy: StoreProxy;
let daemon: Socket;
let told: string[];
const client = () =>
  watched(
    dynamoClient(
      { ...EMULATED, endpoint: proxy.endpoint, maxAttempts: 2 },
      { requestTimeout: 200, deadline: 500 },
    ),
  );
const get = () => client().send(new GetCommand({ TableName: 'Views', Key: { pk: '张三', sk: 'x' } }));
const put = () => client().send(new PutCommand({ TableName: 'Ledger', Item: { pk: '张三', sk: 'x' } }));

beforeAll(async () => {
  proxy = await startStoreProxy('http://127.0.0.1:9');
  daemon = createSocket('udp4');
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
});
afterAll(async () => {
  daemon.close();
  await proxy.stop();
});
beforeEach(() => {
  told = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(String(line)) > 0);
  vi.stubEnv('AWS_XRAY_DAEMON_ADDRESS', `127.0.0.1:${daemon.address().port}`);
});
afterEach(() => {
  proxy.answering(null);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
/** Others of this process may write, too. */
const lines = () => told.filter((line) => line.includes('"storeFault"')).map((line) => JSON.parse(line));

it.each([
  ['throttled', fault('ThrottlingException')],
  [
    'throttled within a transaction',
    fault('TransactionCanceledException', {
      CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }],
    }),
  ],
  ['out of order', fault('InternalServerError', {}, 500)],
  ['forbidden', fault('AccessDeniedException')],
])('says that a service is %s, by names alone', async (_, answer) => {
  proxy.answering(() => answer);
  await expect(put()).rejects.toThrow();
  const said = {
    level: 'WARN',
    event: 'storeFault',
    service: 'DynamoDB',
    operation: 'PutItem',
    table: 'Ledger',
  };
  expect(lines().length).toBeGreaterThan(0);
  for (const line of lines()) expect(line).toMatchObject(said);
  expect(told.join()).not.toContain('张三');
});

it.each([
  ['a lost race', fault('ConditionalCheckFailedException')],
  [
    'a lost race within a transaction',
    fault('TransactionCanceledException', { CancellationReasons: [{ Code: 'ConditionalCheckFailed' }] }),
  ],
  ['an item that is not taken', fault('ValidationException')],
])('says nothing of %s', async (_, answer) => {
  proxy.answering(() => answer);
  await expect(put()).rejects.toThrow();
  expect(lines()).toEqual([]);
});

it('says that a service does not answer', async () => {
  proxy.answering(null);
  // each try, of the SDK and of what asks again until the deadline, is kept waiting
  const held = Array.from({ length: 20 }, () => proxy.hold(() => true));
  await expect(get()).rejects.toThrow();
  expect(lines()[0]).toMatchObject({ event: 'storeFault', operation: 'GetItem', table: 'Views' });
  for (const one of held) one.giveUp(fault('InternalServerError', {}, 500));
});

it('tells the daemon of each call of a traced request, as a subsegment of it', async () => {
  vi.stubEnv(
    '_X_AMZN_TRACE_ID',
    'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
  );
  proxy.answering(() => ({ status: 200, body: {} }));
  const received = once(daemon, 'message');
  await get();
  const [datagram] = await received;
  const [head = '', body = ''] = String(datagram).split('\n');
  expect(JSON.parse(head)).toEqual({ format: 'json', version: 1 });
  expect(JSON.parse(body)).toMatchObject({
    ...{ trace_id: '1-5759e988-bd862e3fe1be46a994272793', parent_id: '53995c3f42cd8ad8', type: 'subsegment' },
    ...{ name: 'DynamoDB', namespace: 'aws', aws: { operation: 'GetItem', table_name: 'Views' } },
    ...{ id: expect.stringMatching(/^[0-9a-f]{16}$/), http: { response: { status: 200 } } },
  });
  expect(String(datagram)).not.toContain('张三');
});

it('tells it nothing of one that is not sampled', async () => {
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-a;Parent=b;Sampled=0');
  proxy.answering(() => ({ status: 200, body: {} }));
  const heard: unknown[] = [];
  const hear = (datagram: unknown): void => void heard.push(datagram);
  daemon.on('message', hear);
  await get();
  await new Promise((resolve) => setTimeout(resolve, 50));
  daemon.off('message', hear);
  expect(heard).toEqual([]);
});

it.each([
  ['nobody says how much', undefined, 1000],
  ['more is asked for', 60_000, 1000],
  ['less is asked for', 5, 5],
])('has the emulator read no more than a page where %s', async (_, Limit, asked) => {
  proxy.answering(() => ({ status: 200, body: { Items: [] } }));
  await documentClient(proxy.endpoint).send(new ScanCommand({ TableName: 'Ledger', Limit }));
  expect(JSON.parse(proxy.calls.at(-1)?.body ?? '')).toMatchObject({ Limit: asked });
});
