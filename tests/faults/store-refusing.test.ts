/** What the store refuses for the moment, through the composition that is deployed: tried again, counted once, or said. */
import type { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { webApp } from '#functions/web/app.tsx';
import type { Env } from '#functions/web/frame/web.ts';
import { NOBODY_ASKS } from '#shared/accounts/asking.ts';
import { auditedAccounts } from '#shared/accounts/audited.ts';
import { createToken } from '#shared/accounts/tokens.ts';
import { triesOf } from '#shared/house/dynamodb-client.ts';
import { type DeployedOffice, openDeployedOffice } from '../support/deployed-office.ts';
import { type Answer, type Call, fault } from '../support/store-proxy.ts';

/** Where the store refuses until it ends. */
const PATIENCE_MS = 1500;
/** Where the store is only slow to take what it takes in the end. */
const AMPLE_MS = 60_000;
let office: DeployedOffice;
let apps: readonly Hono<Env>[];
let patience = AMPLE_MS;
let authorization: string;

beforeAll(async () => {
  office = await openDeployedOffice();
  const houses = [office.open(), office.open()];
  apps = houses.map((house) => {
    const accounts = auditedAccounts(house.accounts, house.audit, NOBODY_ASKS);
    const config = {
      ...{ office: 'o', secureCookies: true, addressOf: () => '10.0.0.1' },
      get patience() {
        return patience;
      },
    };
    return webApp({ house, accounts, config, log: () => undefined }).app;
  });
  const [house] = houses;
  const accounts = house && auditedAccounts(house.accounts, house.audit, NOBODY_ASKS);
  authorization = `Bearer ${accounts && (await createToken(accounts, { role: 'officer', office: 'o' }))}`;
});
afterAll(() => office.stop());
afterEach(() => {
  office.proxy.answering(null);
  office.kms.failing(null);
  patience = AMPLE_MS;
});

const REGISTERING = {
  ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-20', subject: '规划图' },
  applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' },
};
let keys = 0;
const newKey = (): string => `k-${++keys}`;
function register(key: string, environment = 0): Promise<Response> {
  const headers = { authorization, 'idempotency-key': key };
  const asked = { method: 'POST', headers, body: JSON.stringify(REGISTERING) };
  return Promise.resolve(apps[environment]?.request('/api/v1/commands', asked) ?? Response.error());
}
const get = async (path: string, environment: number): Promise<Response> =>
  apps[environment]?.request(path, { headers: { authorization } }) ?? Response.error();

const cancelled = (...codes: string[]): Answer =>
  fault('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });
/** The transaction that creates a case in the ledger. */
const creates = ({ operation, body }: Call): boolean =>
  operation === 'TransactWriteItems' && body.includes('"v00000001"');

describe('a registration that the store refuses twice', () => {
  it.each([
    ['a throttled transaction', cancelled('ThrottlingError', 'None', 'None')],
    ['a transaction over its throughput', cancelled('None', 'ProvisionedThroughputExceeded', 'None')],
    ['a transaction in conflict', cancelled('TransactionConflict', 'None', 'None')],
    ['a conflict and a throttle', cancelled('TransactionConflict', 'ThrottlingError', 'None')],
    ['one still in progress', fault('TransactionInProgressException')],
    ['requests over the limit', fault('RequestLimitExceeded')],
    ['a store out of order', fault('InternalServerError', {}, 500)],
  ])('is recorded once: %s', async (_, refusal) => {
    let left = 2;
    office.proxy.answering((call) => (creates(call) && left-- > 0 ? refusal : null));
    const key = newKey();
    const first = await register(key);
    expect(first.status).toBe(201);
    const { case: number } = await first.json();
    const again = await register(key, 1);
    expect([again.status, (await again.json()).case]).toEqual([200, number]);
  });

  it('is recorded once where the key service throttles', async () => {
    let left = 3;
    office.kms.failing(() => (left-- > 0 ? 'ThrottlingException' : null));
    expect((await register(newKey())).status).toBe(201);
    expect(left).toBeLessThan(0);
  });

  it('is asked for again by the pauses of a request, also where a service throttles', async () => {
    const strategy = triesOf(6);
    const first = await strategy.acquireInitialRetryToken('');
    const second = await strategy.refreshRetryTokenForRetry(first, { errorType: 'THROTTLING' });
    expect(second.$retryLog?.acquisitionDelay).toBeLessThanOrEqual(25);
  });

  it('is recorded once although the answer to its transaction was lost', async () => {
    const held = office.proxy.hold(creates);
    const key = newKey();
    const answer = register(key);
    await held.arrived;
    await held.letGo();
    held.giveUp(fault('InternalServerError', {}, 500));
    expect([200, 201]).toContain((await answer).status);
    expect((await register(key, 1)).status).toBe(200);
  });
});

describe('a registration that the store refuses for as long as anybody waits', () => {
  it.each([
    ['throttled', cancelled('ThrottlingError')],
    ['in conflict', cancelled('TransactionConflict', 'None')],
    ['out of order', fault('InternalServerError', {}, 500)],
  ])('is answered 503, and counts once when it comes again: %s', async (_, refusal) => {
    office.proxy.answering((call) => (creates(call) ? refusal : null));
    patience = PATIENCE_MS;
    const key = newKey();
    const refused = await register(key);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.json()).toMatchObject({ code: 'unavailable', facts: { why: 'busy' } });
    office.proxy.answering(null);
    patience = AMPLE_MS;
    expect((await register(key, 1)).status).toBe(201);
    expect((await register(key)).status).toBe(200);
  });
});

describe('what one environment wrote', () => {
  it('another shows at once, in the case, the lists, the work list and the figures', async () => {
    const cell = '/api/v1/reports/2026/cells/table3.newlyReceived.total?limit=100';
    const before = (await (await get(cell, 1)).json()).items.length;
    const written = await register(newKey(), 0);
    const { case: number } = await written.json();
    const names = async (path: string) => JSON.stringify((await (await get(path, 1)).json()).items);
    expect((await get(`/api/v1/cases/application/${number}`, 1)).status).toBe(200);
    expect(await names('/api/v1/cases/application?limit=100')).toContain(number);
    expect(await names('/api/v1/worklist?limit=100')).toContain(number);
    expect((await (await get(cell, 1)).json()).items).toHaveLength(before + 1);
  });

  it('is waited for where the lists cannot follow, by the position that writing answered with', async () => {
    const projects = ({ operation, body }: Call): boolean =>
      operation === 'TransactWriteItems' && body.includes('gate#');
    office.proxy.answering((call) => (projects(call) ? cancelled('ThrottlingError') : null));
    patience = PATIENCE_MS;
    const written = await register(newKey(), 0);
    expect([written.status, written.headers.get('taizhang-behind')]).toEqual([201, 'busy']);
    const { case: number, position } = await written.json();
    expect(written.headers.get('taizhang-position')).toBe(position);
    const path = `/api/v1/cases/application/${number}`;
    expect((await get(path, 1)).status).toBe(404);
    patience = AMPLE_MS;
    setTimeout(() => {
      office.proxy.answering(null);
      void get('/api/v1/worklist', 0);
    }, 500);
    const waited = await get(`${path}?minPosition=${position}`, 1);
    expect(waited.status).toBe(200);
    expect((await get(`${path}?minPosition=nonsense`, 1)).status).toBe(422);
  });
});
