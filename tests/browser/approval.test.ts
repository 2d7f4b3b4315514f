/** Approval in a browser: without script, by keyboard, and without a fault that axe finds. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { type BrowserOffice, faultsOf, isTooWide, openBrowserOffice } from '../support/browser-office.ts';

let browsed: BrowserOffice;
beforeEach(async () => {
  browsed = await openBrowserOffice();
  const { house } = browsed.office.web;
  const by = async (user: string, role: string, fields: Fields): Promise<void> => {
    const actor = { user, role, via: 'form' } as const;
    const done = await executeCommand(house, { office: 'default', actor, fields });
    expect(done).toMatchObject({ ok: true });
  };
  await by('zhang', 'admin', { command: 'SetApprovals', steps: ['extension', 'refusal'] });
  for (const [index, subject] of ['示例街道规划图及审批材料', '2025年度部门预算执行情况'].entries())
    await by('李娜', 'officer', {
      ...{ command: 'RegisterApplication', case: `A${index + 1}`, channel: 'inPerson', subject },
      ...{ submittedOn: '2026-11-03', applicant: { type: 'naturalPerson', name: '赵一' } },
    });
  const extend = { command: 'ExtendReply', on: '2026-11-20', workingDays: 10 };
  await by('李娜', 'officer', { ...extend, case: 'A1', reason: '需要向档案馆调取1998年的原件' });
  await by('李娜', 'officer', { command: 'AssignCase', case: 'A1', person: '李娜', department: '公开科' });
  await by('李娜', 'officer', { command: 'AddNote', case: 'A1', text: '档案馆答复周四可取。' });
  const refuse = { command: 'Reply', case: 'A2', on: '2026-11-20', outcome: 'unavailable.notHeld' };
  await by('李娜', 'officer', refuse);
});
afterEach(() => browsed.close());

const SHOTS = process.env.SHOTS;

it.each([1280, 360])('is read at %d px, and decided without script', async (width) => {
  const wang = await browsed.office.visitor('王强', 'approver');
  const admin = await browsed.office.visitor('zhang', 'admin');
  for (const [visitor, path] of [
    [wang, '/'],
    [wang, '/approvals'],
    [wang, '/applications/A1'],
    [admin, '/worklist'],
    [admin, '/approvals/settings'],
  ] as const) {
    const page = await browsed.open(visitor, path, { width });
    if (SHOTS)
      await page.screenshot({ path: `${SHOTS}/${path.replaceAll('/', '_')}-${width}.png`, fullPage: true });
    expect(await faultsOf(page), path).toEqual([]);
    expect(await isTooWide(page), path).toBe(false);
  }
  const page = await browsed.open(wang, '/approvals', { width, script: false });
  await page.getByRole('link', { name: 'A1' }).first().click();
  await page.getByRole('button', { name: '批准并登记' }).press('Enter');
  expect(await page.textContent('main')).toContain('已批准，并且登记');
});
