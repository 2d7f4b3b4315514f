/** Steps that wait for a second person: judged when they are proposed, carried out when another account approves. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import type { Via } from '#shared/kernel/event.ts';
import { historyOf, opened } from '#shared/ledger/case-history.ts';
import type { Role } from '#shared/store/accounts.ts';
import { type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

let ledger: MemoryLedger;
beforeEach(async () => {
  ledger = memoryLedger();
  ledger.setClock('2026-11-23T09:00:00.000+08:00');
  await ledger.found();
});
afterEach(() => ledger.close());

type Who = { readonly user: string; readonly role: Role | 'operator'; readonly via?: Via };
const LI: Who = { user: 'li', role: 'officer' };
const WANG: Who = { user: 'wang', role: 'approver' };
const ADMIN: Who = { user: 'zhang', role: 'admin' };

const by = ({ via = 'form', ...who }: Who, fields: Fields, expectedVersion?: number) =>
  executeCommand(ledger, {
    ...{ office: ledger.office.id, actor: { ...who, via }, fields },
    ...(expectedVersion && { expectedVersion }),
  });
const hold = (...steps: readonly string[]) => by(ADMIN, { command: 'SetApprovals', steps });
const register = (number: string) =>
  by(LI, {
    ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-02' },
    ...{ subject: '规划图', applicant: { type: 'naturalPerson', name: '赵一', identity: '1', contact: '2' } },
  });
const commitsOf = async (number: string) => {
  const named = { office: ledger.office.id, kind: 'application', number } as const;
  return opened(ledger.log, (await historyOf(ledger.log, named)) ?? []);
};
const typesOf = async (number: string) =>
  (await commitsOf(number)).map(({ commit }) => commit.events.map(({ type }) => type));

const EXTEND = { command: 'ExtendReply', case: 'A1', on: '2026-11-20', workingDays: 10, reason: '需要查找' };
const REFUSE = { command: 'Reply', case: 'A1', on: '2026-11-20', outcome: 'refused.stateSecret' };

async function proposed(fields: Fields, who = LI): Promise<string> {
  const done = await by(who, fields);
  expect(done).toMatchObject({ ok: true, outcome: 'proposed', warnings: [{ code: 'awaitsApproval' }] });
  return `${done.ok ? done.version : 0}.1`;
}

describe('an office that names no step', () => {
  it('goes on as it did', async () => {
    await register('A1');
    expect(await by(LI, { ...EXTEND, approvedBy: '王局长' })).toMatchObject({ outcome: 'recorded' });
    expect(await typesOf('A1')).toEqual([['ApplicationRegistered'], ['ReplyExtended']]);
  });
});

describe('a step that waits', () => {
  beforeEach(async () => {
    await hold('extension', 'refusal', 'voiding');
    await register('A1');
  });

  it('is recorded with both names in one commit, on its own day, and the approver is nobody typed', async () => {
    const step = await proposed({ ...EXTEND, approvedBy: '随便谁' });
    expect(await typesOf('A1')).toEqual([['ApplicationRegistered'], ['StepProposed']]);
    expect(await by(WANG, { command: 'ApproveStep', case: 'A1', step })).toMatchObject({
      outcome: 'recorded',
    });
    const { commit, seal } = (await commitsOf('A1'))[2] ?? {};
    expect(commit?.events).toMatchObject([
      { type: 'StepApproved', data: { step, command: 'ExtendReply', by: 'li', approver: 'wang' } },
      { type: 'ReplyExtended', on: '2026-11-20' },
    ]);
    expect(seal).toMatchObject({ 1: { approvedBy: 'wang', reason: '需要查找' } });
    expect(commit?.actor.user).toBe('wang');
  });

  it('holds what was typed sealed, and nothing of it in the clear', async () => {
    await proposed(EXTEND);
    const { commit } = (await commitsOf('A1'))[1] ?? {};
    expect(commit?.bytes).not.toContain('需要查找');
    expect(commit?.events[0]?.data).toEqual({ command: 'ExtendReply', day: '2026-11-20' });
  });

  it('is refused at its field when it is proposed, not later', async () => {
    expect(await by(LI, { ...EXTEND, workingDays: 99 })).toMatchObject({
      ok: false,
      code: 'extensionTooLong',
    });
    expect(await by(LI, { ...EXTEND, on: '2026-13-01' })).toMatchObject({
      ok: false,
      field: 'on',
      code: 'badDate',
    });
    expect(await typesOf('A1')).toEqual([['ApplicationRegistered']]);
  });

  it('is judged again on the case as it stands when it is approved', async () => {
    const step = await proposed(REFUSE);
    await by(LI, { command: 'Withdraw', case: 'A1', on: '2026-11-19' });
    expect(await by(WANG, { command: 'ApproveStep', case: 'A1', step })).toMatchObject({
      ok: false,
      code: 'alreadyConcluded',
    });
    expect(await by(WANG, { command: 'ReturnStep', case: 'A1', step, reason: '已撤回' })).toMatchObject({
      ok: true,
    });
  });

  it('only the outcomes that the office named wait', async () => {
    expect(await by(LI, { ...REFUSE, outcome: 'disclosed' })).toMatchObject({ outcome: 'recorded' });
    expect(
      await by(LI, {
        command: 'CorrectOutcome',
        case: 'A1',
        on: '2026-11-20',
        outcome: 'refused.stateSecret',
        reason: '误',
      }),
    ).toMatchObject({ outcome: 'proposed' });
  });

  it('the outcome of an appeal is no refusal to disclose', async () => {
    await by(LI, { command: 'OpenAppeal', case: 'Y1', kind: 'review', on: '2026-10-20', application: 'A1' });
    await by(LI, { command: 'ConcludeAppeal', case: 'Y1', on: '2026-11-20', means: 'mediated73' });
    const corrected = { command: 'CorrectOutcome', on: '2026-11-20', outcome: 'upheld', reason: '误' };
    expect(await by(LI, { ...corrected, case: 'Y1' })).toMatchObject({ outcome: 'recorded' });
  });

  it('is decided by another account, taken back by its own, and one waits at a time', async () => {
    const step = await proposed(REFUSE, ADMIN);
    const deciding = (command: string) => ({ command, case: 'A1', step, reason: '一' });
    for (const command of ['ApproveStep', 'ReturnStep'])
      expect(await by(ADMIN, deciding(command))).toMatchObject({ ok: false, code: 'ownProposal' });
    expect(await by(WANG, deciding('WithdrawStep'))).toMatchObject({ code: 'notOwnProposal' });
    expect(await by(LI, EXTEND)).toMatchObject({
      ok: false,
      code: 'proposalWaiting',
      facts: { by: 'zhang' },
    });
    expect(await by(ADMIN, deciding('WithdrawStep'))).toMatchObject({ ok: true });
    expect(await by(WANG, deciding('ApproveStep'))).toMatchObject({ ok: false, code: 'noSuchProposal' });
    await proposed(EXTEND);
  });

  it('is proposed again after it was returned', async () => {
    const first = await proposed(EXTEND);
    await by(WANG, { command: 'ReturnStep', case: 'A1', step: first, reason: '理由不足' });
    const second = await proposed({ ...EXTEND, reason: '需要向档案馆调取' });
    expect(await by(WANG, { command: 'ApproveStep', case: 'A1', step: first })).toMatchObject({
      code: 'noSuchProposal',
    });
    expect(await by(WANG, { command: 'ApproveStep', case: 'A1', step: second })).toMatchObject({ ok: true });
  });

  it('does not make an open form stale by being proposed, but by being carried out', async () => {
    const step = await proposed(EXTEND);
    const consult = { command: 'ConsultOrgan', case: 'A1', on: '2026-11-12', organ: '区自然资源局' };
    expect(await by(LI, consult, 1)).toMatchObject({ ok: true });
    await by(WANG, { command: 'ApproveStep', case: 'A1', step });
    expect(await by(LI, { ...consult, organ: '市局' }, 3)).toMatchObject({ code: 'staleVersion' });
  });

  it('the administrator of the machine, who is at no account, is not held up', async () => {
    const operator: Who = { user: 'root', role: 'operator', via: 'cli' };
    expect(await by(operator, { ...EXTEND, approvedBy: '王局长' })).toMatchObject({ outcome: 'recorded' });
  });
});

/** What the office of the random runs has named, and the events that must then stand beside an approval. */
const HELD = ['extension', 'refusal', 'voiding', 'delay', 'split', 'lapse', 'correction'];
const HELD_EVENTS = ['ReplyExtended', 'DelayAgreed', 'EntryVoided', 'ApplicationSplit', 'DateCorrected'];
const PEOPLE: readonly Who[] = [LI, WANG, ADMIN, { user: 'chen', role: 'officer' }];
const STEPS: readonly Fields[] = [
  EXTEND,
  REFUSE,
  { ...REFUSE, outcome: 'disclosed' },
  { command: 'AgreeDelay', on: '2026-11-19', until: '2026-12-30', reason: '多' },
  { command: 'SplitApplication', on: '2026-11-19', into: ['A1-1', 'A1-2'] },
  { command: 'CorrectDate', event: '1.1', on: '2026-11-03', reason: '误' },
  { command: 'ConsultOrgan', on: '2026-11-12', organ: '区局' },
  { command: 'VoidEntry', on: '2026-11-20', reason: '误登' },
];
/** Every fourth time somebody who may approve, where they may: without it whole runs passed in which nothing was approved. */
const anyone = fc.oneof(fc.constant({ who: WANG, via: 'form' as const }), {
  weight: 3,
  arbitrary: fc.record({
    who: fc.constantFrom(...PEOPLE),
    via: fc.constantFrom<Via>('form', 'api', 'import', 'feed', 'cli'),
  }),
});
const action = fc.tuple(
  anyone,
  fc.oneof(
    fc.constantFrom(...STEPS),
    fc.constantFrom('ApproveStep', 'ApproveStep', 'ReturnStep', 'WithdrawStep'),
    fc.constant({ command: 'ProposeStep', proposed: { ...EXTEND, case: 'A1' } }),
  ),
  fc.nat(3),
);

