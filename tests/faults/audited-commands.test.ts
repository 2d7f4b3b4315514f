/** What the command line reads stands in the audit stream under the user of the operating system. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { COMMANDS } from '#functions/cli/commands.ts';
import { readArguments } from '#functions/cli/options.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import type { AuditLine } from '#shared/store/audit-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'taizhang-commands-'));
let before = 0;

async function run(...words: string[]) {
  const args = readArguments([...words, '--data', join(folder, 'data')]);
  const load = COMMANDS[args.command];
  if (load === undefined) throw new Error(`no command ${args.command}`);
  return (await load())(args);
}

async function left(): Promise<readonly (AuditLine & { readonly words: string | undefined })[]> {
  const house = await openLocalHouse(join(folder, 'data'));
  const { items } = await house.audit.page({ office: 'default' }, { after: null, limit: 500 });
  const told = await Promise.all(
    items.toReversed().map(async (line) => {
      const texts = await house.audit.textsOf(line);
      return { ...line, words: typeof texts === 'string' ? texts : texts[0]?.words };
    }),
  );
  house.close();
  const fresh = told.slice(before);
  before = told.length;
  return fresh;
}

beforeAll(async () => {
  const file = join(folder, 'steps.ndjson');
  const registered = { command: 'RegisterApplication', case: 'A1', channel: 'post', subject: '征地批复' };
  const dated = { submittedOn: '2026-11-02', signedForOn: '2026-11-02' };
  const applicant = { type: 'naturalPerson', name: '张三丰' };
  writeFileSync(file, `${JSON.stringify({ ...registered, ...dated, applicant })}\n`);
  expect((await run('import', 'commands', file)).exit).toBe(0);
});
beforeEach(() => left());
afterAll(() => rmSync(folder, { recursive: true }));

it.each<[string, readonly string[], object]>([
  [
    'the history of a case',
    ['history', 'A1'],
    { what: 'revealed', on: { kind: 'application', number: 'A1' } },
  ],
  ['its clock', ['clock', 'A1'], { what: 'caseRead', on: { kind: 'application', number: 'A1' } }],
  ['its sheet', ['case-file', 'A1', '--format', 'docx'], { what: 'printed', on: { number: 'A1' } }],
  ['its sheet in full', ['case-file', 'A1', '--format', 'docx', '--full'], { what: 'revealed' }],
  ['a search', ['search', '张三丰'], { what: 'searched', words: '张三丰' }],
  ['the work list', ['worklist'], { what: 'caseListed' }],
  ['the cases behind a figure', ['cell', '2026', 'table3.newlyReceived.total'], { what: 'figureRead' }],
  ['a report', ['report', '2026'], { what: 'reportRead', words: '2026' }],
  ['who has an account', ['user', 'list'], { what: 'peopleRead' }],
  ['what could not be carried out', ['dead-letters', 'list'], { what: 'failureRead' }],
])('%s', async (_, words, entry) => {
  await run(...words);
  const said = { who: userInfo().username, via: 'cli', details: { page: `taizhang ${words[0]}` } };
  expect(await left()).toMatchObject([{ ...said, ...entry }]);
});

it('the whole ledger, also without its key', async () => {
  await run('export', join(folder, 'ledger.ndjson'));
  expect(await left()).toMatchObject([{ who: userInfo().username, what: 'exported' }]);
});

it('whoever --as names, the user of the system stands there', async () => {
  await run('history', 'A1', '--as', '王局长');
  expect(await left()).toMatchObject([{ who: userInfo().username, details: { as: '王局长' } }]);
});

it('the stream itself: who saw a case, and who had which right on a day', async () => {
  await run('history', 'A1');
  await run('user', 'add', '李四', '--role', 'approver');
  await left();
  const seen = (await run('audit', 'case', 'A1')).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(seen[0]).toMatchObject({ who: userInfo().username, what: 'revealed', on: { number: 'A1' } });
  const found = (await run('audit', '--what', 'searched')).stdout;
  expect(JSON.parse(found.split('\n')[0] ?? '').texts).toEqual({ words: '张三丰' });
  const rights = (await run('audit', 'rights')).stdout;
  expect(JSON.parse(rights)).toMatchObject({ user: '李四', role: 'approver', by: userInfo().username });
  expect((await run('audit', 'rights', '--on', '2020-01-01')).stdout).toBe('');
  expect((await left()).map(({ what }) => what)).toEqual(Array(4).fill('auditRead'));
});

it('what only writes, or shows nothing of a person, leaves none', async () => {
  for (const words of [['lists'], ['policies'], ['calendar', 'show', '2026'], ['verify']])
    await run(...words);
  expect(await left()).toEqual([]);
});
