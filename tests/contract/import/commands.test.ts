/** A file of commands as others write it: with a byte order mark, Windows line ends, printed labels and codes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runOf } from '#shared/intake/run-of.ts';
import { LI, memoryLedger } from '../../support/memory-ledger.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-commands-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const office = memoryLedger();
async function send(lines: readonly object[]) {
  const file = join(folder, 'steps.ndjson');
  writeFileSync(file, `\uFEFF${lines.map((line) => JSON.stringify(line)).join('\r\n\r\n')}`);
  const request = { kind: 'commands', file, office: office.office.id, actor: LI, dryRun: false, options: {} };
  return runOf('commands')(office, request);
}

it('reads the closed lists by key, printed code or printed label, and says the line of what it refuses', async () => {
  const applicant = { type: '法律服务机构', name: '某律所' };
  const register = { command: 'RegisterApplication', channel: '当面', submittedOn: '2025-12-01', applicant };
  const review = { command: 'OpenAppeal', kind: '行政复议', on: '2025-12-10' };
  const done = await send([
    { ...register, case: 'A1', subject: '预算' },
    { command: 'Reply', case: 'A1', on: '2025-12-08', outcome: '3.3.6' },
    { ...register, case: 'A2', subject: '预算', channel: '信鸽' },
    { ...review, case: '复1' },
  ]);
  expect(done).toMatchObject({ read: 4, recorded: 3, rejected: [{ line: 5, field: 'channel' }] });
  const { table3 } = await office.report(2025);
  expect(table3?.rows['refused.processInformation']).toEqual([0, 0, 0, 0, 1, 0, 1]);
});

it('keeps the name of a figure apart from the name of its command', async () => {
  const figure = { command: 'RecordFigure', case: 'F1', recordedOn: '2025-03-01', name: '监测预警' };
  const done = await send([{ ...figure, count: 71, unit: '次' }]);
  expect(done).toMatchObject({ recorded: 1, rejected: [] });
  const { narrative } = await office.report(2025);
  expect(narrative?.figures).toEqual({ 监测预警: { count: 71, unit: '次' } });
});

it('refuses a line in which a key stands twice, also within: which was meant nobody can say', async () => {
  const line =
    '{"command":"RecordFigure","case":"F9","recordedOn":"2025-03-01","name":"培训","count":3,"unit":"次"}';
  const file = join(folder, 'twice.ndjson');
  const within = '{"command":"RegisterApplication","applicant":{"type":"自然人","name":"甲","name":"乙"}}';
  writeFileSync(file, [line.replace('"count":3', '"count":3,"count":30'), within, line].join('\n'));
  const request = { kind: 'commands', file, office: office.office.id, actor: LI, dryRun: false, options: {} };
  expect(await runOf('commands')(office, request)).toMatchObject({
    recorded: 1,
    rejected: [
      { line: 1, field: 'count', code: 'conflict' },
      { line: 2, field: 'name', code: 'conflict' },
    ],
  });
});
