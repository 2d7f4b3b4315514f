/** Calls of functions in processes of their own: timed, held against their function's limits, killed now and then. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Stand } from './slices-house.ts';

/** Of a call: seconds and megabytes, as the template has them; a command has none. */
export const LIMITS = {
  seal: { seconds: 300, megabytes: 2048 },
  rebuild: { seconds: Number.POSITIVE_INFINITY, megabytes: Number.POSITIVE_INFINITY },
  fold: { seconds: 60, megabytes: 1024 },
  count: { seconds: 300, megabytes: 3008 },
  traces: { seconds: 300, megabytes: 3008 },
  seals: { seconds: 300, megabytes: 3008 },
  judge: { seconds: 300, megabytes: 3008 },
  gather: { seconds: 300, megabytes: 3008 },
  conclude: { seconds: 300, megabytes: 3008 },
  known: { seconds: 29, megabytes: 2048 },
  sign: { seconds: 300, megabytes: 3008 },
} as const;
export type SliceKind = keyof typeof LIMITS;

/** Of all calls of a kind: how many came to their end, how many were killed, the longest and the largest. */
export type Tried = {
  readonly calls: number;
  readonly killed: number;
  readonly seconds: number;
  readonly longest: number;
  readonly megabytes: number;
};
export type Told = { readonly result: unknown; readonly seconds: number; readonly megabytes: number };
type Heard = { readonly begun?: true; readonly commits?: number };
/** `heard`: told how far it is; kills it where it answers true. */
type Asked = { readonly what: string; readonly body?: string; readonly heard?: (commits: number) => boolean };

export class Calls {
  readonly tried: Partial<Record<SliceKind, Tried>> = {};
  readonly #stand: Stand;
  readonly #share: number;

  /** `share` of the calls are killed, and of each kind the first that is not too quick for it. */
  constructor(stand: Stand, share: number) {
    this.#stand = stand;
    this.#share = share;
  }

  /** Null where it was killed so many milliseconds after it had begun. */
  async made({ what, body = '', heard }: Asked, killedAfter?: number): Promise<Told | null> {
    const env = { ...process.env, STAND: JSON.stringify(this.#stand) };
    const step = join(import.meta.dirname, 'slices-step.ts');
    const args = ['--disable-warning=ExperimentalWarning', step, what, body];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    let timer: NodeJS.Timeout | undefined;
    let text = '';
    child.on('message', ({ begun, commits }: Heard) => {
      if (begun && killedAfter !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killedAfter);
      if (commits !== undefined && heard?.(commits)) child.kill('SIGKILL');
    });
    child.stdout?.on('data', (some) => {
      text += String(some);
    });
    return new Promise((resolve, reject) =>
      child.once('close', (code, signal) => {
        clearTimeout(timer);
        if (signal === 'SIGKILL') resolve(null);
        else if (code !== 0) reject(new Error(`${what} ended with ${code ?? signal}`));
        else resolve(JSON.parse(text));
      }),
    );
  }

  /** Killed once before, where chance or its being the first says so; what a killed call has done stays done. */
  async within(kind: SliceKind, asked: Asked): Promise<unknown> {
    const { calls, killed, seconds, longest, megabytes } = this.tried[kind] ?? NONE;
    const isKilled = killed === 0 || Math.random() < this.#share;
    const after = 50 + Math.random() * Math.max(400, longest * 900);
    const died = isKilled && (await this.made(asked, after)) === null;
    const told = await this.made(asked);
    if (told === null) throw new Error('nobody killed it');
    this.tried[kind] = {
      ...{ calls: calls + 1, killed: killed + Number(died), seconds: seconds + told.seconds },
      longest: Math.max(longest, told.seconds),
      megabytes: Math.max(megabytes, told.megabytes),
    };
    return told.result;
  }
}

const NONE: Tried = { calls: 0, killed: 0, seconds: 0, longest: 0, megabytes: 0 };
