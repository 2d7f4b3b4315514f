/** What is done around a case after its year was signed: the published year stands, and so does every proof of it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { amendmentsOf } from '#shared/year/amendments.ts';
import { secondOpinion } from '#shared/year/second-opinion.ts';
import { type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';

let ledger: MemoryLedger;
beforeEach(async () => {
  ledger = memoryLedger();
  await ledger.found();
});
afterEach(() => ledger.close());

const APPLICANT = { type: 'naturalPerson', name: '赵一', identity: '1', contact: '2' };
async function by(user: string, fields: Fields): Promise<string> {
  const actor = { user, role: 'admin', via: 'form' } as const;
  const done = await executeCommand(ledger, { office: ledger.office.id, actor, fields });
  if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(fields)} ${JSON.stringify(done.facts ?? {})}`);
  return `${done.version}.1`;
}

it('notes, assignments and proposals neither amend a signed year nor disturb the second program', async () => {
  await by('li', {
    ...{ command: 'RegisterApplication', case: 'A1', channel: 'inPerson', submittedOn: '2025-11-03' },
    ...{ subject: '规划图', applicant: APPLICANT },
  });
  await by('li', { command: 'Reply', case: 'A1', on: '2025-11-20', outcome: 'disclosed' });
  await by('li', { command: 'CloseYear', year: 2025, approvedBy: '王局长' });
  await by('li', { command: 'SetApprovals', steps: ['voiding', 'restating'] });
  await by('li', { command: 'AssignCase', case: 'A1', person: 'wang' });
  await by('li', { command: 'AddNote', case: 'A1', text: '已归档' });
  const gone = { command: 'VoidEntry', case: 'A1', on: '2026-01-19', reason: '误登' };
  const step = await by('li', gone);
  expect(await amendmentsOf(ledger, { office: ledger.office, year: 2025 })).toEqual([]);
  const report = await ledger.report(2025);
  expect(await secondOpinion(ledger.log, report, ledger.clock.now() as Instant)).toEqual([]);
  await by('wang', { command: 'ApproveStep', case: 'A1', step });
  const amended = await amendmentsOf(ledger, { office: ledger.office, year: 2025 });
  expect(amended?.map(({ cell }) => cell)).toContain('table3.newlyReceived.total');
  const after = await ledger.report(2025);
  expect(await secondOpinion(ledger.log, after, ledger.clock.now() as Instant)).toEqual([]);
  const restating = { command: 'RestateYear', year: 2025, reason: '误登一件' };
  const signed = await by('li', restating);
  expect(await amendmentsOf(ledger, { office: ledger.office, year: 2025 })).not.toEqual([]);
  await by('wang', { command: 'ApproveStep', kind: 'year', case: '2025', step: signed });
  expect(await amendmentsOf(ledger, { office: ledger.office, year: 2025 })).toEqual([]);
});
