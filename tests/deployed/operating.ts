/** The stack of functions at work on the stores: each from its bundle, the sources polled, the door open, the clock heeded. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, Made } from './account.ts';
import type { Leading } from './asked-of-aws.ts';
import { type Cron, lastBetween } from './calls-by-clock.ts';
import { type Door, startDoor } from './door.ts';
import type { Front } from './front.ts';
import { type Rights, rightsBy } from './iam.ts';
import { type Lambda, type LogLine, lambdaOf, type Outcome } from './lambda.ts';
import { type Pump, startPump } from './pump.ts';
import type { Restoring } from './restoring.ts';
import { queueSource, type Source, streamSource, type Wire } from './sources.ts';
import { type Lease, leadingOf, type Stream } from './stores.ts';
import { type Synthesised, unpacked } from './synthesised.ts';

/** What stays while functions are deployed anew. */
export type Yard = {
  readonly folder: string;
  readonly front: Front;
  readonly sqs: Wire;
  readonly streams: Wire;
  /** By the table. */
  readonly labels: Map<string, Stream>;
  readonly leases: ReadonlyMap<string, Lease>;
  readonly restoring: Restoring;
  readonly lines: LogLine[];
  readonly problems: string[];
  readonly clock: { aheadMs: number };
  /** Variables besides those of the template. */
  readonly more: () => Readonly<Record<string, string>>;
  readonly haste: number;
  readonly atOnce: number;
  readonly tampered: (id: string, folder: string) => void;
};
export type Operating = {
  readonly account: Account;
  readonly rights: Rights;
  readonly leading: Leading;
  readonly pump: Pump;
  readonly door: Door;
  /** Throws where there is none. */
  lambda(id: string): Lambda;
  /** Every environment ends; what is called next begins in a new one. */
  anew(): Promise<void>;
  invoke(name: string, event: unknown): Promise<Outcome>;
  /** Of which the id contains this. */
  schedule(name: string): Made;
  call(schedule: Made): Promise<Outcome>;
  /** Schedules that were due after the one instant and not after the other, by when. */
  due(from: number, until: number): readonly { readonly schedule: Made; readonly at: number }[];
  asRole(role: string): (action: string, resource: string) => void;
  stop(): Promise<void>;
};

export async function operate(yard: Yard, account: Account, { folderOf }: Synthesised): Promise<Operating> {
  const { problems, front, clock } = yard;
  const { restoring } = yard;
  const rights = rightsBy({ roles: account.roles, guarded: restoring.guarded(account.guarded) });
  const home = mkdtempSync(join(yard.folder, 'environments-'));
  const functions = new Map(
    account.of('AWS::Lambda::Function').map((made) => {
      const { S3Key } = made.Properties.Code as { S3Key: string };
      const layers = ((made.Properties.Layers ?? []) as readonly string[]).map((id) => layerOf(account, id));
      const folder = unpacked(folderOf(S3Key), layers.map(folderOf), join(home, made.id));
      yard.tampered(made.id, folder);
      const { more, atOnce } = yard;
      const options = { made, folder, endpoint: front.endpoint, more, atOnce, aheadMs: () => clock.aheadMs };
      return [made.id, lambdaOf({ ...options, said: (line) => void yard.lines.push(line) })] as const;
    }),
  );
  const lambda = (id: string): Lambda => {
    const one = functions.get(id.replace(/^.*function:/, ''));
    if (one === undefined) throw new Error(`no function is named ${id}`);
    return one;
  };
  const watched = (one: Lambda): Lambda => ({
    ...one,
    invoke: async (event) => {
      const outcome = await one.invoke(event);
      mayLog(one);
      if (!outcome.ok) problems.push(`${one.id}: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
      return outcome;
    },
  });
  const mayLog = ({ logGroup, role }: Lambda): void => {
    for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents']) {
      const resource = `${logArn(account, logGroup)}log-stream:of-the-suite`;
      const refusal = rights.refusal(role, { action, resource });
      if (refusal !== null && !problems.includes(refusal)) problems.push(refusal);
    }
  };
  const asRole: Operating['asRole'] = (role) => (action, resource) => {
    const refusal = rights.refusal(role, { action, resource, context: { 'aws:SecureTransport': ['true'] } });
    if (refusal !== null) throw new Error(refusal);
  };
  const schedules = account.of('AWS::Scheduler::Schedule');
  const pump = startPump(
    sourcesOf(yard, account, { asRole, lambda: (id) => watched(lambda(id)) }),
    front,
    problems,
  );
  const door = await startDoor(
    account,
    (id) => watched(lambda(id)),
    () => clock.aheadMs,
  );
  return {
    ...{ account, rights, pump, door, lambda, asRole },
    leading: restoring.leading(leadingOf(account)),
    invoke: (name, event) => watched(lambda(name)).invoke(event),
    anew: async () => void (await Promise.all([...functions.values()].map((one) => one.stop()))),
    schedule: (name) => {
      const one = schedules.find(({ id }) => id.includes(name));
      if (one === undefined) throw new Error(`no schedule is named ${name}`);
      return one;
    },
    call: async ({ Properties }) => {
      const target = Properties.Target as { Arn: string; RoleArn: string; Input?: string };
      asRole(nameIn(target.RoleArn))('lambda:InvokeFunction', target.Arn);
      const one = watched(lambda(target.Arn));
      const event: unknown = JSON.parse(target.Input ?? '{}');
      // an asynchronous call: the service itself tries twice more
      let outcome = await one.invoke(event);
      for (let again = 0; !outcome.ok && again < retriesOf(account, one.id); again += 1)
        outcome = await one.invoke(event);
      if (!outcome.ok) problems.push(`${one.id} failed`);
      return outcome;
    },
    due: (from, until) =>
      schedules
        .flatMap((schedule) => {
          const at = lastBetween(schedule.Properties as Cron, from, until);
          return at === null ? [] : [{ schedule, at }];
        })
        .sort((one, other) => one.at - other.at),
    stop: async () => {
      await pump.stop();
      await door.stop();
      await Promise.all([...functions.values()].map((one) => one.stop()));
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export const nameIn = (arn: string): string =>
  arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);

type Working = Pick<Operating, 'asRole' | 'lambda'>;

function sourcesOf(yard: Yard, account: Account, { asRole, lambda }: Working): readonly Source[] {
  const { labels, leases, sqs, streams, haste } = yard;
  return account.of('AWS::Lambda::EventSourceMapping').map((made): Source => {
    const one = lambda(String(made.Properties.FunctionName));
    const arn = String(made.Properties.EventSourceArn);
    const common = { made, lambda: one, asRole: asRole(one.role), haste };
    const queue = leases.get(nameIn(arn));
    if (queue !== undefined)
      return queueSource({ ...common, sqs, url: queue.url, leaseSeconds: queue.leaseSeconds });
    const [, table = ''] = /table\/([^/]+)\/stream/.exec(arn) ?? [];
    const giveUp = async (destination: string, message: object): Promise<void> => {
      const { url = '' } = leases.get(nameIn(destination)) ?? {};
      await sqs('SendMessage', { QueueUrl: url, MessageBody: JSON.stringify(message) });
    };
    return streamSource({ ...common, streams, arn: labels.get(table)?.arn ?? '', giveUp });
  });
}

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

function logArn(account: Account, group: string): string {
  const found = account.of('AWS::Logs::LogGroup').find(({ id }) => id === group);
  return `arn:aws-cn:logs:cn-north-1:111122223333:log-group:${found?.id ?? group}:`;
}
