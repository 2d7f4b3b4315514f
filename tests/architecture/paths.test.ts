/**
 * How many files a person's click goes through, from the route to the statement: what a newcomer opens to follow it.
 * Counted by running it: a file is on the path where one of its functions ran. `npm run paths` prints them.
 */
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

/** Whatever a page shows, its request goes through these: the door, who asks, the frame of the page, the entry it leaves. */
const ANY_PAGE = '/account';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let office: WebOffice;
let auditor: Visitor;
const profiler = new Session();
beforeAll(async () => {
  office = await openWebOffice();
  auditor = await office.visitor('zhou', 'auditor');
  const registered = await executeCommand(office.web.house, {
    office: 'default',
    actor: { user: 'li', role: 'officer', via: 'form' },
    fields: {
      ...{ command: 'RegisterApplication', case: 'A1', channel: 'inPerson', submittedOn: '2026-09-01' },
      applicant: { type: 'naturalPerson', name: '张三' },
      subject: '某路段的规划许可证',
    },
  });
  expect(registered.ok).toBe(true);
  profiler.connect();
  await profiler.post('Profiler.enable');
  await profiler.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
});
afterAll(() => {
  profiler.disconnect();
  office.close();
});

test.each([
  { click: 'a figure of the tables', address: '/tables/2026/cell?name=table3.newlyReceived.total', most: 48 },
  { click: 'the list of applications', address: '/applications', most: 40 },
  { click: 'an application', address: '/applications/A1', most: 75 },
])('$click goes through at most $most files of its own', async ({ click, address, most }) => {
  const frame = [...(await filesBehind(ANY_PAGE)), ...(await filesRun(leaveEntry))];
  const all = await filesBehind(address);
  const own = all.filter((file) => !frame.includes(file));
  if (process.env.PATHS)
    console.log(`${click}: ${all.length} files, ${own.length} of its own\n${own.join('\n')}`);
  expect(own.length, own.join('\n')).toBeLessThanOrEqual(most);
});

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
