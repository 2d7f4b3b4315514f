/** A year of an office on what would be deployed: every function from its bundle, with its rights and no others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, officeIn } from './chapter.ts';
import { type Deployment, deploy } from './deployment.ts';
import { isExempt, nameOf } from './exempt.ts';
import { BEGIN, BEGINNING, LIFE, PARAMETERS } from './life.ts';

/** `npm run deployed`; the test of every commit lives through the beginning of it. */
const WHOLE = process.env.DEPLOYED === 'whole';
let house: Deployment;
let office: Office;
beforeAll(async () => {
  house = await deploy({ begin: BEGIN, parameters: PARAMETERS });
  office = officeIn(house);
}, 180_000);
afterAll(() => house?.stop());

describe('the whole life of a year on the deployed functions', () => {
  for (const { title, happens } of WHOLE ? LIFE : BEGINNING)
    it(title, async () => {
      house.front.refused.length = 0;
      house.problems.length = 0;
      await happens(office);
      expect(house.front.refused).toEqual([]);
      expect(house.problems).toEqual([]);
    });

  it.runIf(WHOLE)('has used every right that the templates give', () => {
    const unused = house.rights.unused().filter((right) => !isExempt(right));
    expect(unused.map(nameOf)).toEqual([]);
  });
});
