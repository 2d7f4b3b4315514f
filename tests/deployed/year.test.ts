/** A year of an office on what would be deployed: every function from its bundle, with its rights and no others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, officeIn } from './chapter.ts';
import { type Deployment, deploy } from './deployment.ts';
import { isExempt, nameOf } from './exempt.ts';
import { BEGIN, LIFE, PARAMETERS } from './life.ts';

let house: Deployment;
let office: Office;
beforeAll(async () => {
  house = await deploy({ begin: BEGIN, parameters: PARAMETERS });
  office = officeIn(house);
}, 180_000);
afterAll(() => house?.stop());

describe('the whole life of a year on the deployed functions', () => {
  for (const { title, happens } of LIFE)
    it(title, async () => {
      house.front.refused.length = 0;
      house.problems.length = 0;
      await happens(office);
      expect(house.front.refused).toEqual([]);
      expect(house.problems).toEqual([]);
    });

  it('has used every right that the templates give', () => {
    const unused = house.rights.unused().filter((right) => !isExempt(right));
    expect(unused.map(nameOf)).toEqual([]);
  });
});
