/** The pages as deployed while parts of the house are out of reach: from the very first request on, and as a watchdog is told. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LambdaEvent } from 'hono/aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fromStream } from '#shared/house/from-stream.ts';
import { within } from '#shared/telling/say.ts';
import {
  type DeployedOffice,
  hotlineRow,
  openDeployedOffice,
  recordRows,
} from '../support/deployed-office.ts';
import { fault } from '../support/store-proxy.ts';

let office: DeployedOffice;
let handler: (
  event: LambdaEvent,
) => Promise<{ statusCode: number; headers: Record<string, string>; body: string }>;
let told: string[] = [];

beforeAll(async () => {
  office = await openDeployedOffice();
  process.env.OFFICE_ID = 'o';
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(String(line)) > 0);
  office.proxy.answering(() => fault('InternalServerError', {}, 500));
  ({ handler } = (await import('#functions/web/handler.ts')) as unknown as { handler: typeof handler });
}, 120_000);
afterEach(() => {
  office.proxy.answering(null);
  told = [];
});
afterAll(async () => {
  vi.restoreAllMocks();
  delete process.env.OFFICE_ID;
  await office.stop();
});

let calls = 0;
function get(path: string) {
  calls += 1;
  const http = { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '10.0.0.1', userAgent: 'x' };
  const requestContext = { http, requestId: `gateway-${calls}`, domainName: 'a', stage: '$default' };
  const event = { version: '2.0', rawPath: path, rawQueryString: '', headers: { host: 'a' }, requestContext };
  return handler({ ...event, isBase64Encoded: false } as unknown as LambdaEvent);
}

describe('a page', () => {
  it('says so with its number while the store is out from the very first request, and is a page as soon as it is back', async () => {
    office.proxy.answering(() => fault('InternalServerError', {}, 500));
    const answer = await get('/sign-in');
    expect(answer.statusCode).toBeGreaterThanOrEqual(500);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('故障编号');
    expect(answer.body).toContain(`gateway-${calls}`);
    expect(answer.headers['x-request-id']).toBe(`gateway-${calls}`);
    const lines = told.map((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({ event: 'storeFault', request: `gateway-${calls}` }),
    );
    office.proxy.answering(null);
    expect((await get('/sign-in')).statusCode).toBe(200);
  });

  it('answers a watchdog of the process at once', async () => {
    office.proxy.answering(() => fault('InternalServerError', {}, 500));
    expect((await get('/healthz')).statusCode).toBe(200);
    expect(office.proxy.calls.length).toBeGreaterThan(0);
  });
});

describe('a request', () => {
  it('is named by the item of its commit, by the message it sent and by the line of the projector', async () => {
    const house = office.open();
    await within({ request: 'r-7' }, async () => {
      await recordRows(house, 'hotline', [hotlineRow('B-7', 6)]);
      await house.queue.send('feed', [{ id: 'one', body: '{}' }]);
    });
    const { Items = [] } = await office.client.send(new ScanCommand({ TableName: office.env.LEDGER_TABLE }));
    const named = Items.filter(({ request }) => request === 'r-7');
    expect(named.length).toBeGreaterThan(0);
    const [received] = await house.queue.receive('feed', { limit: 1, leaseSeconds: 1 });
    expect(received).toMatchObject({ id: 'one', request: 'r-7' });
    told = [];
    const { pk, sk, body, hash, request } = named[0] ?? {};
    const NewImage = Object.fromEntries(
      Object.entries({ pk, sk, body, hash, request }).map(([name, S]) => [name, { S: String(S) }]),
    );
    const ApproximateCreationDateTime = Date.now() / 1000 - 3;
    await fromStream(house)({
      Records: [{ dynamodb: { NewImage, SequenceNumber: '1', ApproximateCreationDateTime } }],
    });
    const line = told.map((one) => JSON.parse(one)).find(({ event }) => event === 'projected');
    expect(line).toMatchObject({ notices: 1, requests: ['r-7'] });
    expect(line.ProjectionDelay).toBeGreaterThanOrEqual(2000);
  });
});

describe('readiness', () => {
  const out = async () => {
    const answer = await get('/readyz');
    return { ...JSON.parse(answer.body), status: answer.statusCode };
  };
  /** An answer is good for five seconds. */
  const later = () => vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 6000);

  it('tries each table, the key, the bucket and the queues', async () => {
    const before = office.proxy.calls.length;
    expect(await out()).toMatchObject({ status: 200 });
    const tables = office.proxy.calls.slice(before).flatMap(({ body }) => JSON.parse(body).TableName ?? []);
    const all = ['LEDGER', 'KEYS', 'VIEWS', 'DEAD_LETTERS', 'ACCOUNTS', 'AUDIT', 'ORDER'];
    for (const name of all) expect(tables).toContain(office.env[`${name}_TABLE`]);
  });

  it('is asked again only after some seconds, however many ask', async () => {
    const before = office.proxy.calls.length;
    await Promise.all(Array.from({ length: 20 }, () => get('/readyz')));
    expect(office.proxy.calls.length).toBe(before);
  });

  it.each([
    ['KEYS_TABLE', 'keys', '数据密钥'],
    ['AUDIT_TABLE', 'audit', '访问记录'],
    ['VIEWS_TABLE', 'views', '统计数据'],
  ])('says in words that %s is out of reach', async (variable, part, words) => {
    later();
    office.proxy.answering(({ body }) =>
      body.includes(`"${office.env[variable]}"`) ? fault('AccessDeniedException') : null,
    );
    const { status, code, detail, facts } = await out();
    expect([status, code]).toEqual([503, 'unavailable']);
    expect(facts.outOfReach).toContain(part);
    expect(detail).toContain(words);
  });

  it('does not wait for a part that hangs', async () => {
    later();
    const held = office.proxy.hold(({ body }) => body.includes(String(office.env.KEYS_TABLE)));
    const started = Date.now();
    expect(await out()).toMatchObject({ status: 503, facts: { outOfReach: ['keys'], why: 'unreachable' } });
    // a call of the store alone would hang for ten
    expect(Date.now() - started).toBeLessThan(9000);
    held.giveUp(fault('InternalServerError', {}, 500));
  });

  it('is ready again as soon as everything is', async () => {
    later();
    expect(await out()).toMatchObject({ status: 200 });
  });
});
