/** What a store does on its worst days, drawn call by call: refusals of every kind, answers that are lost, items given back. */
import type { DeskCall, DeskFault } from './desk-proxy.ts';
import { type Answer, type Call, fault } from './store-proxy.ts';

type Draw = () => number;
type Refusal = Answer | 'lost' | 'hung';

/** Of `items`, the one at `at` is what it was given up for. */
export const cancelled =
  (code: string) =>
  (items: number, at: number): Answer => {
    const Codes = Array.from({ length: items }, (_, index) => ({
      Code: index === at % items ? code : 'None',
    }));
    return fault('TransactionCanceledException', { CancellationReasons: Codes });
  };
const REASONS = [
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'TransactionConflict',
  'RequestLimitExceeded',
].map(cancelled);
const OF_ANY: readonly Refusal[] = [
  fault('ProvisionedThroughputExceededException'),
  fault('ThrottlingException'),
  fault('RequestLimitExceeded'),
  fault('InternalServerError', {}, 500),
  { status: 503, body: { __type: 'ServiceUnavailable', message: 'unavailable' } },
];

/** Of a hundred calls of each; of a hundred that meet something so many are never answered: whoever waits gives up by itself. */
type Percent = { readonly store: number; readonly desk: number; readonly hung: number };

/** What was met is counted by its name. */
export function faultsOf(draw: Draw, percent: Percent) {
  const met = new Map<string, number>();
  const noted = <T>(name: string, one: T): T => {
    met.set(name, (met.get(name) ?? 0) + 1);
    return one;
  };
  const oneOf = <T>(some: readonly T[]): T => some[Math.floor(draw() * some.length)] as T;
  const refusalOf = (call: Call): Refusal => {
    if (draw() * 100 < percent.hung) return 'hung';
    if (call.operation === 'TransactWriteItems' && draw() < 0.7) {
      const { TransactItems } = JSON.parse(call.body) as { TransactItems: readonly unknown[] };
      return draw() < 0.2
        ? fault('TransactionInProgressException')
        : oneOf(REASONS)(TransactItems.length, Math.floor(draw() * 100));
    }
    if (call.operation === 'PutItem' && draw() < 0.2) return fault('TransactionConflictException');
    if (call.operation.startsWith('Batch') && draw() < 0.5) return givenBack(call);
    return draw() < 0.3 ? 'lost' : oneOf(OF_ANY);
  };
  return {
    met,
    answer: (call: Call): Refusal | null => {
      if (draw() * 100 >= percent.store) return null;
      const refusal = refusalOf(call);
      return noted(`${call.operation} ${typeof refusal === 'string' ? refusal : nameOf(refusal)}`, refusal);
    },
    /** Of the queue and the bucket. */
    desk: ({ operation, isOfBucket }: DeskCall): DeskFault | null => {
      if (draw() * 100 >= percent.desk) return null;
      const what =
        draw() * 100 < percent.hung ? 'hung' : oneOf(operation.endsWith('Batch') ? OF_A_BATCH : OF_THE_DESK);
      return noted(`${isOfBucket ? 'S3' : 'SQS'} ${operation} ${what}`, what);
    },
  };
}

const OF_THE_DESK: readonly DeskFault[] = ['throttled', 'down', 'lost'];
const OF_A_BATCH: readonly DeskFault[] = [...OF_THE_DESK, 'partly'];

/** The engine had room for none of it. */
function givenBack({ operation, body }: Call): Answer {
  const { RequestItems } = JSON.parse(body) as { RequestItems: object };
  return operation === 'BatchGetItem'
    ? { status: 200, body: { Responses: {}, UnprocessedKeys: RequestItems } }
    : { status: 200, body: { UnprocessedItems: RequestItems } };
}

function nameOf({ body }: Answer): string {
  const { __type = 'given back', CancellationReasons = [] } = body as {
    __type?: string;
    CancellationReasons?: readonly { readonly Code: string }[];
  };
  const reason = CancellationReasons.find(({ Code }) => Code !== 'None')?.Code ?? '';
  return `${__type.split('#').at(-1)} ${reason}`.trim();
}
