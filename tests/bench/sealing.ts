/**
 * What a checkpoint costs: the first ones over a ledger that was never sealed, one more over a hundred new commits, and
 * holding the whole against its tree and an anchor. `npm run bench:sealing -- 100000 1000000`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { anchorsHere } from '#shared/house/anchors-here.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { commitFrom } from '#shared/store/commit-bytes.ts';

const NEW = 100;

for (const commits of process.argv.slice(2).map(Number)) await measure(commits);

async function measure(commits: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-sealing-'));
  const device = join(folder, 'device');
  mkdirSync(device);
  (await openLocalHouse(folder)).close();
  fill(folder, commits);
  const house = await openLocalHouse(folder, { anchors: anchorsHere([device], {}) });
  const first = await seconds(() => house.notary.seal());
  const next: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    fill(folder, NEW);
    next.push(await seconds(() => house.notary.seal()));
  }
  const check = await seconds(() => house.notary.check());
  const heap = Math.round(process.memoryUsage().rss / 2 ** 20);
  next.sort((a, b) => a - b);
  console.log(JSON.stringify({ commits, first, next: next[2], check, megabytes: heap }));
  house.close();
  rmSync(folder, { recursive: true, force: true });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return Math.round(performance.now() - begun) / 1000;
}

/** Commits of 500 bytes, straight into the file: the recorder is measured elsewhere. */
function fill(folder: string, commits: number): void {
  const db = new DatabaseSync(join(folder, 'ledger.db'));
  const insert = db.prepare(
    'INSERT INTO commits (office, kind, stream, version, body, hash) VALUES (?, ?, ?, 1, ?, ?)',
  );
  const begin = Number(db.prepare('SELECT max(position) AS last FROM commits').get()?.last ?? 0);
  const at = '2026-11-27T09:00:00.000+08:00' as Instant;
  const event = { type: 'CaseNoted', v: 1, on: dateOf('2026-11-27'), data: { filler: 'x'.repeat(150) } };
  db.exec('BEGIN');
  for (let one = begin + 1; one <= begin + commits; one += 1) {
    const stream = `s${one}`;
    const draft = {
      ...{ at: { office: 'default', kind: 'letters', stream } as const, number: stream, version: 1 },
      ...{ actor: { user: 'li', role: 'officer', via: 'cli' } as const, events: [event] },
    };
    const { bytes, hash } = commitFrom(draft, { recordedAt: at, prev: '', seal: null });
    insert.run('default', 'letters', stream, bytes, hash);
  }
  db.exec('COMMIT');
  db.close();
}
