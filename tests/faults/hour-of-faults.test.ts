/**
 * `npm run faults:cloud -- --minutes 60 --environments 20`: environments of the deployed composition behind a store that
 * throttles, conflicts, breaks down, loses answers and gives items back, and a change feed that says things twice and in
 * any order. Nothing acknowledged is lost or doubled, nobody is told 500, and the tables equal the recount.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeded } from '#functions/demo/seeded.ts';
import { webApp } from '#functions/web/app.tsx';
import type { Env } from '#functions/web/frame/web.ts';
import { NOBODY_ASKS } from '#shared/accounts/asking.ts';
import { auditedAccounts } from '#shared/accounts/audited.ts';
import { createToken } from '#shared/accounts/tokens.ts';
import type { CloudHouse } from '#shared/house/deployed-house.ts';
import { EMULATED } from '#shared/house/dynamodb-client.ts';
import { fromStream } from '#shared/house/from-stream.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { changesAfter, type FeedPositions } from '#shared/store/dynamodb/change-feed.ts';
import { faultsOf } from '../support/cloud-faults.ts';
import { noticeOf } from '../support/cloud-office.ts';
import { type DeployedOffice, openDeployedOffice } from '../support/deployed-office.ts';
import { seedOf } from '../support/seed.ts';

const MINUTES = Number(process.env.FAULTS_MINUTES ?? 0.1);
const ENVIRONMENTS = Number(process.env.FAULTS_ENVIRONMENTS ?? 6);
/** Of a hundred calls of the store, and of the key service. */
const FAULTY = { store: 6, keys: 5 };
/** A case that everybody writes to. */
const SHARED = 'SHARED-1';

const { chance, int, pick } = seeded(seedOf('hour of faults'));
const draw = (): number => int(0, 999_999) / 1_000_000;

let office: DeployedOffice;
let projector: CloudHouse;
let apps: readonly Hono<Env>[];
let authorization: string;
const statuses = new Map<string, number>();
/** By idempotency key: the case and version that were acknowledged. */
const acknowledged = new Map<string, { readonly case: string; readonly version: number }>();
const problems: string[] = [];

beforeAll(async () => {
  office = await openDeployedOffice();
  projector = office.open();
  apps = Array.from({ length: ENVIRONMENTS }, () => appOf(office.open()));
  const accounts = auditedAccounts(projector.accounts, projector.audit, NOBODY_ASKS);
  authorization = `Bearer ${await createToken(accounts, { role: 'officer', office: 'o' })}`;
  expect((await send(apps[0], 'k-shared', { ...registering(), case: SHARED })).status).toBe(201);
});
afterAll(() => office.stop());

function appOf(house: CloudHouse): Hono<Env> {
  const accounts = auditedAccounts(house.accounts, house.audit, NOBODY_ASKS);
  const config = { office: 'o', secureCookies: true, patience: 4000, addressOf: () => '10.0.0.1' };
  const log = (line: object): void => {
    if ('event' in line && line.event === 'fault') problems.push(JSON.stringify(line));
  };
  return webApp({ house, accounts, config, log }).app;
}

const registering = () => ({
  ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-20', subject: '规划图' },
  applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' },
});
const calling = (number: string) => ({
  ...{ command: 'RegisterHotlineCase', case: number, at: '2026-03-02T08:00:00+08:00', type: '投诉' },
  ...{ source: '12345热线', caller: '王女士', description: '楼下工地夜间施工' },
});
const noting = (number: string) => ({
  command: 'AddNote',
  kind: 'application',
  case: number,
  text: '已联系',
});

