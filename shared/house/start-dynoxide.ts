/** The DynamoDB emulator, for tests and `--engine dynamodb` on this machine: not for keeping an office's data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { endWithUs } from './end-with-us.ts';

export type Emulator = { readonly endpoint: string; stop(): Promise<void> };

/** `file` keeps the tables; it is made when missing. Throws when the package is not installed for this platform. */
export async function startDynoxide(file: string): Promise<Emulator> {
  if (!isIndexed(file)) {
    const first = await launch(file);
    await first.stop();
    indexStreamRecords(file);
  }
  return launch(file);
}

function isIndexed(file: string): boolean {
  if (!existsSync(file)) return false;
  const db = new DatabaseSync(file);
  const found = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'stream_records_newest'").get();
  db.close();
  return found !== undefined;
}

/**
 * Version 1.2.1 looks up the newest stream record of a table on every write without an index, so that writes slow
 * down with every record kept. The index is private to that version, which is pinned and tested.
 */
function indexStreamRecords(file: string): void {
  const db = new DatabaseSync(file);
  db.exec(
    'CREATE INDEX IF NOT EXISTS stream_records_newest ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
  );
  db.close();
}

async function launch(file: string): Promise<Emulator> {
  const port = await freePort();
  const child = spawn(binary(), ['--host', '127.0.0.1', '--port', String(port), '--db-path', file], {
    stdio: 'ignore',
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  endWithUs(child);
  await answering(child, endpoint);
  return {
    endpoint,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function binary(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    );
    return join(dirname(manifest), 'dynoxide');
  } catch {
    throw new Error(
      'no DynamoDB emulator is installed for this platform: give the address of one by --endpoint',
    );
  }
}

async function answering(child: ChildProcess, endpoint: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(endpoint).catch(() => null);
    if (answer !== null) return;
    await setTimeout(20);
  }
  child.kill('SIGKILL');
  throw new Error('the DynamoDB emulator does not start');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
