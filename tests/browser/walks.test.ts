/** The work of a day as its people do it, counted: characters, presses of other keys, clicks, pages. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { type BrowserOffice, openBrowserOffice } from '../support/browser-office.ts';
import { counted } from '../support/counted-work.ts';
import { registered, SETTINGS, textOfDocx } from '../support/letter-office.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import type { Visitor } from '../support/web-office.ts';

const LI = { user: 'li', role: 'officer', via: 'form' } as const;

let at: BrowserOffice;
let zhou: Visitor;
let li: Visitor;
let wang: Visitor;

async function record(...commands: readonly Fields[]): Promise<void> {
  for (const fields of commands) {
    const done = await executeCommand(at.office.web.house, { office: 'default', actor: LI, fields });
    if (!done.ok) throw new Error(done.code);
  }
}
async function bring(
  kind: string,
  ...rows: readonly { readonly [field: string]: string; readonly number: string }[]
) {
  const room = KINDS.get(kind);
  if (room === undefined) throw new Error(kind);
  const jobs = rows.map((row) => rowJob(room, { office: 'default', number: row.number, actor: LI }, row));
  await at.office.web.house.log.write(jobs);
}
const applied = (number: string, rest: Readonly<Record<string, string>> = {}) => ({
  ...{ number, receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '材料', ...rest },
});

beforeAll(async () => {
  at = await openBrowserOffice();
  await readyToSign(at.office.web.house);
  const { organName: _, ...settings } = SETTINGS;
  await record({ command: 'SetLetterSettings', ...settings });
  const answered = { outcome: 'disclosed', decidedOn: '2025-03-20' };
  await bring('application', applied('A1', answered), applied('A2', answered), applied('A3', answered));
  await record(registered('B1', { submittedOn: '2026-11-18', subject: '旧城改造的材料' }));
  zhou = await at.office.visitor('zhou', 'intake');
  li = await at.office.visitor('li', 'officer');
  wang = await at.office.visitor('wang', 'admin');
  const departments = { list: 'departments', labels: '水务局\n城管局', on: '2026-11-23', do: 'many' };
  await li.fillIn('/hotline/lists', departments);
});
afterAll(() => at?.close());

/**
 * As they lie in the tray: eight papers as long as those of the first count, whose 521 characters were 457 of what the
 * papers say and 64 of days typed digit by digit.
 */
type Paper = Readonly<Record<'name' | 'identity' | 'contact' | 'subject', string>> & {
  /** Where it is not today. */
  readonly submitted?: string;
};
const PAPERS: readonly Paper[] = [
  {
    ...{ name: '周敏', identity: '440301198505056667', contact: '13800001111' },
    subject: '2025年度部门预算公开说明及三公经费明细表（含附表）',
  },
  {
    ...{ name: '南山区某某物业服务有限公司', identity: '91440300MA5DA00000', contact: '075528880000' },
    subject: '人民路改造工程施工许可证及其全部附件（含附表）',
  },
  {
    ...{ name: '郑强', identity: '110101199003070732', contact: '13900002222' },
    subject: '2025年最低生活保障审核确认标准文件（含附表）',
  },
  {
    ...{ name: '王伟', identity: '440301197802024455', contact: '13700003333' },
    subject: '2026年秋季小学学区划分方案及会议纪要（含附表）',
  },
  {
    ...{ name: '孙静', identity: '310101198001010036', contact: '13600004444' },
    subject: '翠竹苑电梯加装补贴发放名单和审批依据（含附表）',
    submitted: '11.20',
  },
  {
    ...{ name: '钱立', identity: '320102197211110019', contact: '13300007777' },
    subject: '2024至2026年生活垃圾清运合同文本（含附表）',
    submitted: '11.20',
  },
  {
    ...{ name: '冯磊', identity: '440301199001011234', contact: '13500005555' },
    subject: '体育馆停车收费批复的文号和正文（含附表）',
  },
  {
    ...{ name: '陈洁', identity: '440106199212120028', contact: '13400006666' },
    subject: '2024年城市管理行政处罚统计数据（含附表，按街道、月份列）',
  },
];
/** What eight took before this was counted; 457 of it is what the papers themselves say, whoever types it. */
const BEFORE = { typed: 521, presses: 151, said: 457 };
const said = PAPERS.reduce((sum, { name, identity, contact, subject }) => {
  return sum + [...`${name}${identity}${contact}${subject}`].length;
}, 0);

async function sign(): Promise<void> {
  const page = await at.open(wang, '/reports/2025/sign');
  await page.getByLabel('批准人').fill('王局长');
  await page.getByLabel('批准人').press('Enter');
  await page.getByText('年度报告已定稿').waitFor();
  await page.context().close();
}

const focused = (page: Page, name: string) => page.locator(`[name=${name}]:focus`).waitFor();

