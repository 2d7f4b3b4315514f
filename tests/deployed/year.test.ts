/** A year of an office on what would be deployed: every function from its bundle, with its rights and no others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeIn, type Office } from './chapter.ts';
import { deploy, type Deployment } from './deployment.ts';
import { BEGIN, LIFE } from './life.ts';

let house: Deployment;
let office: Office;
beforeAll(async () => {
  house = await deploy({ begin: BEGIN, parameters: { ReminderMailDomain: 'mail.example.gov.cn' } });
  office = officeIn(house);
}, 180_000);
afterAll(() => house?.stop());

afterAll(() => {
  if (process.env.DEPLOYED_SAY === undefined || house === undefined) return;
  const by = Map.groupBy(house.rights.unused(), ({ role }) => role);
  for (const [role, rights] of by) console.log(role, rights.map(({ action, resource }) => `${action} ${resource.replace(/.*:/, '')}`));
  console.log([...house.front.units.values()], house.lines.slice(-30), house.problems);
});

describe('the whole life of a year on the deployed functions', () => {
  for (const { title, happens } of LIFE)
    it(title, async () => {
      house.front.refused.length = 0;
      house.problems.length = 0;
      await happens(office);
      expect(house.front.refused).toEqual([]);
      expect(house.problems).toEqual([]);
    });
});
