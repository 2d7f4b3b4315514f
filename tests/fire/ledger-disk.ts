/**
 * The disk a ledger lies on: a small file system of its own where the machine lets us mount one, so that it can be full;
 * else a plain folder. Everything is below one temporary folder, and gone afterwards.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOMY = '2g';

export type LedgerDisk = {
  /** Where the ledger is. */
  readonly data: string;
  /** For archives and copies: another disk. */
  readonly beside: string;
  readonly clock: string;
  /** Null where nothing can be mounted. */
  readonly room: { fill(leftBytes: number): void; free(): void } | null;
  /** Whether a folder that is read-only keeps this user from writing. */
  readonly isHeldByModes: boolean;
  end(): void;
};

export function ledgerDisk(): LedgerDisk {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-fire-'));
  const disk = join(folder, 'disk');
  const beside = join(folder, 'beside');
  for (const one of [disk, beside]) mkdirSync(one);
  const isMounted = ran('mount', '-t', 'tmpfs', '-o', `size=${ROOMY},mode=700`, 'tmpfs', disk);
  const resize = (size: string): boolean => ran('mount', '-o', `remount,size=${size}`, disk);
  // whoever writes meanwhile may have taken what was to be left
  const fill = (left: number): void => {
    for (let tries = 100; tries > 0; tries -= 1) {
      const { blocks, bfree, bsize } = statfsSync(disk);
      if (resize(String((blocks - bfree) * bsize + left))) return;
    }
    throw new Error('the disk does not take another size');
  };
  const end = (): void => {
    process.off('exit', end);
    if (isMounted && !ran('umount', disk)) ran('umount', '-l', disk);
    rmSync(folder, { recursive: true, force: true });
  };
  // however the suite ends
  process.on('exit', end);
  const data = join(disk, 'data');
  mkdirSync(data, { mode: 0o700 });
  const clock = join(folder, 'clock');
  writeFileSync(clock, '0');
  return {
    ...{ data, beside, clock, isHeldByModes: modesHold(beside) },
    room: isMounted
      ? {
          fill,
          free: () => void resize(ROOMY),
        }
      : null,
    end,
  };
}

const ran = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

function modesHold(folder: string): boolean {
  const tried = join(folder, 'tried');
  mkdirSync(tried);
  chmodSync(tried, 0o555);
  try {
    writeFileSync(join(tried, 'file'), '');
    return false;
  } catch {
    return true;
  } finally {
    chmodSync(tried, 0o755);
    rmSync(tried, { recursive: true });
  }
}
