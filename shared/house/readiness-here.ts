/** What a machine needs beside readable files: a folder that takes what is written, and room for it. */
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readiness } from '#shared/store/house.ts';

/** Less, and a commit may be the one that does not fit. */
const LEAST_BYTES = 16 * 2 ** 20;
/** A day or two of an office's work. */
const LITTLE_BYTES = 512 * 2 ** 20;

export function readinessIn(folder: string): Readiness {
  const room = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  return {
    probes: [
      {
        part: 'disk',
        look: async () => {
          const file = join(folder, `.ready-${process.pid}`);
          await writeFile(file, 'written to see whether it can be', { mode: 0o600 }).finally(() =>
            rm(file, { force: true }),
          );
          if ((await room()) < LEAST_BYTES) throw new Error('no room is left');
        },
      },
    ],
    // where room cannot be asked for the look above says so
    warning: async () => ((await room().catch(() => LITTLE_BYTES)) < LITTLE_BYTES ? 'littleRoom' : null),
  };
}
