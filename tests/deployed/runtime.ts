/**
 * What runs inside the child process: an interface of our own to Lambda's documented runtime API (next, response, error,
 * init error), with the text or JSON lines that the managed runtime makes of `console`. It is not Amazon's; what it does
 * not do: response streaming, callbacks, extensions, X-Ray's daemon.
 */
import { request } from 'node:http';
import { join } from 'node:path';
import { format } from 'node:util';

type Context = Readonly<Record<string, unknown>>;
type Answered = {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

const { AWS_LAMBDA_RUNTIME_API = '', _HANDLER = '', LAMBDA_TASK_ROOT = '' } = process.env;
const base = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const isJson = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
let requestId = '';
let ahead = Number(process.env.SUITE_AHEAD_MS ?? 0);

// the suite's year passes in minutes: this process is told at each call how far its clock is ahead
const TrueDate = Date;
globalThis.Date = class extends TrueDate {
  constructor(...given: []) {
    if (given.length === 0) super(TrueDate.now() + ahead);
    else super(...given);
  }
  static override now(): number {
    return TrueDate.now() + ahead;
  }
} as DateConstructor;

for (const level of ['debug', 'info', 'log', 'warn', 'error', 'trace'] as const)
  console[level] = (...given: unknown[]): void => void process.stdout.write(`${lineOf(level, given)}\n`);

function lineOf(level: string, given: readonly unknown[]): string {
  const word = level === 'log' ? 'INFO' : level.toUpperCase();
  const timestamp = new Date().toISOString();
  if (!isJson) return `${timestamp}\t${requestId}\t${word}\t${format(...given).replaceAll('\n', '\r')}`;
  const [only] = given;
  const message = given.length === 1 && typeof only === 'object' && only !== null ? only : format(...given);
  return JSON.stringify({ timestamp, level: word, requestId, message });
}

await start();

async function start(): Promise<void> {
  try {
    const [file = '', name = ''] = _HANDLER.split('.');
    const module: Record<string, unknown> = await import(join(LAMBDA_TASK_ROOT, `${file}.mjs`));
    const handler = module[name];
    if (typeof handler !== 'function')
      throw Object.assign(new Error(`${_HANDLER} is undefined or not exported`), {
        name: 'Runtime.HandlerNotFound',
      });
    for (;;) await serve(handler as (event: unknown, context: Context) => unknown);
  } catch (error) {
    await post('/init/error', errorOf(error)).catch(() => {});
    process.exit(1);
  }
}

async function serve(handler: (event: unknown, context: Context) => unknown): Promise<void> {
  const { headers, text } = await call('GET', '/invocation/next');
  requestId = String(headers['lambda-runtime-aws-request-id']);
  ahead = Number(headers['suite-ahead-ms'] ?? 0);
  const deadline = Number(headers['lambda-runtime-deadline-ms']) + ahead;
  process.env._X_AMZN_TRACE_ID = String(headers['lambda-runtime-trace-id'] ?? '');
  const context: Context = {
    awsRequestId: requestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  try {
    const result = await handler(JSON.parse(text), context);
    await post(`/invocation/${requestId}/response`, result ?? null);
  } catch (error) {
    console.error('Invoke Error', errorOf(error));
    await post(`/invocation/${requestId}/error`, errorOf(error));
  }
}

function errorOf(error: unknown) {
  if (!(error instanceof Error)) return { errorType: 'string', errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

function post(path: string, body: unknown): Promise<Answered> {
  return call('POST', path, JSON.stringify(body));
}

function call(method: string, path: string, body = ''): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(base + path, { method, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('end', () => resolve({ headers: answer.headers, text: Buffer.concat(parts).toString() }));
      answer.once('error', reject);
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
