/**
 * The house as its templates describe it, running: stores on emulators, functions from their bundles, the door, the event
 * sources and the calls by the clock. Nothing of the product is replaced; what stands in for the provider is named in
 * docs/cloud.md, "What is judged".
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { startFauxqsIn } from '#shared/house/start-fauxqs.ts';
import { type Account, accountOf } from './account.ts';
import type { Door } from './door.ts';
import { removeExpired } from './expired.ts';
import { type Front, forward, startFront } from './front.ts';
import { ADMINISTRATOR, type Rights } from './iam.ts';
import type { Lambda, LogLine, Outcome } from './lambda.ts';
import { nameIn, type Operating, operate, type Yard } from './operating.ts';
import { type Restoring, restoringOf } from './restoring.ts';
import type { Wire } from './sources.ts';
import { type Mail, standIns } from './stand-ins.ts';
import { furnishDesk, furnishTables, signedFor, wire } from './stores.ts';
import { type Synthesised, synthesise } from './synthesised.ts';

export type Deployment = {
  readonly folder: string;
  readonly account: Account;
  /** Of the functions as they were deployed first. */
  readonly rights: Rights;
  readonly front: Front;
  readonly mails: readonly Mail[];
  readonly lines: readonly LogLine[];
  /** Calls of functions that ended in an error, and sources that could not be polled. */
  readonly problems: string[];
  readonly door: Door;
  readonly dynamodb: string;
  now(): number;
  /** The clock of every function and command is set to this instant, and each call by the clock that lies between is made once. */
  travel(to: string): Promise<void>;
  /** A call by the clock, now: the schedule whose id contains this. */
  clock(schedule: string): Promise<Outcome>;
  /** It cannot be delivered: the scheduler lays it where the template says. */
  missed(schedule: string): Promise<void>;
  lambda(id: string): Lambda;
  /** Every function begins anew, with these variables besides those of the template and those told before. */
  tell(variables: Readonly<Record<string, string>>): Promise<void>;
  /** Past everything, into the queue of this name. */
  send(queue: string, body: string): Promise<void>;
  /** The table engine itself. */
  readonly dynamo: Wire;
  /** As GuardDuty would: whatever waits in the bucket that is scanned is tagged; null: its day is over, and it is gone. */
  scan(word: string | null): Promise<void>;
  /** Until a message lies in the queue of this name. */
  arrival(queue: string): Promise<void>;
  /** Whatever lies in the queue of this name is lost. */
  lose(queue: string): Promise<void>;
  /** How much lies in the queue whose name contains this. */
  waiting(queue: string): Promise<number>;
  /** Until no notice and no message waits any more. */
  settle(): Promise<void>;
  /** Holds back what is delivered by the sources whose id contains this, until it is called again. */
  hold(part?: string): () => void;
  /** A command of the administrator, with the environment that docs/deployment.md makes of the outputs. */
  command(...argv: string[]): Promise<Ended>;
  /** The same, in a shell, word by word as a document says it. */
  shell(words: string): Promise<Ended>;
  /** Variables of the administrator's shell. */
  readonly env: Record<string, string>;
  readonly restoring: Restoring;
  /** The stack of functions is deployed anew with this context (`-c`), on the stores as they are. */
  redeploy(context: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
};
export type Ended = { readonly exit: number; readonly stdout: string; readonly stderr: string };
export type Wanted = {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** When the office's year begins. */
  readonly begin?: string;
  readonly atOnce?: number;
  /** As it was for another deployment. */
  readonly synthesised?: Synthesised;
  /** What is planted: the templates as they would be with a fault. */
  readonly planted?: (synthesised: Synthesised) => Synthesised;
  /** Done to the folder of an unpacked bundle, by the id of its function. */
  readonly tampered?: (id: string, folder: string) => void;
};

const HASTE = 20;
const ROOT = join(import.meta.dirname, '..', '..');

export async function deploy(wanted: Wanted = {}): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-account-'));
  const synthesised = wanted.synthesised ?? (await synthesise(folder));
  const planted = wanted.planted?.(synthesised) ?? synthesised;
  const [tables, desk] = await Promise.all([startDynoxide(join(folder, 'tables.db')), startFauxqsIn()]);
  return running({ folder, synthesised: planted, tables, desk, wanted });
}

