/**
 * The house as deployed. Read models follow by the change feed within a second; `catchUp` projects what this process has recorded itself, so that the writer sees it.
 */
import { setTimeout } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import type { StreamKey } from '#shared/kernel/event.ts';
import { type OpensNotary, readingNotary } from '#shared/notary/read-notary.ts';
import { StoreBusy } from '#shared/store/faults.ts';
import type { House } from '#shared/store/house.ts';
import { s3Hatch } from '#shared/store/s3/hatch.ts';
import type { Progress } from '#shared/views/catch-up.ts';
import { viewsOf } from '#shared/views/views-of.ts';
import { type CloudStores, cloudStores } from './cloud-stores.ts';
import { deployedClients, type Given } from './deployed-clients.ts';
import { askingNotary, deployedSealing } from './deployed-notary.ts';
import { historiesOf, notingWrites, projectOwn } from './own-writes.ts';
import { type Environment, HATCH_BUCKET } from './places.ts';
import { PROJECTION } from './projection.ts';
import { readinessInCloud } from './readiness-cloud.ts';

export type CloudHouse = House & CloudStores;

type Options = Given & {
  readonly progress?: Progress;
  /** What of sealing it does itself; it reads what is sealed and asks for more where nothing is said. */
  readonly opens?: OpensNotary;
  /** It has no right to project: what it wrote itself is waited for until the feed has brought it. */
  readonly followsFeed?: boolean;
};

export function deployedHouse({
  progress,
  followsFeed = false,
  opens = readingNotary,
  ...given
}: Options = {}): CloudHouse {
  const { kms, ...deployed } = deployedClients(given);
  const { clients, places, wrapper } = deployed;
  const { dynamodb, s3 } = clients;
  const stores = cloudStores({
    ...deployed,
    sealing: (blobs) => deployedSealing({ kms, s3, ...places }, blobs),
    ...{ opens, projection: PROJECTION, ...(progress && { progress }) },
  });
  const { queue, views } = stores;
  const writes = notingWrites(stores.log);
  const own = { ...stores, log: writes.log };
  const project = projectOwn.bind(null, own, writes);
  const catchUp = followsFeed ? () => brought(own, writes.written()) : project;
  return {
    ...own,
    readiness: readinessInCloud({ dynamodb, s3, wrapper, places, queue, unfolded: views.unfolded }),
    ...(places.signingKey === '' && { notary: askingNotary(stores) }),
    ...hatchIn(given.env ?? process.env, s3),
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
