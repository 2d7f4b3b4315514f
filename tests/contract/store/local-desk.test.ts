import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLocalDesk } from '#shared/house/open-desk.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { blobsContract } from './blobs.contract.ts';
import { deadLettersContract } from './dead-letters.contract.ts';
import { draftsContract } from './drafts.contract.ts';
import { jobsContract } from './jobs.contract.ts';
import { queueContract } from './queue.contract.ts';

function openDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-'));
  let time = Date.UTC(2026, 8, 18);
  const clock = { now: () => instantOf(time) };
  const desk = openLocalDesk(folder, { clock, masterKey: randomBytes(32) });
  return {
    ...desk,
    letters: desk.deadLetters,
    folder,
    now: () => time,
    pass: async (seconds: number) => {
      time += seconds * 1000;
    },
    close: async () => {
      desk.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

queueContract('SQLite', async () => openDesk());
deadLettersContract('SQLite', async () => openDesk());
draftsContract('SQLite', async () => openDesk());
jobsContract('SQLite', async () => openDesk());
blobsContract('a folder', async () => openDesk());

it('nothing that a caller said can be read in the files of the queue', async () => {
  const desk = openDesk();
  await desk.queue.send('feed', [{ id: 'a', body: '来电人王某' }]);
  await desk.deadLetters.put({ topic: 'feed', message: 'b', body: '来电人王某', reason: '不明', tries: 1 });
  await desk.drafts.keep(
    { office: 'default', user: '张三', form: '/hotline/new' },
    { fields: { caller: ['来电人王某'] }, title: '', token: 'a-token' },
  );
  const files = readdirSync(desk.folder).filter((name) => name.startsWith('queue.db'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) expect(readFileSync(join(desk.folder, name)).includes('来电人王某')).toBe(false);
  await desk.close();
});

it('a record sent twice while the first waits is queued once', async () => {
  const desk = openDesk();
  await desk.queue.send('feed', [{ id: 'a', body: '来电' }]);
  await desk.queue.send('feed', [{ id: 'a', body: '来电' }]);
  expect(await desk.queue.depth('feed')).toBe(1);
  await desk.close();
});