type Ground = {
  readonly folder: string;
  readonly synthesised: Synthesised;
  readonly tables: Emulator;
  readonly desk: Emulator;
  readonly wanted: Wanted;
};

async function running({ folder, synthesised, tables, desk, wanted }: Ground): Promise<Deployment> {
  const [dynamo, streams, sqs] = [
    wire(tables.endpoint, 'dynamodb', 'DynamoDB_20120810'),
    wire(tables.endpoint, 'dynamodb', 'DynamoDBStreams_20120810'),
    wire(desk.endpoint, 'sqs', 'AmazonSQS'),
  ];
  const labels = await furnishTables(dynamo, synthesised);
  const stands = standIns(wanted.secrets ?? {});
  let restoring: Restoring | null = null;
  let now: Operating | null = null;
  const operating = (): Operating => {
    if (now === null) throw new Error('nothing is deployed yet');
    return now;
  };
  const clock = { aheadMs: wanted.begin === undefined ? 0 : Date.parse(wanted.begin) - Date.now() };
  const front = await startFront({
    now: () => Date.now() + clock.aheadMs,
    ...{ dynamodb: tables.endpoint, desk: desk.endpoint, haste: HASTE },
    standIns: { ...stands, answer: (call) => restoring?.answer(call) ?? stands.answer(call) },
    leading: () => operating().leading,
    invoke: (name, event) => operating().invoke(name, event),
    rights: {
      refusal: (...asked) => operating().rights.refusal(...asked),
      may: (...asked) => operating().rights.may(...asked),
      unused: () => operating().rights.unused(),
      without: (...given) => operating().rights.without(...given),
    },
  });
  const accountIn = (templates: Synthesised): Account =>
    accountOf(templates, {
      ...{ parameters: wanted.parameters ?? {}, secrets: wanted.secrets ?? {}, endpoint: front.endpoint },
      streamLabel: (table) => labels.get(table)?.label ?? 'none',
    });
  const account = accountIn(synthesised);
  restoring = restoringOf({ dynamo, account, labels });
  const leases = await furnishDesk({ sqs, desk: desk.endpoint }, account);
  let more: Readonly<Record<string, string>> = {};
  const [lines, problems]: [LogLine[], string[]] = [[], []];
  const yard: Yard = {
    ...{ folder, front, sqs, streams, labels, leases, restoring, lines, problems, clock, haste: HASTE },
    ...{ more: () => more, atOnce: wanted.atOnce ?? 2, tampered: wanted.tampered ?? (() => {}) },
  };
  const first = await operate(yard, account, synthesised);
  now = first;
  const send = async (queue: string, body: string): Promise<void> => {
    await sqs('SendMessage', { QueueUrl: leases.get(queue)?.url, MessageBody: body });
    front.wake('queue');
  };
  const waiting = async (queue: string): Promise<number> => {
    const [, { url }] = [...leases].find(([name]) => name.includes(queue)) ?? ['', { url: '' }];
    const { Attributes } = (await sqs('GetQueueAttributes', {
      ...{ QueueUrl: url, AttributeNames: ['All'] },
    })) as { Attributes: Record<string, string> };
    return Number(Attributes.ApproximateNumberOfMessages);
  };
  const env = environmentOf(account, front);
  const preload = join(import.meta.dirname, 'clock-ahead.mjs');
  const commanding = () => ({
    ...withoutHouse(),
    ...env,
    NODE_OPTIONS: `--import ${preload}`,
    SUITE_AHEAD_MS: String(clock.aheadMs),
  });
  return {
    ...{ folder, rights: first.rights, front, mails: stands.mails, lines, problems, env, restoring },
    ...{ dynamodb: tables.endpoint, dynamo, send, waiting },
    get account() {
      return operating().account;
    },
    get door() {
      return operating().door;
    },
    lambda: (id) => operating().lambda(id),
    tell: (variables) => {
      more = { ...more, ...variables };
      return operating().anew();
    },
    settle: () => operating().pump.settle(),
    hold: (part) => operating().pump.hold(part),
    now: () => Date.now() + clock.aheadMs,
    travel: async (to) => {
      const until = Date.parse(to);
      for (const { schedule, at } of operating().due(Date.now() + clock.aheadMs, until)) {
        clock.aheadMs = at - Date.now();
        await operating().call(schedule);
        await operating().pump.settle();
        await removeExpired(dynamo, account, at);
      }
      clock.aheadMs = until - Date.now();
      await removeExpired(dynamo, account, until);
    },
    clock: (name) => operating().call(operating().schedule(name)),
    missed: async (name) => {
      const { Properties } = operating().schedule(name);
      const { RoleArn, DeadLetterConfig, Arn } = Properties.Target as {
        RoleArn: string;
        Arn: string;
        DeadLetterConfig: { Arn: string };
      };
      operating().asRole(nameIn(RoleArn))('sqs:SendMessage', DeadLetterConfig.Arn);
      await send(nameIn(DeadLetterConfig.Arn), JSON.stringify({ target: Arn }));
    },
    scan: (word) => tagAll(desk.endpoint, scannedBucket(account), word),
    arrival: async (queue) => {
      while ((await waiting(queue)) === 0) await setTimeout(20);
    },
    lose: async (queue) => void (await sqs('PurgeQueue', { QueueUrl: leases.get(queue)?.url })),
    command: (...argv) => {
      const launch = join(ROOT, 'infra', 'local', 'launch.mjs');
      return ended(process.execPath, [launch, ...argv, '--engine', 'dynamodb'], commanding());
    },
    shell: (words) => ended('sh', ['-ec', words], commanding()),
    redeploy: async (context) => {
      const templates = await synthesise(folder, context);
      await operating().stop();
      now = await operate(yard, accountIn(templates), templates);
    },
    stop: async () => {
      await operating().stop();
      await front.stop();
      await desk.stop();
      await tables.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function scannedBucket(account: Account): string {
  const plan = account.of('AWS::GuardDuty::MalwareProtectionPlan')[0]?.Properties.ProtectedResource;
  return (plan as { S3Bucket: { BucketName: string } } | undefined)?.S3Bucket.BucketName ?? '';
}

async function tagAll(desk: string, bucket: string, word: string | null): Promise<void> {
  const headers = { authorization: signedFor('s3') };
  const listed = await forward(desk, {
    ...{ method: 'GET', path: `/${bucket}?list-type=2&prefix=scan/`, headers, body: Buffer.alloc(0) },
  });
  const tags = `<Tagging><TagSet><Tag><Key>GuardDutyMalwareScanStatus</Key><Value>${word}</Value></Tag></TagSet></Tagging>`;
  for (const [, key = ''] of listed.body.toString().matchAll(/<Key>([^<]+)<\/Key>/g))
    await forward(desk, {
      ...(word === null
        ? { method: 'DELETE', path: `/${bucket}/${key}`, body: Buffer.alloc(0) }
        : { method: 'PUT', path: `/${bucket}/${key}?tagging`, body: Buffer.from(tags) }),
      headers: { ...headers, 'content-type': 'application/xml' },
    });
}

/** Not waited for in a way that keeps this process from answering: the front is in it. */
async function ended(
  file: string,
  argv: readonly string[],
  env: Record<string, string | undefined>,
): Promise<Ended> {
  const child = spawn(file, argv, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, exit] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1))),
  ]);
  return { exit, stdout, stderr };
}

/** Names the outputs as the lines of docs/deployment.md do: `LedgerTable` is told as LEDGER_TABLE. */
function environmentOf(account: Account, front: Front): Record<string, string> {
  const named = Object.entries(account.outputs('stores')).map(([output, value]) => [
    output.replaceAll(/[A-Z]/g, '_$&').replace(/^_/, '').toUpperCase(),
    value,
  ]);
  return {
    ...{ AWS_REGION: 'cn-north-1', AWS_ACCESS_KEY_ID: ADMINISTRATOR, AWS_SECRET_ACCESS_KEY: 'of-the-suite' },
    ...{ AWS_ENDPOINT_URL: front.endpoint },
    ...Object.fromEntries(named),
  };
}

const withoutHouse = (): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:VITEST|AWS_|NODE_OPTIONS)/.test(name)),
  );
