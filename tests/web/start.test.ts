import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { token, user } from '#functions/cli/accounts.ts';
import { readArguments } from '#functions/cli/options.ts';
import { passedOnFrom } from '#functions/cli/serve.ts';
import { hiddenFields } from '../support/web-office.ts';

let folder: string;
let started: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-start-'));
});
afterEach(() => {
  started?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const inFolder = (...argv: string[]) => readArguments([...argv, '--data', folder]);

/** The lines printed until `count` are there, and the process. */
async function start(count: number, ...options: string[]): Promise<readonly string[]> {
  const launch = join(import.meta.dirname, '../../infra/local/launch.mjs');
  started = spawn(process.execPath, [launch, 'start', '--port', '0', '--data', folder, ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  if (started.stdout === null) return lines;
  for await (const line of createInterface({ input: started.stdout })) {
    lines.push(line);
    if (lines.length === count) break;
  }
  return lines;
}

/** The processes of this machine that were started for a folder. */
function workingIn(data: string): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(data))
    .map((pid) => commandOf(pid).replaceAll('\0', ' '));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

async function stop(): Promise<number | null> {
  const ended = once(started as ChildProcess, 'exit');
  started?.kill('SIGTERM');
  return (await ended)[0] as number | null;
}

describe('the system on one machine', () => {
  it('prints its address, makes an administrator the first time only, and stops when told to', async () => {
    const [first = '', second = ''] = await start(2);
    const [address = ''] = first.match(/http:\/\/localhost:\d+\//) ?? [];
    expect((await fetch(`${address}healthz`)).status).toBe(200);
    expect((await fetch(`${address}readyz`)).status).toBe(200);
    expect(second).toMatch(/用户名 admin 密码 [\w-]{19}（/);
    expect(await stop()).toBe(0);
    expect(await start(1)).toHaveLength(1);
    expect(JSON.parse((await user(inFolder('user', 'list'))).stdout)).toMatchObject({ user: 'admin' });
  });

  it('leaves nothing behind where it is killed, however soon', async () => {
    for (const afterMs of [0, 400, 800]) {
      await start(1);
      await setTimeout(afterMs);
      started?.kill('SIGKILL');
      await expect.poll(() => workingIn(folder), { timeout: 20_000, interval: 200 }).toEqual([]);
    }
  });

  it('lets its cookies over https alone, where a proxy stands before it', async () => {
    const cookies = async (...options: string[]): Promise<string> => {
      const [address = ''] = (await start(1, ...options))[0]?.match(/http:\S+/) ?? [];
      const { headers } = await fetch(`${address}sign-in`);
      await stop();
      return `${headers.get('set-cookie')} ${headers.get('strict-transport-security')}`;
    };
    expect(await cookies()).not.toMatch(/Secure|max-age=31536000/);
    expect(await cookies('--proxied')).toMatch(/; Secure.* max-age=31536000/);
  });

  it('takes forms through the proxy that the documents describe, on a port that it does not pass on', async () => {
    const [address = ''] = (await start(1, '--proxied'))[0]?.match(/http:\S+/) ?? [];
    const [host, origin] = ['taizhang.example.gov.cn', 'https://taizhang.example.gov.cn:8443'];
    const passed = { host, 'x-forwarded-for': '10.1.2.3', 'x-forwarded-proto': 'https' };
    const send = async (headers: Record<string, string>, body?: string) => {
      const asked = request(`${address}sign-in`, { method: body === undefined ? 'GET' : 'POST', headers });
      asked.end(body);
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      return { answer, text: await text(answer) };
    };
    const page = await send(passed);
    const cookie = page.answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const form = new URLSearchParams({ ...hiddenFields(page.text, '/sign-in'), user: 'li', password: 'no' });
    const headers = { ...passed, cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const statusFrom = async (from: string) =>
      (await send({ ...headers, origin: from }, form.toString())).answer.statusCode;
    expect(await statusFrom(origin)).toBe(422);
    expect(await statusFrom('https://evil.test')).toBe(403);
  });

  it('believes what a proxy of this machine says of a caller, and nobody else', () => {
    expect(passedOnFrom('127.0.0.1', 'made.up, 10.1.2.3')).toBe('10.1.2.3');
    expect(passedOnFrom('::ffff:127.0.0.1', '10.1.2.3')).toBe('10.1.2.3');
    expect(passedOnFrom('10.9.9.9', '10.1.2.3')).toBe('10.9.9.9');
    expect(passedOnFrom('127.0.0.1', undefined)).toBe('127.0.0.1');
  });

  it('makes no administrator where somebody has an account already', async () => {
    await user(inFolder('user', 'add', '张三', '--role', 'officer'));
    await start(1);
    expect(await stop()).toBe(0);
    expect(JSON.parse((await user(inFolder('user', 'list'))).stdout)).toMatchObject({ user: '张三' });
  });
});

describe('accounts on the command line', () => {
  it('prints the password of a new account once and refuses a name twice', async () => {
    const { exit, stdout } = await user(inFolder('user', 'add', '张三', '--role', 'intake'));
    expect(exit).toBe(0);
    expect(Object.keys(JSON.parse(stdout))).toEqual(['user', 'role', 'password']);
    expect((await user(inFolder('user', 'add', '张三', '--role', 'admin'))).exit).toBe(1);
    await expect(user(inFolder('user', 'add', '李四', '--role', 'chief'))).rejects.toThrow('--role');
  });

  it('are kept in a file that only its owner reads', async () => {
    await user(inFolder('user', 'add', '张三', '--role', 'intake'));
    expect(statSync(join(folder, 'accounts.db')).mode & 0o077).toBe(0);
  });

  it('prints a token and ends it', async () => {
    const { stdout } = await token(inFolder('token', 'create', '--role', 'auditor'));
    expect(JSON.parse(stdout)).toEqual({ token: expect.stringMatching(/^tz_/), role: 'auditor' });
    const listed = await token(inFolder('token', 'list'));
    expect(listed.stdout).not.toContain(JSON.parse(stdout).token);
    expect((await token(inFolder('token', 'end', JSON.parse(listed.stdout).id))).exit).toBe(0);
    expect((await token(inFolder('token', 'list'))).stdout).toBe('');
  });
});
