/** What the services do on a bad day, each in its own words, and whom it meets. */
import { cancelled } from '../support/cloud-faults.ts';
import { fault as ofDynamo } from '../support/store-proxy.ts';
import { type Call, json } from './asked-of-aws.ts';
import type { Fault } from './front.ts';
import { type Answer, failing } from './stand-ins.ts';

/** `at` counts what it has met already, from 0; null lets the call through. */
export type Trouble = {
  readonly title: string;
  readonly meets: (call: Call) => boolean;
  readonly fault: (call: Call, at: number) => Fault | null;
};

export const answering = ({ status, body }: { status: number; body: unknown }): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify(body)),
});
export const dynamo = (name: string, status = 400): Answer => answering(ofDynamo(name, {}, status));

/** Why a transaction was given up, said of one of its items. */
export const REASONS = [
  ...['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded', 'TransactionConflict'],
  ...['ConditionalCheckFailed', 'None'],
] as const;
/** What no later try can help: the engine will never take the item. */
export const HOPELESS = ['ValidationError', 'ItemCollectionSizeLimitExceeded'] as const;
/** Of the item at `place`, or of the last. */
export const givenUpFor =
  (code: string, place = 0) =>
  (call: Call): Answer => {
    const { TransactItems } = json(call) as { TransactItems: readonly unknown[] };
    return answering(cancelled(code)(TransactItems.length, Math.min(place, TransactItems.length - 1)));
  };

/** Of what a batch asks only the first half is done; the rest is handed back. */
export const halfDone: Fault = {
  passing: (body) => ('Entries' in body ? halfSent(body) : halfOfTables(body)),
};
/** None of it. */
export const noneDone: Fault = {
  instead: (body) =>
    'Entries' in body
      ? { Successful: [], Failed: failuresOf(body.Entries as readonly Entry[]) }
      : { Responses: {}, UnprocessedItems: body.RequestItems, UnprocessedKeys: body.RequestItems },
};

type Body = Readonly<Record<string, unknown>>;
type Entry = { readonly Id: string };
const failuresOf = (entries: readonly Entry[]) =>
  entries.map(({ Id }) => ({ Id, SenderFault: false, Code: 'InternalError', Message: 'unavailable' }));

function halfSent(body: Body) {
  const entries = body.Entries as readonly Entry[];
  const half = Math.ceil(entries.length / 2);
  return {
    body: { ...body, Entries: entries.slice(0, half) },
    answer: (given: Body) => ({ ...given, Failed: failuresOf(entries.slice(half)) }),
  };
}

type Wanted = readonly unknown[] | { readonly Keys: readonly unknown[] };

function halfOfTables(body: Body) {
  const tables = Object.entries(body.RequestItems as Record<string, Wanted>);
  const part = (first: boolean) =>
    Object.fromEntries(tables.map(([name, wanted]) => [name, halfOf(wanted, first)] as const).filter(isSome));
  const left = part(false);
  return {
    body: { ...body, RequestItems: part(true) },
    answer: (given: Body) => ({
      ...given,
      ...('Responses' in given ? { UnprocessedKeys: left } : { UnprocessedItems: left }),
    }),
  };
}
const itemsIn = (wanted: Wanted): readonly unknown[] => ('Keys' in wanted ? wanted.Keys : wanted);
const isSome = ([, wanted]: readonly [string, Wanted]): boolean => itemsIn(wanted).length > 0;
function halfOf(wanted: Wanted, first: boolean): Wanted {
  const items = itemsIn(wanted);
  const half = Math.ceil(items.length / 2);
  const part = first ? items.slice(0, half) : items.slice(half);
  return 'Keys' in wanted ? { ...wanted, Keys: part } : part;
}

/** S3 speaks XML. */
export const SLOW_DOWN: Answer = {
  status: 503,
  headers: { 'content-type': 'application/xml' },
  body: Buffer.from(
    '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
  ),
};
export const THROTTLED = dynamo('ProvisionedThroughputExceededException');
export const throttling = (status = 400): Answer => failing('ThrottlingException', 'Rate exceeded', status);

/** `times` calls meet it; all others pass. */
export const first =
  (times: number, fault: Fault | ((call: Call) => Fault)): Trouble['fault'] =>
  (call, at) =>
    at >= times ? null : typeof fault === 'function' ? fault(call) : fault;

/** As the front is told; `met` counts by title. */
export function troubled(troubles: readonly Trouble[]) {
  const met = new Map(troubles.map(({ title }) => [title, 0]));
  const faults = (call: Call): Fault | null => {
    for (const { title, meets, fault } of troubles) {
      if (!meets(call)) continue;
      const at = met.get(title) ?? 0;
      const meant = fault(call, at);
      if (meant === null) continue;
      met.set(title, at + 1);
      return meant;
    }
    return null;
  };
  return { met, faults };
}
