/**
 * How many files a person's click goes through, from the route to the statement: what a newcomer has to open to follow
 * it. Counted by running it: a file is on the path when one of its functions ran. `PATHS=list` prints them.
 */
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let auditor: Visitor;
const profiler = new Session();
beforeAll(async () => {
  office = await openWebOffice();
  auditor = await office.visitor('zhou', 'auditor');
  const fields = { command: 'RegisterApplication', case: 'A1', channel: 'inPerson', submittedOn: '2026-09-01' };
  const applicant = { type: 'naturalPerson', name: '张三' };
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const done = await executeCommand(office.web.house, {
    ...{ office: 'default', actor },
    fields: { ...fields, applicant, subject: '某路段的规划许可证' },
  });
  expect(done.ok).toBe(true);
  profiler.connect();
  await profiler.post('Profiler.enable');
  await profiler.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
});
afterAll(() => {
  profiler.disconnect();
  office.close();
});

/** What every request goes through, whatever it asks for: the door, who it is, the frame of the page. */
const EVERYWHERE = '/account';

test.each([
  ['a figure of the tables', '/tables/2026/cell?name=table3.newlyReceived.total', 'A1'],
  ['the list of applications', '/applications', 'A1'],
  ['a case', '/applications/A1', '办理经过'],
])('%s is shown by few files', async (what, address, shown) => {
  const page = await filesBehind(address);
  expect(page.text).toContain(shown);
  const frame = await filesBehind(EVERYWHERE);
  const own = page.files.filter((file) => !frame.files.includes(file));
  if (process.env.PATHS) console.log([`${what}: ${page.files.length}, of its own ${own.length}`, ...own.map((f) => `  ${f}`), 'frame', ...frame.files].join('\n'));
  expect(own.length).toBeLessThan(200);
});

async function filesBehind(address: string): Promise<{ text: string; files: string[] }> {
  await auditor.get(address); // caches are warm, and what is loaded later is there
  await profiler.post('Profiler.takePreciseCoverage');
  const { text } = await auditor.get(address);
  const { result } = await profiler.post('Profiler.takePreciseCoverage');
  const root = process.env.TAIZHANG_HOME ?? '';
  const ran = result
    .filter(({ functions }) => functions.some(({ functionName, ranges }) => functionName !== '' && (ranges[0]?.count ?? 0) > 0))
    .map(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : url))
    .filter((path) => path.startsWith(`${root}/functions/`) || path.startsWith(`${root}/shared/`))
    .map((path) => path.slice(root.length + 1));
  return { text, files: [...new Set(ran)].sort() };
}
