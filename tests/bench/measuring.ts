/** What the benchmarks share: the product's own commands with their time and peak memory, medians, and lines that judge. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, tellFigure } from './told-figures.ts';

const LAUNCHER = join(import.meta.dirname, '..', '..', 'infra', 'local', 'launch.mjs');

export type Ran = { readonly seconds: number; readonly peakMb: number; readonly stdout: string };

/** A command of the product, from the outside. Peak memory is Linux's own high-water mark; 0 elsewhere. */
export function command(...args: readonly string[]): Promise<Ran> {
  const start = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let [peakMb, stdout] = [0, ''];
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, highWaterMb(child.pid ?? 0));
  }, 50);
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  return new Promise((resolve, reject) =>
    child.on('close', (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ seconds, peakMb, stdout });
      else reject(new Error(`taizhang ${args.join(' ')} ended with ${code}: ${stdout.slice(0, 500)}`));
    }),
  );
}

function highWaterMb(pid: number): number {
  try {
    const line = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Math.round(Number(line?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** The median of `times` runs in milliseconds, after some that warm up. */
export async function medianMs(times: number, run: () => unknown): Promise<number> {
  for (let at = 0; at < Math.min(times, 20); at += 1) await run();
  const taken: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b)[times >> 1] ?? 0;
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** What is judged; a claim that is only a text has no peer and is in times. */
export type Judged = string | Pick<Figure, 'bench' | 'claim' | 'peer' | 'unit' | 'detail'>;

/** A figure against its limit, told to whoever keeps them; a limit that does not hold makes the exit code 1. */
export function judge(
  what: Judged,
  [value, limit]: readonly [number, number],
  side: 'atMost' | 'atLeast',
): void {
  const holds = side === 'atMost' ? value <= limit : value >= limit;
  if (!holds) process.exitCode = 1;
  const judged = typeof what === 'string' ? { claim: what } : what;
  const { claim, detail } = judged;
  const said = detail === undefined ? claim : `${claim} (${detail})`;
  say(
    `${holds ? 'holds ' : 'FAILS '} ${said}: ${value.toFixed(3)} (${side === 'atMost' ? '≤' : '≥'} ${limit})`,
  );
  tellFigure({ ...judged, ratio: value, limit, side, holds });
}

/** A folder of its own under the system's temporary one, gone afterwards. */
export async function inScratch(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
