/** One small look at each part of the house that a function is told of, by rights that it has anyway. */
import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Part, Probe, Readiness } from '#shared/store/house.ts';
import type { KeyWrapper } from '#shared/store/key-wrapper.ts';
import type { Queue } from '#shared/store/queue.ts';
import type { Places } from './places.ts';

type Parts = {
  readonly dynamodb: DynamoDBDocumentClient;
  readonly s3: S3Client;
  readonly queue: Queue;
  readonly wrapper: KeyWrapper;
  readonly places: Places;
  /** How many milliseconds ago the oldest row was written that is not folded; null where there is none. */
  readonly unfolded: () => Promise<number | null>;
};

/** Nothing stands there, and nothing ever will. */
const NOWHERE = { pk: 'ready', sk: 'ready' };
const TABLES = ['ledger', 'keys', 'views', 'deadLetters', 'accounts', 'audit', 'order'] as const;
const KEYS: Readonly<Partial<Record<(typeof TABLES)[number], Readonly<Record<string, string>>>>> = {
  keys: { pk: 'ready' },
  deadLetters: { id: 'ready' },
};
/** Folding has a minute; what has waited for a quarter of an hour it does not keep up with. */
const TAIL_BEHIND_MS = 15 * 60_000;

export function readinessInCloud({ dynamodb, s3, queue, wrapper, places, unfolded }: Parts): Readiness {
  const table = (part: (typeof TABLES)[number]): Probe => ({
    part,
    look: () => dynamodb.send(new GetCommand({ TableName: places[part], Key: KEYS[part] ?? NOWHERE })),
  });
  const probe = (part: Part, look: () => Promise<unknown>): Probe => ({ part, look });
  return {
    probes: [
      ...TABLES.filter((part) => places[part] !== '').map(table),
      // what a case is sealed with: made, and thrown away
      probe('masterKey', () => wrapper.newKey('ready')),
      probe('documents', () => s3.send(new HeadBucketCommand({ Bucket: places.documents }))),
      probe('queue', () => queue.depth('feed')),
    ],
    warning: async () => (((await unfolded()) ?? 0) > TAIL_BEHIND_MS ? 'figuresBehind' : null),
  };
}
