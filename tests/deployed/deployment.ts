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
import { type Account, accountOf, type Made } from './account.ts';
import { type Leading, queueArn } from './asked-of-aws.ts';
import { type Cron, lastBetween } from './calls-by-clock.ts';
import { type Door, startDoor } from './door.ts';
import { type Front, forward, startFront } from './front.ts';
import { ADMINISTRATOR, type Rights, rightsBy } from './iam.ts';
import { type Lambda, type LogLine, lambdaOf, type Outcome } from './lambda.ts';
import { queueSource, type Source, streamSource, type Wire } from './sources.ts';
import { type Mail, standIns } from './stand-ins.ts';
import { type Synthesised, synthesise, unpacked } from './synthesised.ts';

export type Deployment = {
  readonly folder: string;
  readonly account: Account;
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
  /** Past everything, into the queue of this name. */
  send(queue: string, body: string): Promise<void>;
  /** The table engine itself. */
  readonly dynamo: Wire;
  /** As GuardDuty would: whatever waits in the bucket that is scanned is tagged. */
  scan(word: string): Promise<void>;
  /** How much lies in the queue whose name contains this. */
  waiting(queue: string): Promise<number>;
  /** Until no notice and no message waits any more. */
  settle(): Promise<void>;
  /** Holds back what is delivered by stream and queues until it is called again. */
  hold(): () => void;
  /** A command of the administrator, with the environment that docs/deployment.md makes of the outputs. */
  command(...argv: string[]): Promise<Ended>;
  /** The same, in a shell, word by word as a document says it. */
  shell(words: string): Promise<Ended>;
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};
export type Ended = { readonly exit: number; readonly stdout: string; readonly stderr: string };
export type Wanted = {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** When the office's year begins. */
  readonly begin?: string;
  readonly atOnce?: number;
  /** What is planted: the templates as they would be with a fault. */
  readonly planted?: (synthesised: Synthesised) => Synthesised;
  /** Done to the folder of an unpacked bundle, by the id of its function. */
  readonly tampered?: (id: string, folder: string) => void;
};

const HASTE = 20;
const ROOT = join(import.meta.dirname, '..', '..');

