/**
 * The house as deployed: clients of the region, names from the environment, KMS for the keys. Read models follow by the
 * change feed within a second; `catchUp` projects what this process has recorded itself, so that the writer sees it.
 */
import { setTimeout } from 'node:timers/promises';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { type OpensNotary, readingNotary } from '#shared/notary/read-notary.ts';
import { faultOf, StoreBusy } from '#shared/store/faults.ts';
import type { House } from '#shared/store/house.ts';
import { kmsKeyWrapper } from '#shared/store/kms/key-wrapper.ts';
import type { Clock, EventLog } from '#shared/store/ports.ts';
import { s3Hatch } from '#shared/store/s3/hatch.ts';
import { keyOf } from '#shared/store/views.ts';
import { type Progress, viewsOf } from '#shared/views/catch-up.ts';
import { type Projecting, projectChanges } from '#shared/views/project-changes.ts';
import { type CloudStores, cloudStores } from './cloud-stores.ts';
import { askingNotary, deployedSealing } from './deployed-notary.ts';
import { dynamoClient, PATIENCE, patient, triesOf } from './dynamodb-client.ts';
import { type Environment, HATCH_BUCKET, placesOf } from './places.ts';
import { PROJECTION } from './projection.ts';
import { readinessInCloud } from './readiness-cloud.ts';
import { watched } from './watched-client.ts';

export type CloudHouse = House & CloudStores;

/** The law keeps what was published for good; a lock has to name an end. */
const LOCKED_YEARS = 30;
/** Of one call, by the SDK; what it takes for final is asked again after it. */
const TRIES = 6;
const CLOCK: Clock = { now: () => instantOf(Date.now()) };

type Options = {
  readonly clock?: Clock;
  readonly endpoint?: string;
  readonly progress?: Progress;
  readonly env?: Environment;
  /** What of sealing it does itself; it reads what is sealed and asks for more where nothing is said. */
  readonly opens?: OpensNotary;
  /** It has no right to project: what it wrote itself is waited for until the feed has brought it. */
  readonly followsFeed?: boolean;
};

export function deployedHouse({
  clock = CLOCK,
  endpoint,
  progress,
  env = process.env,
  followsFeed = false,
  opens = readingNotary,
}: Options = {}): CloudHouse {
  const client = () => ({ retryStrategy: triesOf(TRIES), requestHandler: PATIENCE });
  const dynamodb = watched(dynamoClient({ maxAttempts: TRIES, ...(endpoint && { endpoint }) }));
  const { masterKey, signingKey, nextSigningKey, sm2SigningKey, anchors, ...places } = placesOf(env);
  const [kms, s3] = [watched(patient(new KMSClient(client()))), watched(patient(new S3Client(client())))];
  const wrapper = kmsKeyWrapper(kms, masterKey);
  const stores = cloudStores({
    clients: { dynamodb, sqs: watched(patient(new SQSClient(client()))), s3 },
    wrapper,
    sealing: (blobs) =>
      deployedSealing({ kms, s3, signingKey, nextSigningKey, sm2SigningKey, anchors }, blobs),
    ...{ places, clock, opens, projection: PROJECTION, ...(progress && { progress }) },
    lockedUntil: () => new Date(Date.now() + LOCKED_YEARS * 365 * 86_400_000),
  });
  const { queue, views } = stores;
  const writes = notingWrites(stores.log);
  const own = { ...stores, log: writes.log };
  const project = projectOwn.bind(null, own, writes);
  const catchUp = followsFeed ? () => brought(own, writes.written()) : project;
  return {
    ...own,
    readiness: readinessInCloud({ dynamodb, s3, wrapper, places, queue, unfolded: views.unfolded }),
    ...(signingKey === '' && { notary: askingNotary(stores) }),
    ...hatchIn(env, s3),
    ...{ catchUp, showWritten: project, followed: views.followed },
  };
}

function hatchIn(env: Environment, client: S3Client): Pick<House, 'hatch'> {
  const bucket = env[HATCH_BUCKET] ?? '';
  return bucket === '' ? {} : { hatch: s3Hatch({ client, bucket }) };
}

const FEED_WAIT_MS = 20_000;
const FEED_LOOK_MS = 200;

/** Until the read models hold what was written; rejects with StoreBusy where the feed is further behind than that. */
async function brought({ log, views }: Pick<CloudHouse, 'log' | 'views'>, cases: readonly StreamKey[]) {
  const { cases: expected } = await viewsOf(log, await historiesOf(log, cases));
  for (const { summary } of expected) {
    const { office, kind, number, version } = summary;
    for (let waited = 0; ; waited += FEED_LOOK_MS) {
      if (((await views.summary(office, kind, number))?.version ?? 0) >= version) break;
      if (waited >= FEED_WAIT_MS) throw new StoreBusy('what was recorded here has not come by the feed yet');
      await setTimeout(FEED_LOOK_MS);
    }
  }
}

async function projectOwn(
  house: Projecting & Pick<CloudHouse, 'log'>,
  { written, again }: Pick<NotedWrites, 'written' | 'again'>,
): Promise<void> {
  const cases = written();
  const later = await projectAll(house, cases);
  if (later.length === 0) return;
  if (later.every((error) => faultOf(error) === 'store')) again(cases);
  throw new Error(`${later.length} cases wait for the store`, { cause: later[0] });
}

/** Why some of them cannot be projected now. */
async function projectAll(
  house: Projecting & Pick<CloudHouse, 'log'>,
  cases: readonly StreamKey[],
): Promise<readonly unknown[]> {
  try {
    const later = await projectChanges(house, await historiesOf(house.log, cases));
    return later.map(({ error }) => error);
  } catch (error) {
    return [error];
  }
}

type NotedWrites = {
  readonly log: EventLog;
  /** Each is handed out once. */
  written(): readonly StreamKey[];
  /** For the next time: they could not be projected. */
  again(cases: readonly StreamKey[]): void;
};

/** Remembers which cases were written to until it is asked for; what was not recorded in the end changes nothing. */
function notingWrites(log: EventLog): NotedWrites {
  let written = new Map<string, StreamKey>();
  const noting: EventLog['write'] = (jobs) =>
    log.write(
      jobs.map((job) => ({ append, ...reader }) => {
        const noted: typeof append = (draft) => {
          written.set(keyOf(draft.at), draft.at);
          return append(draft);
        };
        return job({ ...reader, append: noted });
      }),
    );
  return {
    log: { ...log, write: noting },
    written: () => {
      const taken = [...written.values()];
      written = new Map();
      return taken;
    },
    again: (cases) => {
      for (const at of cases) written.set(keyOf(at), at);
    },
  };
}

/** Read side by side. */
const AT_ONCE = 16;

async function historiesOf(log: EventLog, cases: readonly StreamKey[]): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    const histories = cases.slice(from, from + AT_ONCE).map((at) => log.history(at));
    commits.push(...(await Promise.all(histories)).flat());
  }
  return commits;
}
