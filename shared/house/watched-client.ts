/**
 * Clients of the account that are watched: a call that ends because the service could not or would not is said in the
 * log, and each call of a traced request is told to X-Ray (`trace-calls.ts`). What the program itself provokes, a lost
 * race or an object that is not there, is neither.
 */
import { faultOf } from '#shared/store/faults.ts';
import { nameOf, say } from '#shared/telling/say.ts';
import { type Call, type Ended, traceCall } from './trace-calls.ts';

type Args = { readonly input: unknown };
type Named = { readonly clientName?: string; readonly commandName?: string };
/** Whatever a client asks and answers. */
type Watch = <A extends Args, R>(next: (args: A) => Promise<R>, context: Named) => (args: A) => Promise<R>;
type Watchable = {
  readonly middlewareStack: {
    add(
      watch: Watch,
      where: { readonly step: 'initialize'; readonly name: string; readonly priority: 'high' },
    ): void;
  };
};

/** Outermost: all tries of a call are one. */
export function watched<C extends Watchable>(client: C): C {
  const watch: Watch = (next, { clientName = '', commandName = '' }) => {
    const service = clientName.replace(/Client$/, '');
    const operation = commandName.replace(/Command$/, '');
    return async (args) => {
      const call: Call = { service, operation, table: tableIn(args.input), started: Date.now() };
      try {
        const answered = await next(args);
        traceCall(call, { status: 200 });
        return answered;
      } catch (fault) {
        const ended = endOf(fault);
        traceCall(call, ended);
        if (ended.isTrouble) sayTrouble(call, ended);
        throw fault;
      }
    };
  };
  client.middlewareStack.add(watch, { step: 'initialize', name: 'watched', priority: 'high' });
  return client;
}

function sayTrouble({ service, operation, table }: Call, { name, tries }: Ended): void {
  say('storeFault', { service, operation, table, name, tries });
}

function tableIn(input: unknown): string | undefined {
  const named = typeof input === 'object' && input !== null && 'TableName' in input ? input.TableName : null;
  return typeof named === 'string' ? named : undefined;
}

/** Too much at once, in the words of each service. */
const THROTTLED = /Throttl|ProvisionedThroughput|RequestLimit|TooManyRequests|SlowDown|LimitExceeded/;
/** Reasons within a transaction that are the program's own: somebody was quicker. */
const OWN = /ConditionalCheckFailed|TransactionConflict|ValidationError|^None$/;

type Answered = {
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
};

const NOTHING: Answered = {};
/** The SDK marks what it throws. */
const isMarked = (fault: unknown): fault is Answered =>
  typeof fault === 'object' && fault !== null && '$metadata' in fault;

function endOf(fault: unknown): Ended & { readonly isTrouble: boolean } {
  const name = nameOf(fault);
  const { $fault, $metadata = {}, CancellationReasons = [] } = isMarked(fault) ? fault : NOTHING;
  const isThrottled =
    THROTTLED.test(name) || CancellationReasons.some(({ Code = 'None' }) => !OWN.test(Code));
  const isAnswered = $metadata.httpStatusCode !== undefined;
  const isTrouble =
    isThrottled ||
    $fault === 'server' ||
    faultOf(fault) === 'deployment' ||
    (!isAnswered && faultOf(fault) === 'store');
  return {
    name,
    status: $metadata.httpStatusCode ?? 0,
    tries: $metadata.attempts ?? 0,
    isThrottled,
    isTrouble,
  };
}
