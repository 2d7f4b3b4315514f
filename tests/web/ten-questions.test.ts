/**
 * An auditor's ten questions. Each is answered on one page that is reached from the first page by at most three clicks,
 * on links and forms that stand there.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueLetter } from '#shared/correspondence/issue-letter.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import { openWebOffice, unescaped, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let auditor: Visitor;
const actor = { user: 'li', role: 'officer', via: 'form' } as const;
const wang = { user: 'wang', role: 'admin', via: 'form' } as const;

async function carryOut(fields: Fields, by: typeof actor | typeof wang = actor): Promise<void> {
  const done = await executeCommand(office.web.house, { office: 'default', actor: by, fields });
  if (!done.ok) throw new Error(`${fields.command} ${done.code} ${done.field}`);
}

/** What an office does in a winter: a case of two is put right after the year was signed. */
beforeAll(async () => {
  office = await openWebOffice();
  const { house, accounts } = office.web;
  await readyToSign(house);
  for (const number of ['A1', 'A2']) {
    await carryOut({
      ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2025-11-02' },
      ...{
        subject: '规划图',
        applicant: { type: 'naturalPerson', name: '赵一', identity: '440301198505056669' },
      },
    });
    await carryOut({ command: 'Reply', case: number, on: '2025-11-16', outcome: 'disclosed' });
  }
  await issueLetter(house, {
    ...{ office: 'default', case: 'A1', kind: 'receipt', actor, typed: { 收件日期: '2025年11月2日' } },
  });
  await carryOut({ command: 'CloseYear', year: 2025, approvedBy: '王局长' }, wang);
  office.setNow('2027-02-08T10:00:00.000+08:00');
  await carryOut({ command: 'SetApprovals', steps: ['voiding'] }, wang);
  await carryOut({
    ...{
      command: 'CorrectOutcome',
      case: 'A2',
      on: '2025-11-16',
      outcome: 'refused.stateSecret',
      reason: '误录',
    },
  });
  await house.notary.seal();
  office.setNow('2027-03-05T10:00:00.000+08:00');
  const qian = await office.visitor('qian', 'officer');
  for (const path of ['/applications/A1', '/applications?as=csv'])
    expect((await qian.get(path)).status).toBe(200);
  await accounts.change('qian', { role: 'approver' });
  const by = { office: 'default', who: 'wu', role: 'security', via: 'form' } as const;
  const on = { kind: 'application', number: 'A0' } as const;
  await house.audit.append({ ...by, who: 'li', role: 'officer', what: 'erasureAsked', on });
  office.setNow('2027-03-05T11:00:00.000+08:00');
  await house.audit.append({ ...by, what: 'erasureApproved', on });
  office.setNow('2027-04-01T10:00:00.000+08:00');
  auditor = await office.visitor('shen', 'auditor');
}, 60_000);
afterAll(() => office.close());

type Step = (page: string) => string;
/** A link that stands on the page: by its words, or by where it leads. */
const link =
  (words: string | RegExp): Step =>
  (page) => {
    const links = [...page.matchAll(/<a [^<>]*href="([^"]*)"[^<>]*>((?:(?!<\/a>)[\s\S])*)<\/a>/g)];
    const found = links.find(([, , text = '']) => {
      const said = text.replace(/<[^<>]*>/g, '');
      return typeof words === 'string' ? said === words : words.test(said);
    });
    if (found === undefined) throw new Error(`no link ${words}`);
    return unescaped(found[1] ?? '');
  };
/** A form of the page that asks, filled in: every field named must be one of its own. */
const form =
  (label: string, fields: Readonly<Record<string, string>>): Step =>
  (page) => {
    const [, own = ''] = page.split(`aria-label="${label}"`);
    const before = page.slice(0, page.indexOf(`aria-label="${label}"`));
    const opening = `${before.slice(before.lastIndexOf('<form'))}${own.slice(0, own.indexOf('>'))}`;
    const [, action = ''] = /action="([^"]*)"/.exec(opening) ?? [];
    expect(opening).toContain('method="get"');
    const inside = own.split('</form>')[0] ?? '';
    const hidden = [...inside.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const sent = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, unescaped(value)]));
    for (const [name, value] of Object.entries(fields)) {
      expect(inside, `${label}: ${name}`).toContain(`name="${name}"`);
      sent.set(name, value);
    }
    return `${action.split('#')[0]}?${sent}`;
  };

const said = (page: string): string =>
  (page.split('<main')[1] ?? '').replace(/<[^<>]*>/g, ' ').replace(/[ \n]+/g, ' ');

const toDesk = link('管理');
const case1 = form('选一件', { number: 'A1' });

describe('an auditor’s ten questions', () => {
  it.each<[string, readonly Step[], RegExp]>([
    [
      'who saw this case in March',
      [toDesk, case1, form('看某个月谁看过', { month: '2027-03' })],
      /谁看过 .*2027-03-05 10:00:00 qian（承办，页面） 查看一件 10\.0\.0\.1/,
    ],
    [
      'who made this person an approver',
      [toDesk, link(/某一天谁有什么权限/)],
      /qian 人员 审批 可用 2027-03-05 10:00 .*（原为承办）/,
    ],
    [
      'why is this figure what it is',
      [toDesk, form('选一个数字', { year: '2025', name: 'table3.disclosed.naturalPerson' })],
      /现在 1 变动过 3 次，涉及 2 件.*第1版 .* 2 是哪些记录.*2027-02-08 10:00 A2 更正办理结果.*-1 1/,
    ],
    [
      'what did the report say on 1 March',
      [toDesk, form('看某一天的报告', { year: '2025', on: '2027-03-01' })],
      /2025年统计表 .*截至2027-03-01已登记内容的统计/,
    ],
    [
      'was this letter ever changed',
      [toDesk, case1],
      /制发的文书 .*登记回执 .* li（承办，页面），.*没有：与制发时封存的一致 [0-9a-f]{64}/,
    ],
    [
      'who changed this setting and when',
      [toDesk, link(/谁在什么时候改了哪项设置/)],
      /2027-02-08 10:00 审批设置 改变需要审批的步骤 需要审批：作废误登记录 wang（管理，页面）/,
    ],
    [
      'which cases did this person open',
      [toDesk, form('看某人做过什么', { who: 'qian' })],
      /2027-03-05 10:00:00 qian（承办） 查看一件 依申请公开 A1/,
    ],
    [
      'what was exported, and by whom',
      [toDesk, link('导出过什么，是谁导出的')],
      /2027-03-05 10:00:00 qian（承办） 导出 .*\/applications/,
    ],
    [
      'when was this case sealed, and by which checkpoint',
      [toDesk, case1],
      /登记申请 .*li（承办，页面） 第 \d+ 笔，2026-11-23 09:30 的检查点（共 \d+ 笔）/,
    ],
    [
      'was anything erased, and on whose word',
      [toDesk, link(/是否删除过个人信息/)],
      /2027-03-05 11:00:00 批准删除个人信息 wu（安全管理，页面） 依申请公开 A0 2027-03-05 10:00:00 申请删除个人信息 li（承办，页面） 依申请公开 A0/,
    ],
  ])('%s', async (_, steps, answer) => {
    expect(steps.length).toBeLessThanOrEqual(3);
    let { text: page } = await auditor.get('/');
    for (const step of steps) {
      const first = await auditor.get(step(page));
      const next = first.status === 302 ? await auditor.get(first.location ?? '') : first;
      expect([step(page), next.status]).toEqual([step(page), 200]);
      page = next.text;
    }
    expect(said(page)).toMatch(answer);
  });
});
