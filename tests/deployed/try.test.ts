import { afterAll, beforeAll, expect, it } from 'vitest';
import { deploy, type Deployment } from './deployment.ts';
let house: Deployment;
beforeAll(async () => { const t=Date.now(); house = await deploy({ begin: '2025-01-02T09:00:00+08:00' }); console.log('deploy', Date.now()-t); }, 120_000);
afterAll(() => house?.stop());
it('starts', async () => {
  let t=Date.now();
  const added = await house.command('user', 'add', 'chen', '--role', 'admin', '--office', 'default');
  console.log(added, Date.now()-t); t=Date.now();
  const page = await fetch(house.door.address + '/sign-in');
  console.log(page.status, (await page.text()).slice(0, 300), Date.now()-t); t=Date.now();
  await house.settle(); console.log('settle', Date.now()-t);
  t=Date.now(); await house.clock('EachMinute'); console.log('fold', Date.now()-t);
  console.log(house.problems, house.front.refused, [...house.front.calls], [...house.front.units.values()], house.rights.unused().length);
  console.log(house.lines.slice(0,20));
  expect(1).toBe(1);
}, 120_000);
