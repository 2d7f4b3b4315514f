import { afterAll, beforeAll, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import type { CloudHouse } from '#shared/house/deployed-house.ts';
import { CLERK } from '../support/cloud-office.ts';
import { type DeployedOffice, openDeployedOffice } from '../support/deployed-office.ts';

/** More by `NUMBERS=50 npm run test:unit -- FILE`. */
const EACH = Number(process.env.NUMBERS ?? 6);
const ENVIRONMENTS = 12;

let office: DeployedOffice;
beforeAll(async () => {
  office = await openDeployedOffice();
});
afterAll(() => office.stop());

const registering = (house: CloudHouse, key: string) =>
  executeCommand(house, {
    ...{ office: 'o', actor: CLERK, key },
    fields: {
      ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-20' },
      applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' },
      subject: '某路段改造工程的规划许可证',
    },
  });

it(`registrations of ${ENVIRONMENTS} environments at once are refused no number, and leave none out`, async () => {
  const houses = Array.from({ length: ENVIRONMENTS }, () => office.open());
  const first = office.proxy.calls.length;
  const numbers: string[] = [];
  await Promise.all(
    houses.map(async (house, at) => {
      for (let turn = 0; turn < EACH; turn += 1) {
        const done = await registering(house, `form li ${at}-${turn}-0000`);
        numbers.push(done.ok ? done.number : done.code);
      }
    }),
  );
  const all = ENVIRONMENTS * EACH;
  const wanted = Array.from({ length: all }, (_, index) => `SQ2026-${String(index + 1).padStart(7, '0')}`);
  expect(numbers.sort()).toEqual(wanted);
  const calls = Map.groupBy(office.proxy.calls.slice(first), ({ operation }) => operation);
  const each = (operation: string): number => (calls.get(operation)?.length ?? 0) / all;
  const reads = each('GetItem') + each('Query') + each('BatchGetItem');
  const keys = office.kms.operations.filter((one) => one === 'GenerateDataKey').length / all;
  console.log(
    `a registration: ${reads.toFixed(1)} reads, ${each('UpdateItem').toFixed(2)} counted, ` +
      `${each('TransactWriteItems').toFixed(2)} transactions, ${keys.toFixed(2)} keys of KMS`,
  );
  // the first of a rule looks for the greatest there is, and each meets nobody
  expect(each('TransactWriteItems')).toBeLessThan(1.1);
  expect(keys).toBeLessThan(1.1);
  expect(each('Query')).toBeLessThan(16);
});
