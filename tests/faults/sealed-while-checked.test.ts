import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-first-seal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a check beside the first sealing takes no log for one that has lost its tree', async () => {
  const [sealing, checking] = [await openLocalHouse(folder), await openLocalHouse(folder)];
  await sealing.audit.append({ office: 'default', who: 'li', role: 'admin', via: 'cli', what: 'signedIn' });
  let sealed = false;
  const work = sealing.notary.seal().then(() => {
    sealed = true;
  });
  let checks = 0;
  while (!sealed) {
    checks += 1;
    expect((await checking.notary.check()).checkpoints).toEqual([]);
  }
  await work;
  expect(checks).toBeGreaterThan(1);
  for (const house of [sealing, checking]) house.close();
});

it('a first sealing that was killed between two logs has lost no tree; one that ended has', async () => {
  const house = await openLocalHouse(folder);
  await house.audit.append({ office: 'default', who: 'li', role: 'admin', via: 'cli', what: 'signedIn' });
  await house.notary.seal();
  rmSync(join(folder, 'documents', 'proof', 'audit'), { recursive: true });
  const missing = [{ log: 'audit', what: 'treeMissing', from: 0, size: 0 }];
  expect((await house.notary.check()).checkpoints).toEqual(missing);
  // noted when the sealing is over
  rmSync(join(folder, 'signing.used'));
  expect((await house.notary.check()).checkpoints).toEqual([]);
  house.close();
});
