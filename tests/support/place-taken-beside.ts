/**
 * A process beside a file that is to be replaced, for tests/faults/place-taken.test.ts: `die N` takes the place of the
 * file and is killed before the Nth call that could change anything; `come` has opened the file when its place is taken.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync } from 'node:sqlite';

const [how = '', file = '', other = ''] = process.argv.slice(2);
const begun = { letGo: () => true, now: () => null };

/** `other`: which call it dies before. */
async function die(): Promise<void> {
  let calls = 0;
  const noticed = (of: object, names: readonly string[]): void => {
    for (const name of names) {
      const call = Reflect.get(of, name);
      Reflect.set(of, name, function called(this: unknown, ...given: unknown[]) {
        calls += 1;
        if (calls === Number(other)) process.kill(process.pid, 'SIGKILL');
        return Reflect.apply(call, this, given);
      });
    }
  };
  noticed(fs, ['fsyncSync', 'renameSync', 'rmSync', 'chmodSync']);
  syncBuiltinESMExports();
  noticed(DatabaseSync.prototype, ['exec', 'prepare', 'close']);
  const { placeTaken } = await import('#shared/store/sqlite/place-taken.ts');
  process.stdout.write(placeTaken(`${file}.draft`, { file, own: begun }) ? 'taken' : 'left');
}

/** `other`: a file that stands there once the place is taken. */
async function come(): Promise<void> {
  const { databaseNamed } = await import('#shared/store/sqlite/database-file.ts');
  let tries = 0;
  const db = databaseNamed(file, (opened) => {
    tries += 1;
    if (tries === 1) process.stdout.write('opened\n');
    while (tries === 1 && !fs.existsSync(other))
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    opened.exec('PRAGMA journal_mode = WAL');
  });
  db.exec("INSERT INTO rows VALUES ('from beside')");
  db.close();
  process.stdout.write(`${tries} tries`);
}

await (how === 'die' ? die() : come());
