/** A year whose report no item of DynamoDB holds: signed as a job, sealed, and given back as it was signed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { startEmulators } from '#shared/house/emulators.ts';
import { ensureOffice } from '#shared/house/first-office.ts';
import { SYSTEM_CLOCK } from '#shared/house/open-ledger.ts';
import { carryToEnd } from '#shared/jobs/carry-job.ts';
import { everyJob } from '#shared/jobs/every-job.ts';
import { type Commit, type DomainEvent, eventsNamed } from '#shared/kernel/event.ts';
import { entryOf } from '#shared/notary/ordered-log.ts';
import type { Frozen } from '#shared/reporting/year-events.ts';
import { under } from '#shared/store/dynamodb/rows.ts';
import { brokenChainsOf } from '#shared/store/verify-chains.ts';
import { chosenReport, liveOf } from '#shared/year/chosen-report.ts';
import { fill, formOf } from '../bench/slices-fill.ts';
import { benchHouse, OFFICE, WANG, YEAR } from '../bench/slices-house.ts';
import { readyToSign } from '../support/ready-to-sign.ts';

const LONGEST = 400 * 1024;
/** Cases of the office, each with a topic of its own; two other offices have as many. */
const TOPICS = 700;

const withTopic = (events: Commit['events'], index: number): Commit['events'] =>
  events.map((event) =>
    'topic' in event.data
      ? { ...event, data: { ...event.data, topic: `${index}${'道路积水'.repeat(24)}` } }
      : event,
  );

it('a report of more than 400 KB is signed, sealed and read again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-long-close-'));
  const first = await startEmulators(join(folder, 'cloud'));
  const { places } = first.addresses;
  const before = benchHouse({ folder, addresses: first.addresses });
  await ensureOffice(before.log, SYSTEM_CLOCK);
  await readyToSign(before);
  const form = await formOf(before.log);
  await before.order.note(form.map(entryOf));
  await before.order.take();
  before.close();
  await first.stop();
  const file = join(folder, 'cloud', 'dynamodb.db');
  const tables = { ...places, file };
  fill(tables, { form, commits: TOPICS * 3 * 2, head: form.length, own: withTopic });

  const { addresses, stop } = await startEmulators(join(folder, 'cloud'));
  const house = { ...benchHouse({ folder, addresses }), catchUp: async () => undefined };
  await house.notary.seal();
  const fields = { command: 'CloseYear', year: YEAR, approvedBy: '李局长' };
  const request = { office: OFFICE.id, actor: WANG, key: 'long', fields };
  await house.jobs.ask({ id: 'long', office: OFFICE.id, what: 'command', askedBy: WANG.user, request });
  const job = await carryToEnd(everyJob(house), 'long');
  expect(job && (await house.jobs.kept(job, job.result))).toMatchObject({ ok: true, outcome: 'recorded' });

  const year = await house.log.history({ office: OFFICE.id, kind: 'year', stream: String(YEAR) });
  const [closed] = eventsNamed<DomainEvent<'YearClosed', Frozen>>(year, 'YearClosed');
  expect(Buffer.byteLength(closed?.data.report ?? '')).toBeGreaterThan(LONGEST);
  const client = documentClient(addresses.dynamodb);
  const rows = { TableName: places.ledger, ...under(`${OFFICE.id}#year#${YEAR}`) };
  const { Items = [] } = await client.send(new QueryCommand(rows));
  expect(Items.map(({ body }) => body)).toContainEqual({
    laidAside: expect.stringMatching(/^long\/ledger\//),
    as: 'text',
  });
  expect(await brokenChainsOf(house.log)).toEqual([]);
  expect((await house.notary.check()).checkpoints).toEqual([]);
  const ledger = { log: house.log, live: liveOf(house) };
  const chosen = await chosenReport(ledger, { office: OFFICE, year: YEAR, version: 1 });
  expect(chosen?.json).toBe(closed?.data.report);
  client.destroy();
  house.close();
  await stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);
