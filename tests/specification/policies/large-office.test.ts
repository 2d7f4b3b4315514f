/** An office with many cases: others are served while they are read, and what is found is written as it is found. */
import { setImmediate } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { followPolicies } from '#shared/settling/follow-policies.ts';
import { previewCases } from '#shared/settling/preview-policy.ts';
import { LI, type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

const LICENCES = 2500;
const settled = { policy: 'licenceRefusals', value: 'notCounted' } as const;

let office: MemoryLedger;
beforeAll(async () => {
  office = memoryLedger();
  office.setClock('2026-11-24T09:00:00.000+08:00');
  const cells = { kind: 'licence', decidedOn: '2026-05-06', count: 2, refused: 1 };
  const rows = Array.from({ length: LICENCES }, (_, index) => ({ number: `L${index}`, ...cells }));
  await office.record(rows.map((row) => ({ kind: 'decision', row })));
});

it('a preview leaves room for others', async () => {
  let isDone = false;
  const previewing = previewCases(office, 'o', settled).finally(() => {
    isDone = true;
  });
  let served = 0;
  while (!isDone) {
    await setImmediate();
    served += 1;
  }
  expect((await previewing).follow).toBe(LICENCES);
  expect(served).toBeGreaterThan(LICENCES / 100);
});

it('the cases follow while the next ones are read', async () => {
  const order: string[] = [];
  const { log, clock } = office;
  const scan: typeof log.scan = async function* (share, within) {
    for await (const page of log.scan(share, within)) {
      order.push('read');
      yield page;
    }
  };
  const write: typeof log.write = async (jobs) => {
    order.push('written');
    return log.write(jobs);
  };
  const at = { office: 'o', kind: 'policies', stream: 'policies' } as const;
  const data = { ...settled, reach: 'openYears', from: 0 };
  const events = [{ type: 'PolicySet', v: 2, on: '2026-11-24', data } as never];
  await log.write([(writer) => writer.append({ at, number: 'policies', version: 1, actor: LI, events })]);
  const house = { log: { ...log, scan, write }, clock };
  expect(await followPolicies(house, { office: 'o', actor: LI })).toBe(LICENCES);
  expect(order.indexOf('written')).toBeLessThan(order.indexOf('read', order.indexOf('read') + 1));
  expect(await followPolicies(house, { office: 'o', actor: LI })).toBe(0);
});
