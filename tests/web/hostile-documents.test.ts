/**
 * Documents made to be dear: each is answered, none with a fault, and none keeps the thread that answers everybody else.
 * `npm run fuzz` sends more of them.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webApp } from '#functions/web/app.tsx';
import { heavyThreads } from '#shared/house/heavy-threads.ts';
import { hostileDocuments } from '../support/hostile-documents.ts';
import { type TurnMeter, turnMeter } from '../support/turn-meter.ts';
import { openWebOffice, Visitor, type WebOffice } from '../support/web-office.ts';

const COUNT = Number(process.env.FUZZ_DOCUMENTS ?? 40);
/** What somebody else may wait at most (issue 17): in time of the processor, so that a busy machine says nothing else. */
const MOST_MS = 200;
const heavy = heavyThreads({ threads: 2, deadlineMs: 8000, ofAccount: 2, megabytes: 768 });

let office: WebOffice;
let admin: Visitor;
let meter: TurnMeter;

beforeAll(async () => {
  office = await openWebOffice();
  const { app } = webApp({ ...office.web, config: { ...office.web.config, heavy } });
  admin = new Visitor(app, (await office.visitor('管理员', 'admin')).cookie());
  // what is loaded once, and compiled for the first time, is loaded before anything is measured
  for (const { path, field, fields } of hostileDocuments(15))
    await admin.upload(path, fields ?? {}, { [field]: new File(['x'], 'rows.csv') });
  meter = turnMeter();
}, 120_000);
afterAll(async () => {
  await meter.stop();
  await heavy.close();
  office.close();
});

describe('a document that is dear to read', () => {
  it('is answered, and keeps nobody waiting', async () => {
    const found: string[] = [];
    let most = 0;
    const documents = hostileDocuments(COUNT);
    for (const { what, path, field, file, fields } of documents) {
      // the turn that made the documents is over
      await pause(2);
      meter.longest();
      const answer = await admin.upload(path, fields ?? {}, { [field]: file });
      const shown = answer.location?.startsWith('/imports/files/')
        ? await admin.get(answer.location)
        : answer;
      const longest = Math.round(meter.longest());
      most = Math.max(most, longest);
      if (answer.status >= 500 || shown.status >= 500)
        found.push(`${what}: ${answer.status} ${shown.status}`);
      if (longest > MOST_MS) found.push(`${what}: ${longest} ms`);
    }
    console.log(`${COUNT} documents, the longest turn ${most} ms`);
    expect(found).toEqual([]);
  }, 1_200_000);
});