describe('whatever is tried, in whatever order and by whichever way', () => {
  it('no step that waits is recorded without the approval of another account', async () => {
    await hold(...HELD);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 16 }), async (actions) => {
        run += 1;
        const number = `A${run}`;
        await register(number);
        const proposals: string[] = [];
        for (const [{ who, via }, tried, back] of actions) {
          const step = proposals.at(-1 - back) ?? '1.1';
          const named = typeof tried === 'string' ? { command: tried, step, reason: '一' } : tried;
          const into = 'into' in named ? { into: [`${number}-1`, `${number}-2`] } : {};
          const done = await by({ ...who, via }, { ...named, ...into, kind: 'application', case: number });
          if (done.ok && done.outcome === 'proposed') proposals.push(`${done.version}.1`);
        }
        const commits = (await commitsOf(number)).map(({ commit }) => commit);
        for (const { events, actor, version } of commits) {
          const held = events.filter(
            ({ type, data }) =>
              HELD_EVENTS.includes(type) || (type === 'ApplicationReplied' && data.outcome !== 'disclosed'),
          );
          const [approved] = events;
          if (held.length > 0) expect(approved?.type, `${number} ${version}`).toBe('StepApproved');
          if (approved?.type !== 'StepApproved') continue;
          const proposer = commits[Number(String(approved.data.step).split('.')[0]) - 1]?.actor.user;
          expect(approved.data.by).toBe(proposer);
          expect(actor.user).toBe(approved.data.approver);
          expect(actor.user).not.toBe(proposer);
        }
      }),
      { numRuns: 60 },
    );
  });
});
