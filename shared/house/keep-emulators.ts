/**
 * A process of its own that keeps the emulators of a folder while commands use them, and ends itself a few seconds
 * after the last has gone: each user holds a connection to it, which the system closes however they end.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { startEmulators } from './emulators.ts';

const LINGER_MS = 4000;
const LOOK_MS = 250;

const [folder = '', endpoint] = process.argv.slice(2);
// whatever an emulator lays there is its owner's alone
process.umask(0o077);
mkdirSync(folder, { recursive: true });
if (isAlone(folder)) await keep(folder);

/** One keeper a folder: the system lifts this lock when the process ends, however it ends. */
function isAlone(at: string): boolean {
  const lock = new DatabaseSync(join(at, 'keeper.lock'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 1; COMMIT;');
    // kept open, and with it the lock
    process.once('exit', () => lock.close());
    return true;
  } catch {
    lock.close();
    return false;
  }
}

async function keep(at: string): Promise<void> {
  const file = join(at, 'address.json');
  rmSync(file, { force: true });
  const emulators = await startEmulators(at, endpoint);
  const users = new Set<Socket>();
  let idleSince = Date.now();
  const server = createServer((socket) => {
    users.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      users.delete(socket);
      idleSince = Date.now();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const keeper = typeof address === 'object' && address !== null ? address.port : 0;
  writeFileSync(`${file}.part`, JSON.stringify({ ...emulators.addresses, keeper }), { mode: 0o600 });
  renameSync(`${file}.part`, file);
  while (existsSync(file) && (users.size > 0 || Date.now() - idleSince < LINGER_MS))
    await setTimeout(LOOK_MS);
  rmSync(file, { force: true });
  server.close();
  await emulators.stop();
  process.exit(0);
}
