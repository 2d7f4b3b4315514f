/**
 * `npm run bench:cold`: each function from its bundle, from the start of the process to its first answer, beside an empty
 * handler of the same run; and how large what is uploaded is, against its limits (ADR 74). Times are medians of rounds in
 * which every function is started once, so that a busy machine is busy for all of them.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { bundleHandlers, type HandlerName } from '#infra/aws/bundle.ts';
import { sizesOf } from '#infra/aws/sizes.ts';
import { openDeployedOffice } from '../support/deployed-office.ts';
import { inScratch, judge, say } from './measuring.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 9);
const WEB_LIMIT = 5;
const RUNTIME = join(import.meta.dirname, 'cold-runtime.mjs');

type Started = { readonly name: string; readonly file: string; readonly event: object };

const PAGE = {
  ...{ version: '2.0', rawPath: '/sign-in', rawQueryString: '', isBase64Encoded: false },
  headers: { host: 'taizhang.example.gov.cn' },
  requestContext: {
    http: { method: 'GET', path: '/sign-in', sourceIp: '10.0.0.1' },
    domainName: 'taizhang.example.gov.cn',
  },
};
/** Those that a person or a queue waits for; a handler that is called by the clock waits for nobody. */
const STARTED: readonly HandlerName[] = ['web', 'record-feed', 'project'];
const EVENTS: Readonly<Partial<Record<HandlerName, object>>> = { web: PAGE };

/** Milliseconds from the start of the process to its first answer. */
async function answered({ file, event }: Started, env: NodeJS.ProcessEnv): Promise<number> {
  const { api, first, close } = await runtimeApi(event);
  const start = performance.now();
  const child = spawn(process.execPath, [RUNTIME, file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...env, AWS_LAMBDA_FUNCTION_NAME: 'bench', AWS_LAMBDA_RUNTIME_API: api },
  });
  const ended = new Promise<never>((_, reject) =>
    child.on('exit', (code) => reject(new Error(`${file} ended with ${code}`))),
  );
  try {
    await Promise.race([first, ended]);
    return performance.now() - start;
  } finally {
    ended.catch(() => undefined);
    child.kill('SIGKILL');
    close();
  }
}

/** Hands out one event, and says when it was answered. */
async function runtimeApi(event: object) {
  let done = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    done = resolve;
  });
  let given = false;
  const server = createServer((request, answer) => {
    request.resume();
    if (request.method === 'POST') done();
    else if (!given) {
      given = true;
      answer.writeHead(200, { 'lambda-runtime-aws-request-id': 'first' }).end(JSON.stringify(event));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { api: `127.0.0.1:${port}`, first, close };
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;

await inScratch(async (folder) => {
  const bundles = await bundleHandlers({ beside: false, into: folder });
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, 'export const handler = async () => ({ statusCode: 200 });\n');
  const started: readonly Started[] = [
    { name: 'empty', file: empty, event: {} },
    ...STARTED.map((name) => ({
      ...{ name, file: join(bundles.folders[name], 'index.mjs') },
      event: EVENTS[name] ?? { Records: [] },
    })),
  ];
  const office = await openDeployedOffice();
  const times = new Map<string, number[]>(started.map(({ name }) => [name, []]));
  const env = { ...process.env, ...office.env };
  // the first round reads files that nobody has read yet
  for (let round = -1; round < ROUNDS; round += 1)
    for (const one of started) {
      const ms = await answered(one, env);
      if (round >= 0) times.get(one.name)?.push(ms);
    }
  await office.stop();
  const base = median(times.get('empty') ?? []);
  for (const [name, all] of times)
    say(
      `${name.padEnd(12)} ${median(all).toFixed(0).padStart(5)} ms  ${(median(all) / base).toFixed(2)} × empty`,
    );
  judge(
    { claim: 'cold start of web', peer: 'an empty handler' },
    [median(times.get('web') ?? []) / base, WEB_LIMIT],
    'atMost',
  );
  for (const { name, bytes, limit } of sizesOf(bundles))
    judge({ claim: `size of ${name}`, unit: 'KB' }, [bytes / 1024, limit / 1024], 'atMost');
});
