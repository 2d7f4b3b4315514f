/** 权限设置 in a browser: two people agree on it without script, and a case that is kept back says so. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { type BrowserOffice, faultsOf, isTooWide, openBrowserOffice } from '../support/browser-office.ts';

let browsed: BrowserOffice;
beforeEach(async () => {
  browsed = await openBrowserOffice();
});
afterEach(() => browsed.close());

const SHOTS = process.env.SHOTS;
async function by(user: string, role: string, fields: Fields): Promise<void> {
  const { house, accounts } = browsed.office.web;
  const actor = { user, role, via: 'form' } as const;
  const done = await executeCommand({ ...house, people: accounts }, { office: 'default', actor, fields });
  expect(done).toMatchObject({ ok: true });
}

it.each([1280, 360])('is read at %d px, and two people switch 三员分立 on without script', async (width) => {
  const zhang = await browsed.office.visitor('zhang', 'admin');
  const an = await browsed.office.visitor('安', 'security');
  await browsed.office.visitor('审', 'auditor');
  await by('zhang', 'admin', { command: 'SetRestriction', restricted: true });
  const call = { at: '2026-11-20T09:00:00+08:00', source: '12345热线', type: 'report', caller: '王某' };
  await by('li', 'intake', {
    command: 'RegisterHotlineCase',
    case: 'R1',
    ...call,
    description: '反映某单位',
  });
  const asking = await browsed.open(zhang, '/rights', { width, script: false });
  await asking.getByRole('button', { name: '提请启用三员分立' }).press('Enter');
  for (const [visitor, path] of [
    [an, '/'],
    [an, '/rights'],
    [zhang, '/hotline/R1'],
    [zhang, '/hotline'],
    [zhang, '/accounts'],
  ] as const) {
    const page = await browsed.open(visitor, path, { width });
    if (SHOTS)
      await page.screenshot({ path: `${SHOTS}/r${path.replaceAll('/', '_')}-${width}.png`, fullPage: true });
    expect(await faultsOf(page), path).toEqual([]);
    expect(await isTooWide(page), path).toBe(false);
  }
  const page = await browsed.open(an, '/rights', { width, script: false });
  await page.getByRole('button', { name: '同意' }).press('Enter');
  expect(await page.textContent('main')).toContain('已启用');
  const closed = await browsed.open(zhang, '/hotline/R1', { width });
  expect(await closed.textContent('main')).toContain('没有权限');
});
