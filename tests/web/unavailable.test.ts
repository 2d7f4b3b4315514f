/** A disk that is full, on one machine: it is said in words, what was typed is kept, and nothing is counted twice. */
import { rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { masterKeyIn } from '#shared/house/open-ledger.ts';
import { sqliteEventLog } from '#shared/store/sqlite/event-log.ts';
import { openLedger } from '#shared/store/sqlite/schema.ts';
import { hiddenFields, NOW, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let ledger: DatabaseSync;
let li: Visitor;
let isLagging: boolean;

beforeEach(async () => {
  isLagging = false;
  office = await openWebOffice(async (folder) => {
    const clock = { now: () => NOW };
    const house = await openLocalHouse(folder, { clock });
    ledger = openLedger(join(folder, 'ledger.db'));
    const log = sqliteEventLog(ledger, { clock, masterKey: await masterKeyIn(folder) });
    const catchUp = async (): Promise<void> => {
      if (isLagging) ledger.exec('CREATE TABLE too_much AS SELECT zeroblob(100000)');
      await house.catchUp();
    };
    return { ...house, log, catchUp };
  });
  li = await office.visitor('li', 'officer');
});
afterEach(() => {
  ledger.close();
  office.close();
});

/** The engine itself finds no room for another page, until it is given some. */
function fill(): void {
  ledger.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  const row = ledger.prepare('PRAGMA page_count').get();
  ledger.exec(`PRAGMA max_page_count = ${row?.page_count}`);
}
const makeRoom = (): void => ledger.exec('PRAGMA max_page_count = 1000000');

const FORM = {
  ...{
    channel: 'inPerson',
    submittedOn: '2026-11-20',
    applicantType: 'naturalPerson',
    applicantName: '张三',
  },
  ...{
    identity: '440307199001011234',
    contact: '13812345678',
    subject: '<某路段> "规划许可证"',
  },
  description: '所需信息'.repeat(400),
  do: 'save',
};

it('keeps what was typed on a page that says why, and records it once when it is sent again', async () => {
  fill();
  const refused = await li.fillIn('/applications/new', FORM, '/applications');
  expect(refused.status).toBe(503);
  expect(refused.text).toContain('磁盘已满，暂时不能保存');
  const kept = hiddenFields(refused.text, '/applications');
  expect(kept).toMatchObject(FORM);
  expect(office.lines).toContainEqual(expect.objectContaining({ event: 'unavailable', why: 'full' }));
  expect((await li.get('/applications')).status).toBe(200);
  makeRoom();
  const saved = await li.post('/applications', kept);
  expect(saved.location).toContain('/applications/SQ2026-0000001');
  expect((await li.post('/applications', kept)).location).toContain('/applications/SQ2026-0000001');
});

it('tells programs the same, with a code and when to come again', async () => {
  fill();
  const token = await office.token('officer');
  const body = JSON.stringify({
    ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-20' },
    applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' },
    ...{ subject: FORM.subject, description: FORM.description },
  });
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'k1' };
  const send = () => office.app.request('/api/v1/commands', { method: 'POST', headers, body });
  const refused = await send();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '60']);
  expect(await refused.json()).toMatchObject({ code: 'unavailable', facts: { why: 'full' } });
  makeRoom();
  expect((await send()).status).toBe(201);
  expect((await send()).status).toBe(200);
});

it('shows lists that cannot follow, and says so; what is carried out on them waits', async () => {
  fill();
  isLagging = true;
  const page = await li.get('/applications');
  expect(page.status).toBe(200);
  expect(page.text).toContain('暂时跟不上最近的登记');
  const token = await office.token('officer');
  const answer = await office.app.request('/api/v1/cases/application', {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([answer.status, answer.headers.get('taizhang-behind')]).toEqual([200, 'full']);
  isLagging = false;
  expect((await li.get('/applications')).text).not.toContain('暂时跟不上');
});

it('is no readiness: a watchdog is told the reason', async () => {
  expect((await office.app.request('/readyz')).status).toBe(200);
  // every write to this device meets a full disk
  const tried = join(office.folder, `.tried-${process.pid}`);
  symlinkSync('/dev/full', tried);
  const answer = await office.app.request('/readyz');
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'unavailable', facts: { why: 'full' } });
  rmSync(tried, { force: true });
  expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  expect((await office.app.request('/readyz')).status).toBe(200);
});
