/**
 * `npm run faults:cloud -- --minutes 60 --environments 20`: environments of the deployed composition behind a store, a
 * queue and a bucket that throttle, conflict, break down, hang, lose answers and give back what they were asked, and a
 * change feed that says things twice and in any order. Nothing acknowledged is lost or doubled, nobody is told 500, and
 * the tables equal the recount.
 */
import { createHash } from 'node:crypto';
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
import { feedHandler } from '#shared/feeds/record-feed.ts';
import type { CloudHouse } from '#shared/house/deployed-house.ts';
import { EMULATED } from '#shared/house/dynamodb-client.ts';
import { fromStream } from '#shared/house/from-stream.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { drain, PACE } from '#shared/store/consume.ts';
import { changesAfter, type FeedPositions } from '#shared/store/dynamodb/change-feed.ts';
import { faultsOf } from '../support/cloud-faults.ts';
import { noticeOf } from '../support/cloud-office.ts';
import { type DeployedOffice, openDeployedOffice } from '../support/deployed-office.ts';
import { addFeed, signatureHeaders } from '../support/feed-platform.ts';
import { seedOf } from '../support/seed.ts';

const MINUTES = Number(process.env.FAULTS_MINUTES ?? 0.1);
const ENVIRONMENTS = Number(process.env.FAULTS_ENVIRONMENTS ?? 6);
/** What is met on the way to the queue and what hangs costs ten seconds each time: only where minutes are given. */
const IS_LONG = process.env.FAULTS_MINUTES !== undefined;
/** Of a hundred calls of the store, of the key service, of the queue and the bucket; of those, so many hang. */
const FAULTY = { store: 6, keys: 5, desk: IS_LONG ? 8 : 0, hung: IS_LONG ? 3 : 0 };
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
/** By number, the records of a platform whose batch was taken; whether they can be read. */
const records = new Map<string, boolean>();
/** By idempotency key, the files that were acknowledged: of which case, and their SHA-256. */
const files = new Map<string, { readonly case: string; readonly digest: string }>();
let secret: string;
/** The answer that took longest, in milliseconds. */
let longest = { ms: 0, what: '' };

