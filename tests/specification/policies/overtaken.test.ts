/** Two administrators, or one and the night: what a run writes is judged as things stand when it is written. */
import { beforeEach, expect, it } from 'vitest';
import type { Fields } from '#shared/desk/execute.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { followPolicies } from '#shared/settling/follow-policies.ts';
import type { LogWriter } from '#shared/store/ports.ts';
import { LI, type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

const asked = { office: 'o', actor: LI };
let office: MemoryLedger;

async function does(fields: Fields): Promise<void> {
  expect(await office.command(fields)).toMatchObject({ ok: true });
}
async function mediated(number: string, year: number): Promise<void> {
  const opened = { kind: 'review', on: `${year}-03-03`, otherAct: '未公开' };
  await does({ command: 'OpenAppeal', case: number, ...opened });
  await does({ command: 'ConcludeAppeal', case: number, on: `${year}-04-02`, means: 'mediated73' });
}
const set = (value: string) => does({ command: 'SetPolicy', policy: 'mediatedAppeals', value });

/** Set by somebody whose run has not begun. */
async function settle(value: string): Promise<void> {
  const at = { office: 'o', kind: 'policies', stream: 'policies' } as const;
  const version = (await office.log.history(at)).length + 1;
  const data = { policy: 'mediatedAppeals', value, reach: 'openYears', from: 0 };
  const events = [{ type: 'PolicySet', v: 2, on: '2026-11-24', data } as never];
  await office.log.write([(writer) => writer.append({ at, number: 'policies', version, actor: LI, events })]);
}

type Write = MemoryLedger['log']['write'];
const houseThat = (write: Write) => ({ log: { ...office.log, write }, clock: office.clock });
/** Something happens just before the first write of the run. */
function meanwhile(happens: () => Promise<void>) {
  let isFirst = true;
  return houseThat(async (jobs) => {
    const isNow = isFirst;
    isFirst = false;
    if (isNow) await happens();
    return office.log.write(jobs);
  });
}

/** Which cases were turned, and how often. */
async function events(number: string): Promise<unknown[]> {
  const stream = (await office.log.streamOf('o', 'appeal', number)) ?? '';
  const commits = await office.log.history({ office: 'o', kind: 'appeal', stream });
  return commits.flatMap((commit) =>
    commit.events.filter(({ type }) => type === 'PolicyApplied').map(({ data }) => data.value),
  );
}
const owed = async () => {
  const { settings, followed } = await officeSettings(office.log, 'o').settled();
  return settings.length - followed;
};

beforeEach(async () => {
  office = memoryLedger();
  office.setClock('2026-11-24T09:00:00.000+08:00');
  await mediated('P1', 2026);
});

it('a run that is overtaken turns no case back', async () => {
  await settle('corrected');
  const house = meanwhile(async () => {
    await set('other');
    await set('corrected');
    await set('other');
  });
  expect(await followPolicies(house, asked)).toBe(0);
  expect(await events('P1')).toEqual(['corrected', 'other']);
  expect(await owed()).toBe(0);
});

it('of two that are owed the newer is what the cases follow', async () => {
  await settle('corrected');
  await settle('other');
  expect(await followPolicies(office, asked)).toBe(0);
  expect(await events('P1')).toEqual([]);
  expect(await owed()).toBe(0);
});

it('a year that is signed meanwhile does not move', async () => {
  await office.found();
  await mediated('P2', 2025);
  await settle('corrected');
  const house = meanwhile(() => does({ command: 'CloseYear', year: 2025, approvedBy: 'wang' }));
  await followPolicies(house, asked);
  expect([await events('P1'), await events('P2')]).toEqual([['corrected'], []]);
});

it('while a round still finds cases that could not be written, the run is not noted as done', async () => {
  await settle('corrected');
  const taken = { ok: false, taken: 'version' } as const;
  const refusing = (writer: LogWriter): LogWriter => ({
    ...writer,
    append: async (draft) => (draft.at.kind === 'appeal' ? taken : writer.append(draft)),
  });
  const house = houseThat((jobs) => office.log.write(jobs.map((job) => (writer) => job(refusing(writer)))));
  expect(await followPolicies(house, asked)).toBe(0);
  expect(await owed()).toBe(1);
  expect(await followPolicies(office, asked)).toBe(1);
  expect(await owed()).toBe(0);
});
