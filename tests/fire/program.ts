/** The product as it is started, and its command line beside it: from the outside, each in a group of processes of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..', '..');
const LAUNCHER = join(ROOT, 'infra', 'local', 'launch.mjs');
const PRELOADED = join(import.meta.dirname, 'preloaded.mjs');
/** Nothing here takes longer on a machine that is busy with other things; beyond it the program hangs. */
const LONGEST_MS = 180_000;

export type Ran = { readonly exit: number | null; readonly stdout: string; readonly stderr: string };
export type Running = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
  /** On standard output until now. */
  readonly said: () => string;
};
export type Server = Running & { readonly base: string };
type Env = Readonly<Record<string, string>>;

/** One ledger's folder and every process that was started on it. */
export class Program {
  readonly data: string;
  readonly #clock: string;
  readonly #groups: Set<number>;

  /** `clock`: a file that holds by how many milliseconds the clock of every process is wrong. */
  constructor(data: string, clock: string, groups = new Set<number>()) {
    this.data = data;
    this.#clock = clock;
    this.#groups = groups;
  }

  /** Ends with this process, however that ends. */
  kept(): this {
    process.on('exit', this.kill);
    return this;
  }

  /** The same on another folder; whatever is started there ends with this one. */
  at(data: string): Program {
    return new Program(data, this.#clock, this.#groups);
  }

  run(args: readonly string[], env: Env = {}): Running {
    const child = spawn(process.execPath, [LAUNCHER, ...args, '--data', this.data], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: {
        ...process.env,
        NODE_OPTIONS: `--import ${PRELOADED}`,
        FIRE_CLOCK: this.#clock,
        LANG: 'en',
        ...env,
      },
    });
    if (child.pid !== undefined) this.#groups.add(child.pid);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr = (stderr + text).slice(-200_000);
    });
    const ended = new Promise<Ran>((resolve) => {
      child.once('close', (exit) => resolve({ exit, stdout, stderr }));
    });
    return { child, ended, said: () => stdout };
  }

  /** A command to its end. */
  async command(...args: readonly string[]): Promise<Ran> {
    const { child, ended } = this.run(args);
    const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
    const ran = await ended;
    clearTimeout(late);
    return ran;
  }

  /** The same, which has to end with 0. */
  async done(...args: readonly string[]): Promise<string> {
    const { exit, stdout, stderr } = await this.command(...args);
    if (exit !== 0)
      throw new Error(`${args.join(' ')} ended with ${exit}: ${stdout.slice(-1500)} ${stderr.slice(-1500)}`);
    return stdout;
  }

  /** Rejects where it ends before it listens. */
  async start(env: Env = {}): Promise<Server> {
    const running = this.run(['start', '--port', '0'], env);
    const base = await new Promise<string>((resolve, reject) => {
      let out = '';
      void running.ended.then(({ exit, stderr }) =>
        reject(new Error(`start ended with ${exit}: ${stderr.slice(-2000)}`)),
      );
      running.child.stdout?.on('data', (text) => {
        out += text;
        const found = /http:\/\/\S+?(?=\/\s)/.exec(out)?.[0];
        if (found !== undefined) resolve(found.replace('localhost', '127.0.0.1'));
      });
    });
    return { ...running, base };
  }

  /** Everything that was started here and is still there, at once; children outlive nobody. */
  readonly kill = (): void => {
    for (const group of this.#groups) killGroup(group);
  };

  async end(): Promise<void> {
    process.off('exit', this.kill);
    this.kill();
    for (const until = performance.now() + 10_000; performance.now() < until; await wait(20))
      if (membersOf(this.#groups).length === 0) break;
    this.#groups.clear();
  }
}

/** With all that it has begun. */
export function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // nobody is left of it
  }
}

/** Processes of these groups, read from Linux's own list. */
export function membersOf(groups: ReadonlySet<number>): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => groups.has(groupOf(pid)));
}

function groupOf(pid: number): number {
  try {
    const [, state, , group] = /\) (\S+) (\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return state === 'Z' ? 0 : Number(group);
  } catch {
    return 0;
  }
}
