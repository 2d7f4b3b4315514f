/** A list as a file, of as many rows as it may have: others have their turn between its pages. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importRows } from '#shared/intake/import-rows.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

const ROWS = 3000;
let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
  const lines = Array.from({ length: ROWS }, (_, n) => `T${n},2026-11-02 09:00,complaint,12345热线`);
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-list-'));
  const file = join(folder, 'rows.csv');
  writeFileSync(file, ['number,receivedAt,type,source', ...lines].join('\n'));
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const request = { kind: 'hotline', file, office: 'default', actor, dryRun: false, options: {} };
  expect(await importRows(office.web.house, request)).toMatchObject({ recorded: ROWS });
  rmSync(folder, { recursive: true });
  await office.web.house.catchUp();
});
afterEach(() => office.close());

/** Turns of this thread while an address is answered. */
async function turnsOf(path: string): Promise<number> {
  let [turns, answered] = [0, false];
  const counting = (async () => {
    for (; !answered; turns += 1) await nextTurn();
  })();
  expect((await li.get(path)).status).toBe(200);
  answered = true;
  await counting;
  return turns;
}

it('leaves others a turn after every page that is read, and every page that is put into words', async () => {
  const few = await turnsOf('/hotline?as=csv&number=T2999');
  expect((await turnsOf('/hotline?as=csv')) - few).toBeGreaterThanOrEqual((2 * ROWS) / 200 - 3);
});
