/** The one way this program speaks to DynamoDB, deployed or emulated: what hangs is given up, and every call has an end. */

import { randomUUID } from 'node:crypto';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { S3ServiceException } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { pauseBefore, retried, timeLeft } from '#shared/store/deadline.ts';
import { isLostRace } from '#shared/store/dynamodb/refused.ts';
import { faultOf } from '#shared/store/faults.ts';

/** A request that hangs is given up and made again. */
export const PATIENCE = { requestTimeout: 10_000, connectionTimeout: 3_000, throwOnRequestTimeout: true };
/** All tries of one call together: below the shortest time a function runs. */
const DEADLINE_MS = 25_000;

/** Without a request that has its own deadline: how long a call that the store refuses is made again. */
const TRIED_MS = 3_000;
/** What a call may take that begins when the deadline of its request has passed. */
const LEAST_MS = 5_000;

/** The SDK's own pauses grow from a second where a service throttles: three of them outlast whoever waits for a page. */
export function triesOf(tries: number): ConfiguredRetryStrategy {
  return new ConfiguredRetryStrategy(tries, (attempt) => pauseBefore(attempt - 1));
}

type Patience = { readonly requestTimeout?: number; readonly deadline?: number };

export function dynamoClient(
  { maxAttempts, ...config }: DynamoDBClientConfig & { readonly maxAttempts: number },
  { requestTimeout = PATIENCE.requestTimeout, deadline = DEADLINE_MS }: Patience = {},
): DynamoDBDocumentClient {
  const requestHandler = { ...PATIENCE, requestTimeout };
  const retryStrategy = triesOf(maxAttempts);
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...config, requestHandler, retryStrategy }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  return patient(client, deadline);
}

type Send = (command: unknown, options: object) => Promise<unknown>;

/**
 * What the store refuses for the moment is asked again until the deadline of the request, beyond what the SDK tries by
 * itself: it takes a throttled transaction for final. A call that its deadline ends is not made again; whatever of it
 * arrives late finds its condition gone (ADR 41).
 */
export function patient<Client extends { readonly send: unknown }>(
  client: Client,
  deadline = DEADLINE_MS,
): Client {
  const send = (client.send as Send).bind(client);
  const ending: Send = (command, options = {}) => {
    const left = timeLeft();
    const ends = performance.now() + Math.min(deadline, left ?? deadline);
    const asked = named(command);
    const ask = (): Promise<unknown> => {
      const most = Math.max(ends - performance.now(), Math.min(deadline, LEAST_MS));
      return send(asked, { abortSignal: AbortSignal.timeout(Math.ceil(most)), ...options });
    };
    return retried(ask, { isWorthIt: isForNow, within: Math.min(deadline, left ?? TRIED_MS) });
  };
  return Object.assign(client, { send: ending });
}

/** A lost race is for whoever takes part in it, and what was given up has taken its time. */
function isForNow(error: unknown): boolean {
  if (faultOf(error) !== 'store' || isLostRace(error) || isAboutAnObject(error)) return false;
  return !(error instanceof Error && isOver(error));
}

/** S3's own numbers: nothing stands there, or something does. No later try hears another. */
function isAboutAnObject(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  return status === 404 || status === 412;
}

const isOver = ({ name }: Error): boolean => name === 'AbortError';

/** All tries of a transaction are one to the engine: one whose answer was lost is not carried out twice. */
function named(command: unknown): unknown {
  if (!(command instanceof TransactWriteCommand) || command.input.ClientRequestToken) return command;
  return new TransactWriteCommand({ ...command.input, ClientRequestToken: randomUUID() });
}

/** Emulators take any credentials; a real endpoint on this machine is addressed with those of the environment. */
export const EMULATED = {
  region: 'cn-north-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/** Throttling and lost answers are tried again by the SDK, with growing pauses. */
export function documentClient(endpoint: string): DynamoDBDocumentClient {
  return inPages(dynamoClient({ ...EMULATED, endpoint, maxAttempts: 12 }));
}

/**
 * Version 1.2.1 of the emulator reads whatever is left of a table before it cuts a page of a megabyte off it, so that
 * reading a table through takes the square of its length. It reads no further than it is allowed to give.
 */
const MOST_IN_A_PAGE = 1000;

function inPages(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        if (!/^(Query|Scan)Command$/.test(commandName)) return next(args);
        const { Limit = MOST_IN_A_PAGE } = args.input as { readonly Limit?: number };
        return next({ ...args, input: { ...args.input, Limit: Math.min(Limit, MOST_IN_A_PAGE) } });
      },
    { step: 'initialize', name: 'emulatorsPages' },
  );
  return client;
}