async function send(app: Hono<Env> | undefined, key: string, body: object): Promise<Response> {
  const headers = { authorization, 'idempotency-key': key };
  const answer = await app?.request('/api/v1/commands', {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return noted('POST', answer ?? Response.error());
}

function noted(method: string, answer: Response): Response {
  const name = `${method} ${answer.status}`;
  statuses.set(name, (statuses.get(name) ?? 0) + 1);
  return answer;
}

/** As a program does that was told to come again: the same key, at whichever environment answers. */
async function untilAcknowledged(key: string, body: object, until: number): Promise<void> {
  for (;;) {
    const answer = await send(pick(apps), key, body);
    const told = await answer.json();
    if (answer.status < 300) {
      const before = acknowledged.get(key);
      if (before !== undefined && before.case !== told.case)
        problems.push(`${key}: ${before.case}, ${told.case}`);
      acknowledged.set(key, { case: told.case, version: told.version });
      return;
    }
    if (answer.status !== 503) {
      problems.push(`${key}: ${answer.status} ${JSON.stringify(told)}`);
      return;
    }
    if (performance.now() > until) return;
    await wait(int(50, 400));
  }
}

async function work(environment: number, until: number): Promise<void> {
  for (let turn = 0; performance.now() < until; turn += 1) {
    const key = `k-${environment}-${turn}`;
    const body = chance(0.4)
      ? registering()
      : chance(0.5)
        ? calling(`H${environment}-${turn}`)
        : noting(SHARED);
    await untilAcknowledged(key, body, until + 20_000);
    // a click that comes twice
    if (chance(0.2)) await untilAcknowledged(key, body, until + 20_000);
    const path = pick(['worklist', 'cases/application', 'cases/hotline', 'reports/2026']);
    const read = await apps[environment]?.request(`/api/v1/${path}`, { headers: { authorization } });
    if (noted('GET', read ?? Response.error()).status >= 500 && read?.status !== 503)
      problems.push(`GET ${path}: ${read?.status}`);
  }
}

/** The function behind the stream, fed as Lambda feeds it on a bad day; and the schedule that folds. */
async function follow(isOver: () => boolean): Promise<void> {
  const client = new DynamoDBStreamsClient({ ...EMULATED, endpoint: office.emulated });
  const tables = new DynamoDBClient({ ...EMULATED, endpoint: office.emulated });
  const { Table } = await tables.send(new DescribeTableCommand({ TableName: office.env.LEDGER_TABLE }));
  const feed = { client, arn: Table?.LatestStreamArn ?? '', log: projector.log };
  const consume = fromStream(projector);
  let positions: FeedPositions = {};
  let again: readonly Commit[] = [];
  for (let round = 0; ; round += 1) {
    const isLast = isOver();
    const commits: Commit[] = [...again];
    for await (const page of changesAfter(feed, positions)) {
      commits.push(...page.commits);
      positions = page.positions;
    }
    const doubled = [...commits, ...commits.filter(() => chance(0.3))].sort(() => draw() - 0.5);
    const Records = doubled.map(noticeOf);
    const { batchItemFailures } = await consume({ Records });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    again = commits.filter((commit) => failed.has(noticeOf(commit).dynamodb?.SequenceNumber ?? ''));
    if (round % 10 === 9) await projector.views.compact(1000).catch(() => undefined);
    if (isLast && again.length === 0) break;
    await wait(200);
  }
  for (const one of [client, tables]) one.destroy();
}

async function commitsByKey(): Promise<ReadonlyMap<string, readonly Commit[]>> {
  const found: Commit[] = [];
  for await (const page of projector.log.scan())
    found.push(...page.filter(({ key }) => key?.includes(' k-')));
  return Map.groupBy(found, ({ key }) => key?.split(' ').at(-1) ?? '');
}

it(`${MINUTES} minutes of faults under ${ENVIRONMENTS} environments lose and double nothing`, async () => {
  const faults = faultsOf(draw, FAULTY.store);
  office.proxy.answering(faults.answer);
  office.kms.failing(() => (chance(FAULTY.keys / 100) ? 'ThrottlingException' : null));
  const until = performance.now() + MINUTES * 60_000;
  let isOver = false;
  const following = follow(() => isOver);
  await Promise.all(apps.map((_, environment) => work(environment, until)));
  office.proxy.answering(null);
  office.kms.failing(null);
  isOver = true;
  await following;
  const commits = await commitsByKey();
  const doubled = [...commits].filter(([, some]) => some.length > 1).map(([key]) => key);
  const lost = [...acknowledged].filter(([key, { version }]) => commits.get(key)?.[0]?.version !== version);
  const numbers = [...commits.values()]
    .flat()
    .filter(({ version, kind }) => version === 1 && kind === 'application');
  const automatic = numbers.filter(({ number }) => number.startsWith('SQ2026-')).map(({ number }) => number);
  const last = Number(automatic.sort().at(-1)?.slice(-7) ?? 0);
  const counts = [...statuses].map(([name, count]) => `${name}: ${count}`).sort();
  const met = [...faults.met].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`);
  console.log(
    `${acknowledged.size} acknowledged, ${doubled.length} doubled, ${lost.length} lost; ${counts.join(', ')}\n` +
      `numbers up to ${last}, not given out ${last - automatic.length}\n${met.join(', ')}`,
  );
  expect(problems).toEqual([]);
  expect({ doubled, lost }).toEqual({ doubled: [], lost: [] });
  expect(new Set(automatic).size).toBe(automatic.length);
  expect((await projector.deadLetters.list({ limit: 5 })).items).toEqual([]);
  expect((await auditViews(projector)).drifts).toEqual([]);
});
