/**
 * Functions as the service runs them: each environment is a process of Node 24 with the bundle, the variables, memory
 * and time limit of the template, and the access key of its role. One call at a time; between calls it is frozen.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { endWithUs } from '#shared/house/end-with-us.ts';
import type { Made } from './account.ts';
import { ACCOUNT, REGION } from './synthesised.ts';

export type Outcome =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: { readonly errorType: string; readonly errorMessage: string } };
export type LogLine = { readonly group: string; readonly at: number; readonly text: string };
export type Lambda = {
  readonly id: string;
  readonly role: string;
  readonly timeoutMs: number;
  readonly logGroup: string;
  invoke(event: unknown): Promise<Outcome>;
  /** Environments end as the service ends them: without a word. */
  kill(): void;
  stop(): Promise<void>;
};
export type LambdaOptions = {
  readonly made: Made;
  /** With `index.mjs`. */
  readonly folder: string;
  readonly endpoint: string;
  readonly aheadMs: () => number;
  readonly said: (line: LogLine) => void;
  /** Most environments at a time, where the template reserves none. */
  readonly atOnce: number;
  /** Variables besides those of the template, of environments that are opened from now on. */
  readonly more: () => Readonly<Record<string, string>>;
};
type Environment = {
  readonly child: ChildProcess;
  readonly port: number;
  next: ServerResponse | null;
  current: { readonly id: string; readonly resolve: (outcome: Outcome) => void } | null;
  /** Told whenever it asks for its next event. */
  asks: () => void;
  ended: Promise<void>;
  close(): void;
};

const NODE = { 'nodejs24.x': 24 } as const;
const BYTES_AT_MOST = 6 * 1024 * 1024;
const failed = (errorType: string, errorMessage: string): Outcome => ({
  ok: false,
  error: { errorType, errorMessage },
});