beforeAll(async () => {
  office = await openDeployedOffice();
  projector = office.open();
  apps = Array.from({ length: ENVIRONMENTS }, () => appOf(office.open()));
  const accounts = auditedAccounts(projector.accounts, projector.audit, NOBODY_ASKS);
  authorization = `Bearer ${await createToken(accounts, { role: 'officer', office: 'o' })}`;
  secret = await addFeed({ house: projector, accounts }, 'platform', 'o');
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

const send = (app: Hono<Env> | undefined, key: string, body: object): Promise<Response> =>
  post(app, '/api/v1/commands', {
    headers: { authorization, 'idempotency-key': key },
    body: JSON.stringify(body),
  });

type Posted = { readonly headers: Record<string, string>; readonly body: string };

async function post(app: Hono<Env> | undefined, path: string, posted: Posted): Promise<Response> {
  const start = performance.now();
  const answer = await app?.request(path, { method: 'POST', ...posted });
  const ms = Math.round(performance.now() - start);
  if (ms > longest.ms) longest = { ms, what: `${path} ${answer?.status}` };
  return noted('POST', answer ?? Response.error());
}

function noted(method: string, answer: Response): Response {
  const name = `${method} ${answer.status}`;
  statuses.set(name, (statuses.get(name) ?? 0) + 1);
  return answer;
}

/** As a program does that was told to come again: the same call, at whichever environment answers. Null where it was over. */
async function untilTaken(what: string, path: string, posted: () => Posted, until: number) {
  for (;;) {
    const answer = await post(pick(apps), path, posted());
    const told: { readonly case: string; readonly version: number } = await answer.json();
    if (answer.status < 300) return told;
    if (answer.status !== 503) problems.push(`${what}: ${answer.status} ${JSON.stringify(told)}`);
    if (answer.status !== 503 || performance.now() > until) return null;
    await wait(int(50, 400));
  }
}

async function untilAcknowledged(key: string, body: object, until: number): Promise<void> {
  const headers = { authorization, 'idempotency-key': key };
  const told = await untilTaken(
    key,
    '/api/v1/commands',
    () => ({ headers, body: JSON.stringify(body) }),
    until,
  );
  if (told === null) return;
  const before = acknowledged.get(key);
  if (before !== undefined && before.case !== told.case)
    problems.push(`${key}: ${before.case}, ${told.case}`);
  acknowledged.set(key, { case: told.case, version: told.version });
}

/** Shuffled, some of them twice, and now and then one that nobody can read. */
async function sendBatch(name: string, until: number): Promise<void> {
  const numbers = Array.from({ length: int(1, 25) }, (_, at) => `P${name}-${at}`);
  const isRead = new Map(numbers.map((number) => [number, !chance(0.05)]));
  const recordOf = (number: string) =>
    isRead.get(number)
      ? { number, receivedAt: '2026-05-12 09:00', type: '咨询', topic: '道路' }
      : { number, receivedAt: '2026-02-31' };
  const sent = [...numbers, ...numbers.filter(() => chance(0.3))].sort(() => draw() - 0.5).map(recordOf);
  const body = JSON.stringify({ records: sent });
  const posted = (): Posted => ({
    headers: {
      ...{ host: 'localhost', 'x-feed': 'platform', 'x-office': 'o' },
      ...signatureHeaders({ secret, timestamp: projector.clock.now(), body }),
    },
    body,
  });
  const told = await untilTaken(`batch ${name}`, '/api/v1/hotline/batches', posted, until);
  if (told !== null) for (const [number, can] of isRead) records.set(number, can);
}

async function attach(key: string, number: string, until: number): Promise<void> {
  const body = `说明 ${key}`;
  const path = `/api/v1/cases/application/${number}/files?paper=evidence&name=${key}.txt`;
  const posted = (): Posted => ({ headers: { authorization, 'idempotency-key': key }, body });
  const told = await untilTaken(key, path, posted, until);
  const digest = createHash('sha256').update(body).digest('hex');
  if (told !== null) files.set(key, { case: number, digest });
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
    if (chance(0.15)) await sendBatch(`${environment}-${turn}`, until + 20_000);
    const registered = acknowledged.get(key)?.case ?? '';
    if (registered.startsWith('SQ') && chance(0.3))
      await attach(`file-${environment}-${turn}`, registered, until + 20_000);
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

/** The function behind the queue; until nothing waits in it once it is over. */
async function record(isOver: () => boolean): Promise<void> {
  const house = office.open();
  const how = { handler: feedHandler(house), pace: { ...PACE, leaseSeconds: 15 } };
  for (let empty = 0; empty < 3; await wait(200)) {
    const taken = await drain(house, 'feed', how).catch(() => 1);
    const isEmpty = isOver() && taken === 0 && (await house.queue.depth('feed').catch(() => 1)) === 0;
    empty = isEmpty ? empty + 1 : 0;
  }
}

/** Of a case that has them. */
async function filesOf(number: string): Promise<readonly string[]> {
  const path = `/api/v1/cases/application/${number}/files`;
  const answer = await apps[0]?.request(path, { headers: { authorization } });
  const { items }: { items: readonly { file: string; digest: string }[] } = await (
    answer ?? Response.error()
  ).json();
  for (const { file, digest } of items) {
    const read = await apps[0]?.request(`${path}/${file}`, { headers: { authorization } });
    const bytes = Buffer.from((await read?.arrayBuffer()) ?? new ArrayBuffer());
    if (createHash('sha256').update(bytes).digest('hex') !== digest)
      problems.push(`${number} ${file} cannot be read`);
  }
  return items.map(({ digest }) => digest);
}

/** What of the platform's records and of the files is there not once. */
async function notOnce(): Promise<readonly string[]> {
  const begun: string[] = [];
  for await (const page of projector.log.scan())
    for (const { number, kind, version } of page)
      if (kind === 'hotline' && version === 1 && number.startsWith('P')) begun.push(number);
  const wrong = [...records].filter(
    ([number, can]) => begun.filter((one) => one === number).length !== (can ? 1 : 0),
  );
  const found = wrong.map(([number]) => number);
  for (const [number, some] of Map.groupBy(files.values(), (one) => one.case)) {
    const there = await filesOf(number);
    const wanted = some.map(({ digest }) => digest);
    if (there.toSorted().join() !== wanted.toSorted().join()) found.push(`files of ${number}`);
  }
  return found;
}

async function commitsByKey(): Promise<ReadonlyMap<string, readonly Commit[]>> {
  const found: Commit[] = [];
  for await (const page of projector.log.scan())
    found.push(...page.filter(({ key }) => key?.includes(' k-')));
  return Map.groupBy(found, ({ key }) => key?.split(' ').at(-1) ?? '');
}

it(`${MINUTES} minutes of faults under ${ENVIRONMENTS} environments lose and double nothing`, async () => {
  const faults = faultsOf(draw, FAULTY);
  office.proxy.answering(faults.answer);
  office.desk.answering(faults.desk);
  office.kms.failing(() => (chance(FAULTY.keys / 100) ? 'ThrottlingException' : null));
  const until = performance.now() + MINUTES * 60_000;
  let isOver = false;
  let isFed = false;
  const following = follow(() => isFed);
  const recording = record(() => isOver);
  await Promise.all(apps.map((_, environment) => work(environment, until)));
  office.proxy.answering(null);
  office.desk.answering(null);
  office.kms.failing(null);
  isOver = true;
  await recording;
  isFed = true;
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
      `${records.size} records of a platform, ${files.size} files; the longest answer ${longest.ms} ms (${longest.what}); ` +
      `numbers up to ${last}, not given out ${last - automatic.length}\n${met.join(', ')}`,
  );
  expect(problems).toEqual([]);
  expect({ doubled, lost }).toEqual({ doubled: [], lost: [] });
  expect(new Set(automatic).size).toBe(automatic.length);
  expect(await notOnce()).toEqual([]);
  const letters = (await projector.deadLetters.list({ limit: 10_000 })).items;
  const unreadable = [...records].filter(([, can]) => !can).map(([number]) => number);
  const named = letters.map(({ body }) => (JSON.parse(body) as { record: { number: string } }).record.number);
  expect([...new Set(named)].sort()).toEqual(unreadable.sort());
  expect((await auditViews(projector)).drifts).toEqual([]);
});
