/** Using the emulators of a folder: those that run there already, or ones brought up for it (`keep-emulators.ts`). */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Addresses } from './emulators.ts';
import { HOME } from './stores-template.ts';

type Address = Addresses & { readonly keeper: number };
type Joined = { readonly addresses: Addresses; leave(): void };

const LOOK_MS = 40;
const PATIENCE_MS = 60_000;

/** Throws when they do not come up; what they said stands in `keeper.log` beside their data. */
export async function joinEmulators(folder: string, endpoint?: string): Promise<Joined> {
  // the queues that go with another DynamoDB are others too
  const tag =
    endpoint === undefined ? '' : `-${createHash('sha1').update(endpoint).digest('hex').slice(0, 8)}`;
  const at = join(folder, `cloud${tag}`);
  mkdirSync(at, { recursive: true, mode: 0o700 });
  const deadline = Date.now() + PATIENCE_MS;
  let keeper: { ended: boolean } | null = null;
  while (Date.now() < deadline) {
    const joined = await tryJoin(join(at, 'address.json'));
    if (joined !== null) return joined;
    if (keeper === null || keeper.ended) keeper = startKeeper(at, endpoint);
    await setTimeout(LOOK_MS);
  }
  throw new Error(`the emulators of ${at} do not start; see ${join(at, 'keeper.log')}`);
}

async function tryJoin(file: string): Promise<Joined | null> {
  if (!existsSync(file)) return null;
  try {
    const { keeper, ...addresses }: Address = JSON.parse(readFileSync(file, 'utf8'));
    const socket = await connected(keeper);
    return { addresses, leave: () => void socket.destroy() };
  } catch {
    // it is just going, or went without a word
    return null;
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('connect', () => {
      // our own process must not wait for it
      socket.unref();
      resolve(socket);
    });
  });
}

function startKeeper(at: string, endpoint: string | undefined): { ended: boolean } {
  const script = join(HOME, 'shared', 'house', 'keep-emulators.ts');
  const log = openSync(join(at, 'keeper.log'), 'a', 0o600);
  const options = ['--disable-warning=ExperimentalWarning', script, at];
  const child = spawn(process.execPath, endpoint === undefined ? options : [...options, endpoint], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, TAIZHANG_HOME: HOME },
  });
  child.unref();
  const state = { ended: false };
  child.once('exit', () => {
    state.ended = true;
  });
  return state;
}