export function lambdaOf(options: LambdaOptions): Lambda {
  const { made, aheadMs } = options;
  const {
    Timeout = 3,
    Role,
    LoggingConfig,
    Runtime,
    ReservedConcurrentExecutions,
  } = made.Properties as {
    Timeout?: number;
    Role: string;
    LoggingConfig?: { LogGroup?: string };
    Runtime: keyof typeof NODE;
    ReservedConcurrentExecutions?: number | string;
  };
  if (Number(process.versions.node.split('.')[0]) !== NODE[Runtime])
    throw new Error(`${made.id} wants ${Runtime}, the suite runs on ${process.version}`);
  const role = Role.slice(Role.lastIndexOf('/') + 1);
  const logGroup = LoggingConfig?.LogGroup ?? `/aws/lambda/${made.id}`;
  const idle: Environment[] = [];
  const all = new Set<Environment>();
  const most = Math.min(Number(ReservedConcurrentExecutions ?? options.atOnce), options.atOnce);
  const waiting: (() => void)[] = [];
  const taken = async (): Promise<Environment | Outcome> => {
    for (;;) {
      const one = idle.pop();
      if (one !== undefined) return one;
      if (all.size < most) return opened();
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  const opened = async (): Promise<Environment | Outcome> => {
    const environment = await openEnvironment({ ...options, role, logGroup });
    if ('ok' in environment) return environment;
    all.add(environment);
    environment.asks = () => {
      idle.push(environment);
      waiting.shift()?.();
    };
    void environment.ended.then(() => {
      all.delete(environment);
      const at = idle.indexOf(environment);
      if (at >= 0) idle.splice(at, 1);
      waiting.shift()?.();
    });
    return environment;
  };
  return {
    ...{ id: made.id, role, logGroup, timeoutMs: Timeout * 1000 },
    invoke: async (event) => {
      const payload = JSON.stringify(event);
      if (Buffer.byteLength(payload) > BYTES_AT_MOST)
        return failed(
          'RequestEntityTooLargeException',
          `${Buffer.byteLength(payload)} byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)`,
        );
      const environment = await taken();
      if ('ok' in environment) return environment;
      return oneCall(environment, { payload, timeoutMs: Timeout * 1000, aheadMs: aheadMs(), id: made.id });
    },
    kill: () => {
      for (const { child } of all) child.kill('SIGKILL');
    },
    stop: async () => {
      for (const { child } of all) child.kill('SIGKILL');
      await Promise.all([...all].map(({ ended }) => ended));
    },
  };
}

type CallOf = {
  readonly payload: string;
  readonly timeoutMs: number;
  readonly aheadMs: number;
  readonly id: string;
};

function oneCall(environment: Environment, { payload, timeoutMs, aheadMs, id }: CallOf): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = randomUUID();
    const timer = setTimeout(() => {
      environment.current = null;
      environment.child.kill('SIGKILL');
      resolve(
        failed(
          'Sandbox.Timedout',
          `RequestId: ${request} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
        ),
      );
    }, timeoutMs);
    environment.current = {
      id: request,
      resolve: (outcome) => {
        clearTimeout(timer);
        environment.current = null;
        resolve(outcome);
      },
    };
    environment.child.kill('SIGCONT');
    const { next } = environment;
    environment.next = null;
    next?.writeHead(200, {
      'lambda-runtime-aws-request-id': request,
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
      'lambda-runtime-invoked-function-arn': `arn:aws-cn:lambda:${REGION}:${ACCOUNT}:function:${id}`,
      'lambda-runtime-trace-id': `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)};Sampled=0`,
      'suite-ahead-ms': String(aheadMs),
    });
    next?.end(payload);
  });
}

type Opening = LambdaOptions & { readonly role: string; readonly logGroup: string };

/** Resolves when it asks for its first event, or with why it never did. */
async function openEnvironment(options: Opening): Promise<Environment | Outcome> {
  const server = createServer({ keepAliveTimeout: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const child = spawned(options, port);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // its folder is gone: it was called while all of them were stopped
    child.once('error', () => resolve());
  });
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  const environment: Environment = { child, port, next: null, current: null, asks: () => {}, ended, close };
  const ready = Promise.withResolvers<Outcome | null>();
  server.on('request', async (request, response) => {
    const path = request.url?.replace('/2018-06-01/runtime', '') ?? '';
    if (path === '/invocation/next') {
      environment.next = response;
      // what was not awaited goes on at the next call, or never
      child.kill('SIGSTOP');
      ready.resolve(null);
      environment.asks();
      return;
    }
    const body: unknown = JSON.parse((await text(request)) || 'null');
    response.writeHead(202).end('{"status":"OK"}');
    if (path === '/init/error') ready.resolve({ ok: false, error: body as never });
    else
      environment.current?.resolve(
        path.endsWith('/error') ? { ok: false, error: body as never } : answered(body),
      );
  });
  void ended.then(() => {
    close();
    ready.resolve(failed('Runtime.ExitError', 'Runtime exited before it was ready'));
    environment.current?.resolve(failed('Runtime.ExitError', 'Runtime exited without providing a reason'));
  });
  const fault = await ready.promise;
  if (fault === null) return environment;
  child.kill('SIGKILL');
  await ended;
  return fault;
}

function answered(payload: unknown): Outcome {
  const size = Buffer.byteLength(JSON.stringify(payload));
  if (size <= BYTES_AT_MOST) return { ok: true, payload };
  return failed(
    'Function.ResponseSizeTooLarge',
    `Response payload size (${size} bytes) exceeded maximum allowed payload size (6291556 bytes).`,
  );
}

/** Layers lie beside the code here, and not at the root of the machine. */
function atHand(variables: Readonly<Record<string, string>>, task: string): Record<string, string> {
  const opt = join(task, '..', '..', 'opt');
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.replace(/^\/opt(?=\/)/, opt)]),
  );
}

function spawned(
  { made, folder, endpoint, said, role, logGroup, aheadMs, more }: Opening,
  port: number,
): ChildProcess {
  const {
    Environment = {},
    Handler,
    MemorySize = 128,
    LoggingConfig,
  } = made.Properties as {
    Environment?: { Variables?: Record<string, string> };
    Handler: string;
    MemorySize?: number;
    LoggingConfig?: { LogFormat?: string };
  };
  const env = {
    // what the service sets itself
    ...{ PATH: process.env.PATH ?? '', LANG: 'en_US.UTF-8', TZ: ':UTC', HOME: folder },
    ...{ AWS_REGION: REGION, AWS_DEFAULT_REGION: REGION, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    ...{ AWS_ACCESS_KEY_ID: role, AWS_SECRET_ACCESS_KEY: 'of-the-suite', AWS_SESSION_TOKEN: 'of-the-suite' },
    ...{ AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`, _HANDLER: Handler, LAMBDA_TASK_ROOT: folder },
    ...{ AWS_LAMBDA_FUNCTION_NAME: made.id, AWS_LAMBDA_FUNCTION_VERSION: '$LATEST' },
    ...{ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize), AWS_LAMBDA_LOG_GROUP_NAME: logGroup },
    ...{
      AWS_LAMBDA_LOG_STREAM_NAME: 'of-the-suite',
      AWS_LAMBDA_LOG_FORMAT: LoggingConfig?.LogFormat ?? 'Text',
    },
    ...{ AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand', SUITE_AHEAD_MS: String(aheadMs()) },
    // where the emulators are, which a region would know by itself
    ...{ AWS_ENDPOINT_URL: endpoint },
    ...atHand(Environment.Variables ?? {}, folder),
    ...more(),
  };
  const memory = `--max-old-space-size=${Math.floor(MemorySize * 0.9)}`;
  const quiet = '--disable-warning=ExperimentalWarning';
  const runtime = join(import.meta.dirname, 'runtime.ts');
  const child = spawn(process.execPath, [memory, quiet, runtime], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (part: string) => {
      const lines = (rest + part).split('\n');
      rest = lines.pop() ?? '';
      for (const one of lines) said({ group: logGroup, at: Date.now() + aheadMs(), text: one });
    });
  }
  return child;
}
