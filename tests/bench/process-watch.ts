/** What a process of this machine takes, by Linux's own count; 0 elsewhere. */
import { readFileSync } from 'node:fs';

const TICK_MS = 10;
const EVERY_MS = 2000;

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Of the processor since it began, in milliseconds. */
export function processorMs(pid: number): number {
  // the name in brackets may hold blanks
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}

/** Of the processor that its first thread took, in milliseconds: what a busy machine hardly changes. */
export function threadMs(pid: number): number {
  return Number(read(`/proc/${pid}/schedstat`).split(' ')[0] ?? 0) / 1e6;
}

/** What lies in memory of it now. */
export function memoryMb(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024);
}

export type Memory = { readonly first: number; readonly last: number; readonly growth: number };

/** Looked at every other second; `end`: the median of the minute after the first `settled` seconds, and of the last one. */
export function watchedMemory(pid: number): { end(settled: number): Memory } {
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(memoryMb(pid)), EVERY_MS);
  const minute = 60_000 / EVERY_MS;
  const middle = (some: readonly number[]): number => some.toSorted((a, b) => a - b)[some.length >> 1] ?? 0;
  return {
    end: (settled) => {
      clearInterval(timer);
      const from = Math.min((settled * 1000) / EVERY_MS, Math.max(0, seen.length - minute));
      const [first, last] = [middle(seen.slice(from, from + minute)), middle(seen.slice(-minute))];
      return { first, last, growth: last / first };
    },
  };
}
