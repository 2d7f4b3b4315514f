/** The composition that is deployed, its clients pointed at emulators by the environment: nothing of it is replaced. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type CloudHouse, deployedHouse } from '#shared/house/deployed-house.ts';
import { documentClient, EMULATED } from '#shared/house/dynamodb-client.ts';
import { startEmulators } from '#shared/house/emulators.ts';
import { fromStream } from '#shared/house/from-stream.ts';
import { VARIABLES } from '#shared/house/places.ts';
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { addOffice } from '#shared/ledger/office-tree.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { openNotary } from '#shared/notary/open-notary.ts';
import { type FakeKms, startFakeKms } from '../contract/store/fake-kms.ts';
import { CLERK, noticeOf } from './cloud-office.ts';
import { type DeskProxy, startDeskProxy } from './desk-proxy.ts';
import { type StoreProxy, startStoreProxy } from './store-proxy.ts';

export type Row = Record<string, string | number>;
export type DeployedOffice = {
  /** Another process of the same deployment: what one has written is not known to the next but by the feed. */
  open(): CloudHouse;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Past the deployment, at the tables themselves. */
  readonly client: DynamoDBDocumentClient;
  readonly viewsTable: string;
  /** The address of the tables themselves. */
  readonly emulated: string;
  /** Between every house and the tables. */
  readonly proxy: StoreProxy;
  /** Between every house and its queue and bucket. */
  readonly desk: DeskProxy;
  readonly kms: FakeKms;
  stop(): Promise<void>;
};

/** With an office `o`. Nothing follows the change feed: notices are the test's to deliver. */
export async function openDeployedOffice(): Promise<DeployedOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-deployed-'));
  const [{ addresses, stop }, kms] = await Promise.all([startEmulators(folder), startFakeKms()]);
  const { places } = addresses;
  const [proxy, desk] = await Promise.all([
    startStoreProxy(addresses.dynamodb),
    startDeskProxy(addresses.desk),
  ]);
  // in an account the address of a queue is where it is asked; the emulator's has a name that leads nowhere
  const queues = Object.entries(places.queues).map(([topic, url]) => {
    const { pathname } = new URL(url);
    return [`${topic.toUpperCase()}_QUEUE`, new URL(pathname, desk.endpoint).href];
  });
  const env: Record<string, string> = {
    ...{ AWS_REGION: EMULATED.region, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    ...{ AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint, AWS_ENDPOINT_URL_SQS: desk.endpoint },
    ...{ AWS_ENDPOINT_URL_S3: desk.endpoint, AWS_ENDPOINT_URL_KMS: kms.endpoint },
    ...Object.fromEntries(queues),
    [VARIABLES.LedgerTable]: places.ledger,
    [VARIABLES.KeysTable]: places.keys,
    [VARIABLES.ViewsTable]: places.views,
    [VARIABLES.DeadLettersTable]: places.deadLetters,
    [VARIABLES.AccountsTable]: places.accounts,
    [VARIABLES.AuditTable]: places.audit,
    [VARIABLES.OrderTable]: places.order,
    [VARIABLES.JobsTable]: places.jobs,
    [VARIABLES.DocumentsBucket]: places.documents,
    [VARIABLES.MasterKeyArn]: 'arn:aws-cn:kms:cn-north-1:111122223333:key/test',
    // the hourly function's alone: a command is only told of them
    [VARIABLES.SigningKeyArn]: 'arn:aws-cn:kms:cn-north-1:111122223333:key/signing',
    [VARIABLES.AnchorBucket]: 'anchors',
  };
  Object.assign(process.env, env);
  const opened: CloudHouse[] = [];
  const open = (): CloudHouse => {
    const house = deployedHouse({ opens: openNotary });
    opened.push(house);
    return house;
  };
  await addOffice(open(), { id: 'o', name: '甲局', parent: null, actor: CLERK });
  const client = documentClient(addresses.dynamodb);
  return {
    ...{ open, env, folder, client, viewsTable: places.views, proxy, desk, kms },
    emulated: addresses.dynamodb,
    stop: async () => {
      for (const house of opened) house.close();
      client.destroy();
      await Promise.all([proxy.stop(), desk.stop()]);
      await kms.stop();
      await stop();
      for (const name of Object.keys(env)) delete process.env[name];
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The commits that came of it. */
export async function recordRows(
  { log }: CloudHouse,
  kind: CaseKind,
  rows: readonly Row[],
): Promise<readonly Commit[]> {
  const room = KINDS.get(kind);
  if (room === undefined) throw new Error(kind);
  const jobs = rows.map((row) =>
    rowJob(room, { office: 'o', number: String(row.number), actor: CLERK }, row),
  );
  const commits: Commit[] = [];
  for (const [index, outcome] of (await log.write(jobs)).entries()) {
    if (!outcome.ok || outcome.value.outcome !== 'recorded') throw new Error(JSON.stringify(outcome));
    const number = String(rows[index]?.number);
    const stream = (await log.streamOf('o', kind, number)) ?? '';
    const last = (await log.history({ office: 'o', kind, stream })).at(-1);
    if (last !== undefined) commits.push(last);
  }
  return commits;
}

/** Through the function that is behind the stream. What it reports as failed is given back. */
export async function deliver(house: CloudHouse, commits: readonly Commit[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (let at = 0; at < commits.length; at += 100) {
    const Records = commits.slice(at, at + 100).map(noticeOf);
    const { batchItemFailures } = await fromStream(house)({ Records });
    failed.push(...batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  }
  return failed;
}

export const hotlineRow = (number: string, month: number, more: Row = {}): Row => ({
  number,
  receivedAt: `2026-${String(month).padStart(2, '0')}-05T08:00:00.000+08:00`,
  ...more,
});
export const applicationRow = (number: string, month: number, more: Row = {}): Row => ({
  number,
  receivedOn: `2026-${String(month).padStart(2, '0')}-05`,
  applicantType: 'naturalPerson',
  subject: '规划图',
  ...more,
});