describe('eight applications, one after another', () => {
  it('take no mouse, nine pages, and of all that is not said by the papers at most six tenths of before', async () => {
    const page = await at.open(zhou, '/');
    const work = counted(page);
    await page.getByRole('link', { name: '登记申请' }).focus();
    await work.press('Enter');
    await focused(page, 'channel');
    for (const [index, { name, identity, contact, subject, submitted }] of PAPERS.entries()) {
      if (index === 0) await work.press('Tab', 'Tab');
      if (submitted !== undefined) {
        await work.press('Shift+Tab');
        await work.type(submitted);
        await work.press('Tab');
      }
      await focused(page, 'applicantType');
      await work.press('ArrowDown', 'Tab');
      await work.type(name);
      await work.press('Tab');
      await work.type(identity);
      await work.press('Tab');
      await work.type(contact);
      await work.press('Tab');
      await work.type(subject);
      if (index === 0) await work.press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
      await work.press('Enter');
      await page.getByText(`已登记 SQ2026-000000${index + 1}`).waitFor();
    }
    const { typed, presses, clicks, loads } = work.taken;
    expect({ clicks, loads }).toEqual({ clicks: 0, loads: 9 });
    expect(said).toBe(BEFORE.said);
    const besides = typed - said + presses;
    console.log(
      `eight applications: ${typed} typed (${said} of it said by the papers) + ${presses} presses, ${loads} pages; besides the papers ${besides}, before ${BEFORE.typed - BEFORE.said + BEFORE.presses}`,
    );
    expect(presses).toBeLessThanOrEqual(61);
    expect(besides).toBeLessThanOrEqual((BEFORE.typed - BEFORE.said + BEFORE.presses) * 0.6);
    expect(await page.getByLabel('姓名或名称').inputValue()).toBe('');
    await page.context().close();
  });

  it('are each as they were typed', async () => {
    const page = await at.open(zhou, '/applications?number=SQ2026&sort=number&order=asc');
    const rows = await page.locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => PAPERS.findIndex(({ subject }) => row.includes(subject)))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
    expect(rows.map((row) => /2026-11-\d\d/.exec(row)?.[0])).toEqual(
      PAPERS.map(({ submitted }) => (submitted === undefined ? '2026-11-23' : '2026-11-20')),
    );
    await page.context().close();
  });
});

describe('a notice of correction', () => {
  it('is in Word four pages from the work list', async () => {
    const page = await at.open(li, '/help');
    const work = counted(page);
    await page.goto(new URL('/worklist', page.url()).href);
    await work.click(page.getByRole('link', { name: 'B1' }));
    await work.click(page.getByRole('link', { name: '告知补正' }));
    await focused(page, 'items');
    await work.type('请写明旧城改造的年份');
    await work.click(page.getByRole('button', { name: '登记并制发补正告知书' }));
    await page.getByText('已制发补正告知书').waitFor();
    const coming = page.waitForEvent('download');
    await work.click(page.getByRole('link', { name: '下载 Word 文件' }));
    const stream = await (await coming).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    expect(await textOfDocx(Buffer.concat(chunks))).toContain('请写明旧城改造的年份');
    expect(work.taken.loads).toBeLessThanOrEqual(4);
    expect(work.taken.clicks).toBeLessThanOrEqual(4);
    await page.context().close();
  });
});

describe('a draft in Word', () => {
  it('leaves the form alive: it comes twice, and the letter goes out', async () => {
    await record({ command: 'Reply', case: 'B1', on: '2026-11-23', outcome: 'refused.stateSecret' });
    const page = await at.open(li, '/applications/B1/letters/reply');
    await page.getByLabel('理由').fill('属于秘密级');
    for (const press of [1, 2]) {
      const coming = page.waitForEvent('download', { timeout: 5000 });
      await page.getByRole('button', { name: '下载草稿' }).click();
      expect((await coming).suggestedFilename(), `press ${press}`).toContain('草稿');
    }
    await page.getByRole('button', { name: '制发并编号' }).click();
    await page.getByText('已制发答复书').waitFor();
    await page.context().close();
  });
});

