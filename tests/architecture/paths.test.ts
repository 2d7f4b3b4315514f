/**
 * How many files a click, an entry, a feed's record and a signature go through: what a newcomer opens to follow each.
 * Counted by running it: a file is on the path where one of its functions ran. `npm run paths` prints them.
 */
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { feedHandler } from '#shared/feeds/record-feed.ts';
import { drain } from '#shared/store/consume.ts';
import { addFeed, signatureHeaders } from '../support/feed-platform.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import { NOW, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

/** Whatever a page shows, its request goes through these: the door, who asks, the frame of the page, the entry it leaves. */
const ANY_PAGE = '/account';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let office: WebOffice;
let auditor: Visitor;
const profiler = new Session();
beforeAll(async () => {
  office = await openWebOffice();
  auditor = await office.visitor('zhou', 'auditor');
  await entered('A1');
  profiler.connect();
  await profiler.post('Profiler.enable');
  await profiler.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
});
afterAll(() => {
  profiler.disconnect();
  office.close();
});

test.each([
  { click: 'a figure of the tables', address: '/tables/2026/cell?name=table3.newlyReceived.total', most: 52 },
  { click: 'the list of applications', address: '/applications', most: 41 },
  { click: 'an application', address: '/applications/A1', most: 77 },
])('$click goes through at most $most files of its own', async ({ click, address, most }) => {
  const frame = [...(await filesBehind(ANY_PAGE)), ...(await filesRun(leaveEntry))];
  const all = await filesBehind(address);
  const own = all.filter((file) => !frame.includes(file));
  if (process.env.PATHS)
    console.log(`${click}: ${all.length} files, ${own.length} of its own\n${own.join('\n')}`);
  expect(own.length, own.join('\n')).toBeLessThanOrEqual(most);
});

test('entering an application goes through at most 44 files', async () => {
  await entered('A2');
  await within(44, 'an application entered', () => entered('A3'));
});

test('a record of a feed goes through at most 64 files to the ledger', async () => {
  const secret = await addFeed(office.web, 'platform');
  await sent(secret, 'R1');
  await within(64, 'a record of a feed', () => sent(secret, 'R2'));
});

test('signing a year goes through at most 123 files', async () => {
  await readyToSign(office.web.house);
  await within(123, 'a year signed', () =>
    carriedOut({ command: 'CloseYear', year: 2025, approvedBy: '李局长' }),
  );
});

async function within(most: number, what: string, work: () => Promise<unknown>): Promise<void> {
  const all = await filesRun(work);
  if (process.env.PATHS) console.log(`${what}: ${all.length} files\n${all.join('\n')}`);
  expect(all.length, all.join('\n')).toBeLessThanOrEqual(most);
}

const entered = (number: string) =>
  carriedOut({
    ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-09-01' },
    applicant: { type: 'naturalPerson', name: '张三' },
    subject: '某路段的规划许可证',
  });

async function carriedOut(fields: Fields): Promise<void> {
  const actor = { user: 'li', role: 'admin', via: 'form' } as const;
  const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
  expect(done).toMatchObject({ ok: true });
}

async function sent(secret: string, number: string): Promise<void> {
  const body = JSON.stringify({ records: [{ number, receivedAt: '2026-11-20 09:00', type: '投诉' }] });
  const headers = { host: 'localhost', ...signatureHeaders({ secret, timestamp: NOW, body }) };
  const answer = await office.app.request('/api/v1/hotline/batches', { method: 'POST', headers, body });
  expect(answer.status).toBe(202);
  await drain(office.web.house, 'feed', { handler: feedHandler(office.web.house) });
}

const leaveEntry = () =>
  office.web.house.audit.append({
    office: 'default',
    who: 'zhou',
    role: 'auditor',
    via: 'form',
    what: 'caseListed',
  });

async function filesBehind(address: string): Promise<readonly string[]> {
  expect((await auditor.get(address)).status).toBe(200); // what is kept or loaded later is there
  return filesRun(() => auditor.get(address));
}

async function filesRun(work: () => Promise<unknown>): Promise<readonly string[]> {
  await profiler.post('Profiler.takePreciseCoverage');
  await work();
  const { result } = await profiler.post('Profiler.takePreciseCoverage');
  const ran = result.filter(({ functions }) =>
    functions.some(({ functionName, ranges: [whole] }) => functionName !== '' && (whole?.count ?? 0) > 0),
  );
  const files = ran.map(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : url).slice(ROOT.length));
  return [...new Set(files.filter((file) => /^(?:functions|shared)\//.test(file)))].sort();
}
