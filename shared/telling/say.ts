/**
 * The one way the product says what it does: a JSON object a line, with a time, a level, an event of the closed list,
 * and the request it was done for. No personal data: names of accounts, numbers of cases, codes and names of faults,
 * never a text, a query or the message of an error, which could quote what somebody typed.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { EVENTS, type EventName, MEASURED, NAMESPACE } from './events.ts';

type Value = string | number | boolean | null | undefined | readonly string[] | readonly number[];
type Fields = Readonly<Record<string, Value>>;

/** In Lambda a line of JSON on standard output is taken as it is; on one machine results go there, and lines beside them. */
const isFunction = (): boolean => process.env.AWS_LAMBDA_FUNCTION_NAME !== undefined;

export function say(event: EventName, fields: Fields = {}): void {
  const out = isFunction() ? process.stdout : process.stderr;
  out.write(`${JSON.stringify(lineOf(event, fields))}\n`);
}

/** The same of a line that brings its event with it. */
export function sayLine({ event, ...fields }: Fields & { readonly event: EventName }): void {
  say(event, fields);
}

function lineOf(event: EventName, fields: Fields): object {
  const now = new Date();
  const timestamp = now.toISOString();
  return {
    ...{ timestamp, level: EVENTS[event], event },
    // whoever reads the log of one machine knows the time by this name
    ...(!isFunction() && { at: timestamp }),
    ...toldOf(),
    ...fields,
    ...(isFunction() && embedded(event, fields, now)),
  };
}

/** What makes metrics of the fields that hold figures: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
function embedded(event: EventName, fields: Fields, now: Date): object {
  const measured = MEASURED[event];
  if (measured === undefined || Object.keys(measured.units).some((name) => typeof fields[name] !== 'number'))
    return {};
  const Metrics = Object.entries(measured.units).map(([Name, Unit]) => ({ Name, Unit }));
  const Dimensions = [measured.by === undefined ? [] : [measured.by]];
  const directive = { Namespace: NAMESPACE, Dimensions, Metrics };
  return { _aws: { Timestamp: now.getTime(), CloudWatchMetrics: [directive] } };
}

/** What may be said of a fault: its name, and never its message. */
export const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : 'unknown');

/** Where it went wrong: the first place of its stack. */
export function placeOf(fault: unknown): string {
  const stack = fault instanceof Error ? (fault.stack ?? '') : '';
  return (
    stack
      .split('\n')
      .find((line) => /^\s*at /.test(line))
      ?.trim() ?? ''
  );
}

/** For which request something is done, as far down as a line is written: no place in between has to hand it on. */
type Told = {
  /** As the caller was told it (`X-Request-Id`), and as it goes with messages and commits. */
  readonly request?: string | undefined;
  /** The call of the function, by the name Lambda gave it. */
  readonly invocation?: string | undefined;
};

const standing = new AsyncLocalStorage<Told>();

/** What is said inside is said of this request. */
export function within<T>(told: Told, work: () => T): T {
  return standing.run({ ...standing.getStore(), ...told }, work);
}

export function requestNow(): string | undefined {
  return standing.getStore()?.request;
}

/** What every line bears: with it, request and trace are found from a line, and lines from either. */
function toldOf(): Told & { readonly trace?: string } {
  const trace = traceNow()?.root;
  return { ...standing.getStore(), ...(trace !== undefined && { trace }) };
}

type Trace = { readonly root: string; readonly parent: string; readonly sampled: boolean };

/** Of the call in hand: Lambda writes it into the environment before each. Null outside of one. */
export function traceNow(header = process.env._X_AMZN_TRACE_ID ?? ''): Trace | null {
  const of = (name: string): string => new RegExp(`(?:^|;)${name}=([^;]+)`).exec(header)?.[1] ?? '';
  const root = of('Root');
  return root === '' ? null : { root, parent: of('Parent'), sampled: of('Sampled') === '1' };
}
