/** What a machine needs beside readable files: a folder that takes what is written, and room for it. */
import { access, constants, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part, Probe, Readiness } from '#shared/store/house.ts';

/** A day or two of an office's work. */
const LITTLE_BYTES = 512 * 2 ** 20;

export function readinessIn(folder: string): Readiness {
  const room = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  return {
    probes: [{ part: 'disk', look: () => tryWritingIn(folder) }, ...WRITTEN.map(mayBeWritten(folder))],
    // where room cannot be asked for the look above says so
    warning: async () => ((await room().catch(() => LITTLE_BYTES)) < LITTLE_BYTES ? 'littleRoom' : null),
  };
}

/** Files without which nothing is recorded, or nothing is shown: read models are filled anew. */
const WRITTEN: readonly (readonly [Part, string])[] = [
  ['ledger', 'ledger.db'],
  ['accounts', 'accounts.db'],
  ['audit', 'audit.db'],
  ['queue', 'queue.db'],
];

const mayBeWritten =
  (folder: string) =>
  ([part, name]: readonly [Part, string]): Probe => ({
    part,
    look: () => access(join(folder, name), constants.W_OK).catch(unlessNotThere),
  });

/** One that nothing was written to yet is made when it is. */
function unlessNotThere(fault: NodeJS.ErrnoException): void {
  if (fault.code !== 'ENOENT') throw fault;
}

/** As much as a few pages of a database: where there is no room or no right for it, a commit would meet the same. */
async function tryWritingIn(folder: string): Promise<void> {
  const file = join(folder, `.tried-${process.pid}`);
  try {
    await writeFile(file, Buffer.alloc(65_536), { flush: true });
  } finally {
    await rm(file, { force: true });
  }
}
