/** A year of an office on what would be deployed: every function from its bundle, with its rights and no others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meets } from '../support/filter-pattern.ts';
import { type Office, officeIn } from './chapter.ts';
import { type Deployment, deploy } from './deployment.ts';
import { isExempt, nameOf } from './exempt.ts';
import { BEGIN, chaptersOf, PARAMETERS } from './life.ts';

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
  for (const { title, happens } of chaptersOf(process.env.DEPLOYED))
    it(title, async () => {
      house.front.refused.length = 0;
      house.problems.length = 0;
      const failed: unknown = await happens(office).then(
        () => null,
        (fault: unknown) => fault,
      );
      const refused = new Set(house.front.refused.map(({ said }) => said));
      const onTheWay = [...refused, ...new Set(house.problems)];
      // what was refused on the way is mostly why
      if (failed instanceof Error) failed.message += `\non the way: ${onTheWay.join('\n')}`;
      if (failed !== null) throw failed;
      expect(onTheWay).toEqual([]);
    });

  it.runIf(WHOLE)(
    'has fed what alarms listen for, by lines as the bundles write them and filters as the template has them',
    () => {
      const met = (name: string): number =>
        house.account
          .of('AWS::Logs::MetricFilter')
          .filter(({ Properties }) => JSON.stringify(Properties).includes(`"MetricName":"${name}"`))
          .flatMap(({ Properties: { FilterPattern, LogGroupName } }) =>
            house.lines.filter(
              ({ group, text }) => group === LogGroupName && meets(String(FilterPattern), text),
            ),
          ).length;
      expect(met('DeadLetters')).toBeGreaterThan(0);
      expect(met('StoreFaults')).toBeGreaterThan(0);
      const brought = house.lines.flatMap(({ text }) => (text.includes('"_aws"') ? [JSON.parse(text)] : []));
      for (const name of ['UnfoldedAge', 'ProjectionDelay', 'Ran'])
        expect(
          brought.some((line) => typeof line[name] === 'number'),
          name,
        ).toBe(true);
      const ran = new Set(brought.flatMap(({ event, schedule }) => (event === 'ran' ? [schedule] : [])));
      for (const schedule of ['EachMinute', 'EachHour', 'EachMorning', 'EachNight'])
        expect(ran).toContain(schedule);
    },
  );

  it.runIf(WHOLE)('has used every right that the templates give', () => {
    const unused = house.rights.unused().filter((right) => !isExempt(right));
    expect(unused.map(nameOf)).toEqual([]);
  });
});