describe('a call', () => {
  it('of somebody without a number is found by name, on the page that is open', async () => {
    const page = await at.open(zhou, '/');
    const work = counted(page);
    await page.getByRole('searchbox').or(page.getByRole('combobox')).first().focus();
    await work.type('陈洁');
    await page.getByRole('option').first().waitFor();
    await work.press('ArrowDown', 'Enter');
    await page.waitForURL(/applications\/SQ2026/);
    expect(await page.locator('h1').innerText()).toBe(
      '2024年城市管理行政处罚统计数据（含附表，按街道、月份列）',
    );
    expect(work.taken.loads).toBe(1);
    await page.context().close();
  });

  it('of somebody without a number is answered from the screen of the seat, within fifteen seconds of screens', async () => {
    const earlier = { description: '人民路12号门口路灯不亮', caller: '何女士', address: '人民路12号' };
    const form = {
      type: 'complaint',
      source: '12345热线',
      at: '2026-11-23T09:20',
      ending: 'dispatched',
      do: 'next',
    };
    await zhou.fillIn('/hotline/new', { ...form, department: '城管局', ...earlier }, '/hotline');
    for (const description of ['井盖松动', '噪声扰民', '路灯太暗'])
      await zhou.fillIn('/hotline/new', { ...form, department: '水务局', description }, '/hotline');
    const began = performance.now();
    const page = await at.open(zhou, '/hotline/new');
    const work = counted(page);
    await focused(page, 'contact');
    await work.press('Shift+Tab');
    await focused(page, 'words');
    await work.type('路灯 人民路');
    const found = page.locator('.seek .earlier li');
    await found.first().waitFor();
    const seconds = (performance.now() - began) / 1000;
    expect(await found.count()).toBe(1);
    expect(await found.innerText()).toMatch(/RX2026-\d{7} .*办理中[\s\S]*城管局 · 期限 2026-12-14/);
    await work.press('Tab', 'Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('追加、重复来电');
    const { typed, presses, clicks, loads } = work.taken;
    console.log(
      `a caller without a number: ${typed} typed + ${presses} presses, ${loads + 1} page, ${seconds.toFixed(1)} s of screens`,
    );
    expect({ clicks, loads }).toEqual({ clicks: 0, loads: 0 });
    await page.context().close();
  });

  it('of complaint is dispatched', async () => {
    const page = await at.open(zhou, '/hotline/new');
    const work = counted(page);
    await focused(page, 'contact');
    await work.type('13900002222');
    await work.press('Tab');
    await work.type('李先生');
    await work.press('Tab', 'ArrowDown', 'ArrowDown', 'Tab');
    await work.type('人民路路灯不亮');
    await work.press('Tab', 'ArrowDown', 'Tab');
    await work.type('城管局');
    await work.press('Enter');
    await page.getByText('已派发城管局').waitFor();
    expect(work.taken).toMatchObject({ clicks: 0, loads: 1 });
    expect(work.taken.typed + work.taken.presses).toBeLessThanOrEqual(64);
    await page.context().close();
  });

  it('that is answered at once is closed', async () => {
    const page = await at.open(zhou, '/hotline/new');
    const work = counted(page);
    await focused(page, 'contact');
    await work.press('Tab', 'Tab', 'Space', 'Tab');
    await work.type('社保卡在哪里办');
    await work.press('Tab', 'ArrowDown', 'ArrowDown', 'Enter');
    await page.getByText('当场办结').waitFor();
    expect(work.taken).toMatchObject({ clicks: 0, loads: 1 });
    expect(work.taken.presses).toBeLessThanOrEqual(9);
    await page.context().close();
  });
});

describe('a figure', () => {
  it('of 3 is explained by its three cases within three pages', async () => {
    const page = await at.open(wang, '/help');
    const work = counted(page);
    await page.goto(new URL('/tables/2025', page.url()).href);
    await work.click(page.getByRole('link', { name: '3', exact: true }).first());
    await page.getByRole('link', { name: 'A1' }).waitFor();
    for (const number of ['A2', 'A3'])
      expect(await page.getByRole('link', { name: number }).isVisible()).toBe(true);
    await work.click(page.getByRole('link', { name: 'A1' }));
    await page.getByText('办理经过').waitFor();
    expect(work.taken.loads).toBeLessThanOrEqual(3);
    await page.context().close();
  });
});

describe('a year that was signed', () => {
  it('is corrected after a late entry within eight pages, from the entry to the difference', async () => {
    await sign();
    at.office.setNow('2026-11-23T10:00:00.000+08:00');
    const page = await at.open(wang, '/help');
    const work = counted(page);
    await page.goto(new URL('/applications/new', page.url()).href);
    await focused(page, 'channel');
    await work.press('Tab');
    await work.press('Control+A');
    await work.type('2025-12-01');
    await work.press('Tab', 'ArrowDown', 'Tab');
    await work.type('韩梅');
    await work.press('Tab', 'Tab', 'Tab');
    await work.type('漏登的申请');
    await work.press('Enter');
    await page.getByText('已登记').waitFor();
    await page.goto(new URL('/reports/2025', page.url()).href);
    await work.click(page.getByRole('link', { name: '看是哪些数字、由哪些件引起' }));
    await page.getByRole('link', { name: 'SQ2025-0000001' }).first().waitFor();
    await page.goto(new URL('/reports/2025/sign', page.url()).href);
    await page.getByLabel('批准人').focus();
    await work.type('王局长');
    await page.getByLabel('更正原因').focus();
    await work.type('漏登一件');
    await work.click(page.getByRole('button', { name: '更正并公布新版本' }));
    await page.getByText('更正后的新版本已公布').waitFor();
    await work.click(page.getByRole('link', { name: '与第1版的差别' }));
    expect(await page.locator('table.data').innerText()).toContain('SQ2025-0000001');
    expect(work.taken.loads).toBeLessThanOrEqual(8);
    await page.context().close();
  });
});