export async function deploy(wanted: Wanted = {}): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-account-'));
  const synthesised = await synthesise(folder);
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
  let leading: Leading = new Map();
  let invoked = (name: string, _event: unknown): Promise<Outcome> => Promise.reject(new Error(name));
  let rights: Rights = rightsBy({ roles: new Map(), guarded: new Map() });
  let aheadMs = wanted.begin === undefined ? 0 : Date.parse(wanted.begin) - Date.now();
  const front = await startFront({
    now: () => Date.now() + aheadMs,
    ...{ dynamodb: tables.endpoint, desk: desk.endpoint, standIns: stands, haste: HASTE },
    leading: () => leading,
    invoke: (name, event) => invoked(name, event),
    rights: {
      refusal: (...asked) => rights.refusal(...asked),
      may: (...asked) => rights.may(...asked),
      unused: () => rights.unused(),
      without: (...given) => rights.without(...given),
    },
  });
  const account = accountOf(synthesised, {
    ...{ parameters: wanted.parameters ?? {}, secrets: wanted.secrets ?? {}, endpoint: front.endpoint },
    streamLabel: (table) => labels.get(table)?.label ?? 'none',
  });
  rights = rightsBy(account);
  leading = leadingOf(account);
  const leases = await furnishDesk({ sqs, desk: desk.endpoint }, account);
  const lines: LogLine[] = [];
  const problems: string[] = [];
  const groups = new Map<string, string>();
  const said = (line: LogLine): void => void lines.push(line);
  const functions = new Map(
    account.of('AWS::Lambda::Function').map((made) => {
      const { S3Key } = made.Properties.Code as { S3Key: string };
      const layers = ((made.Properties.Layers ?? []) as readonly string[]).map((id) => layerOf(account, id));
      const bundle = unpacked(
        synthesised.folderOf(S3Key),
        layers.map((key) => synthesised.folderOf(key)),
        join(folder, 'environments', made.id),
      );
      wanted.tampered?.(made.id, bundle);
      const one = lambdaOf({
        made,
        folder: bundle,
        endpoint: front.endpoint,
        aheadMs: () => aheadMs,
        said,
        atOnce: wanted.atOnce ?? 2,
      });
      groups.set(one.logGroup, one.role);
      return [made.id, one] as const;
    }),
  );
  const lambda = (id: string): Lambda => {
    const one = functions.get(id.replace(/^.*function:/, ''));
    if (one === undefined) throw new Error(`no function is named ${id}`);
    return one;
  };
  const mayLog = (group: string): void => {
    for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents']) {
      const resource = `${logArn(account, group)}log-stream:of-the-suite`;
      const refusal = rights.refusal(groups.get(group) ?? '', { action, resource });
      if (refusal !== null && !problems.includes(refusal)) problems.push(refusal);
    }
  };
  const watched = (one: Lambda): Lambda => ({
    ...one,
    invoke: async (event) => {
      const outcome = await one.invoke(event);
      mayLog(one.logGroup);
      if (!outcome.ok) problems.push(`${one.id}: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
      return outcome;
    },
  });
  invoked = (name, event) => watched(lambda(name)).invoke(event);
  const asRole = (role: string) => (action: string, resource: string) => {
    const refusal = rights.refusal(role, { action, resource, context: { 'aws:SecureTransport': ['true'] } });
    if (refusal !== null) throw new Error(refusal);
  };
  const sources = account.of('AWS::Lambda::EventSourceMapping').map((made): Source => {
    const one = watched(lambda(String(made.Properties.FunctionName)));
    const arn = String(made.Properties.EventSourceArn);
    const common = { made, lambda: one, asRole: asRole(one.role), haste: HASTE };
    const name = arn.slice(arn.lastIndexOf(':') + 1);
    const queue = leases.get(name);
    if (queue !== undefined)
      return queueSource({ ...common, sqs, url: queue.url, leaseSeconds: queue.leaseSeconds });
    const [, table = ''] = /table\/([^/]+)\/stream/.exec(arn) ?? [];
    const giveUp = async (destination: string, message: object): Promise<void> => {
      const { url = '' } = leases.get(destination.slice(destination.lastIndexOf(':') + 1)) ?? {};
      await sqs('SendMessage', { QueueUrl: url, MessageBody: JSON.stringify(message) });
    };
    return streamSource({ ...common, streams, arn: labels.get(table)?.arn ?? '', giveUp });
  });
  const pump = startPump(sources, front, problems);
  const door = await startDoor(
    account,
    (id) => watched(lambda(id)),
    () => aheadMs,
  );
  const call = async ({ id, Properties }: Made): Promise<Outcome> => {
    const target = Properties.Target as { Arn: string; RoleArn: string };
    asRole(target.RoleArn.slice(target.RoleArn.lastIndexOf('/') + 1))('lambda:InvokeFunction', target.Arn);
    const one = watched(lambda(target.Arn));
    // an asynchronous call: the service itself tries twice more
    let outcome = await one.invoke({});
    for (let again = 0; !outcome.ok && again < retriesOf(account, one.id); again += 1)
      outcome = await one.invoke({});
    if (!outcome.ok) problems.push(`${id} failed`);
    return outcome;
  };
  const schedules = account.of('AWS::Scheduler::Schedule');
  const named = (name: string): Made => {
    const one = schedules.find(({ id }) => id.includes(name));
    if (one === undefined) throw new Error(`no schedule is named ${name}`);
    return one;
  };
  const send = async (queue: string, body: string): Promise<void> => {
    await sqs('SendMessage', { QueueUrl: leases.get(queue)?.url, MessageBody: body });
    front.wake('queue');
  };
  const env = environmentOf(account, front);
  const preload = join(import.meta.dirname, 'clock-ahead.mjs');
  const commanding = () => ({
    ...withoutHouse(),
    ...env,
    NODE_OPTIONS: `--import ${preload}`,
    SUITE_AHEAD_MS: String(aheadMs),
  });
  return {
    ...{
      folder,
      account,
      rights,
      front,
      mails: stands.mails,
      lines,
      problems,
      door,
      dynamodb: tables.endpoint,
      lambda,
      env,
    },
    settle: pump.settle,
    hold: pump.hold,
    now: () => Date.now() + aheadMs,
    travel: async (to) => {
      const [from, until] = [Date.now() + aheadMs, Date.parse(to)];
      const due = schedules
        .map((one) => ({ one, at: lastBetween(one.Properties as Cron, from, until) }))
        .filter(({ at }) => at !== null)
        .sort((one, other) => Number(one.at) - Number(other.at));
      for (const { one, at } of due) {
        aheadMs = Number(at) - Date.now();
        await call(one);
        await pump.settle();
      }
      aheadMs = until - Date.now();
    },
    clock: (name) => call(named(name)),
    missed: async (name) => {
      const { Properties } = named(name);
      const { RoleArn, DeadLetterConfig, Arn } = Properties.Target as {
        RoleArn: string;
        Arn: string;
        DeadLetterConfig: { Arn: string };
      };
      asRole(RoleArn.slice(RoleArn.lastIndexOf('/') + 1))('sqs:SendMessage', DeadLetterConfig.Arn);
      await send(DeadLetterConfig.Arn.split(':').at(-1) ?? '', JSON.stringify({ target: Arn }));
    },
    send,
    dynamo,
    scan: (word) => tagAll(desk.endpoint, scannedBucket(account), word),
    waiting: async (queue) => {
      const [, { url }] = [...leases].find(([name]) => name.includes(queue)) ?? ['', { url: '' }];
      const { Attributes } = (await sqs('GetQueueAttributes', {
        QueueUrl: url,
        AttributeNames: ['All'],
      })) as { Attributes: Record<string, string> };
      return Number(Attributes.ApproximateNumberOfMessages);
    },
    command: (...argv) => {
      const launch = join(ROOT, 'infra', 'local', 'launch.mjs');
      return ended(process.execPath, [launch, ...argv, '--engine', 'dynamodb'], commanding());
    },
    shell: (words) => ended('sh', ['-ec', words], commanding()),
    stop: async () => {
      await pump.stop();
      await door.stop();
      await Promise.all([...functions.values()].map((one) => one.stop()));
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

async function tagAll(desk: string, bucket: string, word: string): Promise<void> {
  const headers = { authorization: signedFor('s3') };
  const listed = await forward(desk, {
    ...{ method: 'GET', path: `/${bucket}?list-type=2&prefix=scan/`, headers, body: Buffer.alloc(0) },
  });
  const tags = `<Tagging><TagSet><Tag><Key>GuardDutyMalwareScanStatus</Key><Value>${word}</Value></Tag></TagSet></Tagging>`;
  for (const [, key = ''] of listed.body.toString().matchAll(/<Key>([^<]+)<\/Key>/g))
    await forward(desk, {
      ...{ method: 'PUT', path: `/${bucket}/${key}?tagging`, body: Buffer.from(tags) },
      headers: { ...headers, 'content-type': 'application/xml' },
    });
}

const signedFor = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=suite/20260101/cn-north-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

function layerOf(account: Account, id: string): string {
  const layer = account.of('AWS::Lambda::LayerVersion').find((one) => one.id === id);
  if (layer === undefined) throw new Error(`no layer is named ${id}`);
  return (layer.Properties.Content as { S3Key: string }).S3Key;
}

function retriesOf(account: Account, id: string): number {
  const config = account
    .of('AWS::Lambda::EventInvokeConfig')
    .find(({ Properties }) => Properties.FunctionName === id);
  return Number(config?.Properties.MaximumRetryAttempts ?? 2);
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

/** Sources are polled all the time, as the service does; whoever waits is woken by what passes the front. */
function startPump(sources: readonly Source[], front: Front, problems: string[]) {
  let [isStopped, isHeld] = [false, false];
  let wakers: (() => void)[] = [];
  front.wake = () => {
    for (const one of wakers) one();
    wakers = [];
  };
  let turn = 0;
  const busy = new Set<string>();
  const loop = async (source: Source): Promise<void> => {
    while (!isStopped) {
      const had = await (async () => {
        if (isHeld) return false;
        busy.add(source.id);
        try {
          return await source.poll();
        } catch (error) {
          const said = `${source.id}: ${error instanceof Error ? error.message : String(error)}`;
          if (!problems.includes(said) && !isStopped) problems.push(said);
          return false;
        } finally {
          busy.delete(source.id);
        }
      })();
      if (had) turn += 1;
      else await Promise.race([setTimeout(150), new Promise<void>((resolve) => wakers.push(resolve))]);
    }
  };
  const loops = sources.map(loop);
  const isStill = async (): Promise<boolean> => {
    const before = turn;
    for (const source of sources) if (await source.waits()) return false;
    front.wake('queue');
    await setTimeout(60);
    return busy.size === 0 && turn === before;
  };
  return {
    settle: async () => {
      const deadline = Date.now() + 120_000;
      for (let still = 0; still < 2; ) {
        if (Date.now() > deadline)
          throw new Error(
            `what was sent is not carried out in two minutes: ${problems.slice(-3).join('; ')}`,
          );
        still = (await isStill()) ? still + 1 : 0;
      }
    },
    hold: () => {
      isHeld = true;
      return () => {
        isHeld = false;
      };
    },
    stop: async () => {
      isStopped = true;
      front.wake('queue');
      await Promise.race([Promise.all(loops), setTimeout(2000)]);
    },
  };
}

/** Calls of the suite itself, at the emulators. */
export function wire(endpoint: string, service: string, target: string): Wire {
  return async (operation, body) => {
    const answer = await forward(endpoint, {
      method: 'POST',
      path: '/',
      headers: {
        'content-type': `application/x-amz-json-1.0`,
        'x-amz-target': `${target}.${operation}`,
        authorization: signedFor(service),
        'x-amz-date': '20260101T000000Z',
      },
      body: Buffer.from(JSON.stringify(body)),
    });
    if (answer.status >= 300) throw new Error(`${operation}: ${answer.body}`);
    return answer.body.length === 0 ? {} : JSON.parse(answer.body.toString());
  };
}

type Stream = { readonly arn: string; readonly label: string };

async function furnishTables(dynamo: Wire, { stores }: Synthesised): Promise<ReadonlyMap<string, Stream>> {
  const streams = new Map<string, Stream>();
  const made = Object.entries(stores.Resources).map(async ([TableName, { Type, Properties }]) => {
    if (Type !== 'AWS::DynamoDB::Table') return;
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } = Properties;
    const { TableDescription } = (await dynamo('CreateTable', {
      ...{ TableName, AttributeDefinitions, KeySchema, BillingMode: 'PAY_PER_REQUEST' },
      ...(GlobalSecondaryIndexes !== undefined && { GlobalSecondaryIndexes }),
      ...(StreamSpecification !== undefined && {
        StreamSpecification: { ...(StreamSpecification as object), StreamEnabled: true },
      }),
    })) as { TableDescription: { LatestStreamArn?: string; LatestStreamLabel?: string } };
    const { LatestStreamArn: arn, LatestStreamLabel: label } = TableDescription;
    if (arn !== undefined && label !== undefined) streams.set(TableName, { arn, label });
  });
  await Promise.all(made);
  return streams;
}

type Lease = { readonly url: string; readonly leaseSeconds: number };

async function furnishDesk(
  { sqs, desk }: { readonly sqs: Wire; readonly desk: string },
  account: Account,
): Promise<ReadonlyMap<string, Lease>> {
  const leases = new Map<string, Lease>();
  const queues = account.of('AWS::SQS::Queue');
  const isEnd = ({ Properties }: Made): boolean => Properties.RedrivePolicy === undefined;
  for (const { id, Properties } of [...queues.filter(isEnd), ...queues.filter((one) => !isEnd(one))]) {
    const { VisibilityTimeout = 30, RedrivePolicy } = Properties as {
      VisibilityTimeout?: number;
      RedrivePolicy?: { deadLetterTargetArn: string };
    };
    const redrive = RedrivePolicy && {
      ...RedrivePolicy,
      deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${RedrivePolicy.deadLetterTargetArn.split(':').at(-1)}`,
    };
    const { QueueUrl } = await sqs('CreateQueue', {
      QueueName: id,
      Attributes: {
        VisibilityTimeout: String(VisibilityTimeout),
        ...(redrive && { RedrivePolicy: JSON.stringify(redrive) }),
      },
    });
    leases.set(id, { url: String(QueueUrl), leaseSeconds: VisibilityTimeout });
  }
  for (const { id } of account.of('AWS::S3::Bucket')) {
    const authorization = signedFor('s3');
    await forward(desk, { method: 'PUT', path: `/${id}`, headers: { authorization }, body: Buffer.alloc(0) });
  }
  return leases;
}

type KeySchema = readonly { readonly AttributeName: string; readonly KeyType: string }[];

function leadingOf(account: Account): Leading {
  const first = (keys: KeySchema): string =>
    keys.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  return new Map(
    account.of('AWS::DynamoDB::Table').map(({ id, Properties }) => {
      const indexes = (Properties.GlobalSecondaryIndexes ?? []) as readonly {
        IndexName: string;
        KeySchema: KeySchema;
      }[];
      return [
        id,
        {
          table: first(Properties.KeySchema as KeySchema),
          indexes: new Map(indexes.map((one) => [one.IndexName, first(one.KeySchema)])),
        },
      ];
    }),
  );
}

function logArn(account: Account, group: string): string {
  const found = account.of('AWS::Logs::LogGroup').find(({ id }) => id === group);
  return `arn:aws-cn:logs:cn-north-1:111122223333:log-group:${found?.id ?? group}:`;
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

export { queueArn };
