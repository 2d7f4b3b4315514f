/** Whatever is sent through the API is recorded once, though the recorder is killed again and again (npm run faults:feed: in full). */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCloudHouse } from '#shared/house/open-cloud-house.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { addFeed, signatureHeaders } from '../support/feed-platform.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';
import { type Sent, sentRecords } from './feed/sent-records.ts';

const IN_FULL = process.env.FAULTS_FEED_FULL === '1';
/** `npm run scale:feed`: the same on DynamoDB and SQS, as emulated here or wherever the environment points. */
const ENGINE = process.env.FAULTS_FEED_ENGINE ?? 'sqlite';
const RECORDS = Number(process.env.FAULTS_FEED_RECORDS ?? (IN_FULL ? 20_000 : 1000));
const KILLS = IN_FULL ? 10 : 3;
const BATCH = IN_FULL ? 1000 : 100;

/** Seconds since the start, printed where it is run in full. */
function lap(what: string): void {
  if (IN_FULL) process.stderr.write(`${process.uptime().toFixed(1)} s ${what}\n`);
}

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice((folder) => (ENGINE === 'dynamodb' ? openCloudHouse({ folder }) : null));
});
afterEach(() => office.close());

async function send(secret: string, records: readonly Sent[]): Promise<string> {
  const body = JSON.stringify({ records });
  const headers = {
    host: 'localhost',
    ...signatureHeaders({ secret, timestamp: office.web.house.clock.now(), body }),
  };
  const response = await office.app.request('/api/v1/hotline/batches', { method: 'POST', headers, body });
  expect(response.status).toBe(202);
  return String(response.headers.get('location'));
}

function recorder(): ChildProcess {
  const program = join(import.meta.dirname, 'feed', 'recorder.ts');
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, office.folder, ENGINE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Killed once so many more messages are done; false when it was done before. */
async function killAfter(messages: number): Promise<boolean> {
  const { queue } = office.web.house;
  const end = (await queue.depth('feed')) - messages;
  const child = recorder();
  const ended = once(child, 'exit');
  while (child.exitCode === null && (await queue.depth('feed')) > end) await setTimeout(2);
  child.kill('SIGKILL');
  await ended;
  return child.signalCode === 'SIGKILL';
}

describe('records of a feed under kill -9', () => {
  it('are exactly the distinct cases, and dead letters only those that deserve it', {
    timeout: 3_600_000,
  }, async () => {
    const sending = sentRecords(RECORDS);
    const secret = await addFeed(office.web, 'platform');
    const receipts: string[] = [];
    for (let first = 0; first < RECORDS; first += BATCH)
      receipts.push(await send(secret, sending.records.slice(first, first + BATCH)));
    lap('taken in');
    const waiting = await office.web.house.queue.depth('feed');
    // what waits already is not queued a second time; a cloud's queue takes it, and the recorder finds it done
    if (ENGINE === 'sqlite') expect(waiting).toBeLessThan(RECORDS);
    let killed = 0;
    for (let kill = 0; kill < KILLS; kill += 1)
      if (await killAfter(Math.floor(waiting / (KILLS + 2)) + (kill % 7))) killed += 1;
    lap(`${killed} kills`);
    expect(killed).toBe(KILLS);
    const last = recorder();
    await once(last, 'exit');
    expect(last.exitCode).toBe(0);
    lap('recorded');
    await expectExactly(sending);
    lap('projected, counted and compared with a rebuild');
    await expectAllDone(secret, receipts, sending.wrong);
    lap('progress of every receipt');
  });
});

async function expectExactly(sending: ReturnType<typeof sentRecords>): Promise<void> {
  const { house } = office.web;
  await house.catchUp();
  const figures = await house.views.figures({ office: 'default', year: 2026 });
  const [from, to] = ['2026-01-01', '2026-12-31'] as never[];
  const count = (cell: string): number => figures.weightOfDays(cell, from as never, to as never);
  expect(count('events.received')).toBe(sending.cases);
  expect(count('events.closed')).toBe(sending.closed);
  expect(count('events.satisfied')).toBe(sending.closed);
  const letters = (await house.deadLetters.list({ limit: 1000 })).items;
  const numbers = letters.map(({ body }) => (JSON.parse(body) as { record: Sent }).record.number);
  expect(numbers.sort()).toEqual(sending.wrong.map(({ number }) => number).sort());
  expect((await auditViews(house)).drifts).toEqual([]);
}

async function expectAllDone(
  secret: string,
  receipts: readonly string[],
  wrong: readonly Sent[],
): Promise<void> {
  const headers = {
    host: 'localhost',
    ...signatureHeaders({ secret, timestamp: office.web.house.clock.now(), body: '' }),
  };
  const failed = new Set<string>();
  for (const href of receipts) {
    const response = await office.app.request(href, { headers });
    const progress = (await response.json()) as { pending: number; failed: { number: string }[] };
    expect(progress.pending).toBe(0);
    for (const { number } of progress.failed) failed.add(number);
  }
  expect(failed.size).toBe(wrong.length);
}
