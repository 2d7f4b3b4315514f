/** The auditor's desk: each question answered on one page, from the records alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueLetter } from '#shared/correspondence/issue-letter.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let auditor: Visitor;
const actor = { user: 'li', role: 'officer', via: 'form' } as const;
const wang = { user: 'wang', role: 'admin', via: 'form' } as const;

async function carryOut(at: string, fields: Fields, by: typeof actor | typeof wang = actor): Promise<void> {
  office.setNow(`${at}:00.000+08:00`);
  const done = await executeCommand(office.web.house, { office: 'default', actor: by, fields });
  if (!done.ok) throw new Error(`${fields.command} ${done.code} ${done.field}`);
}

/** A1 is disclosed on 30 November and put right to a refusal a week later; A2 is disclosed on 1 December. */
beforeAll(async () => {
  office = await openWebOffice();
  await carryOut(
    '2026-11-24T09:00',
    { command: 'DescribeOffice', name: '某市数据局', shortName: '数据局' },
    wang,
  );
  for (const number of ['A1', 'A2'])
    await carryOut('2026-11-25T10:00', {
      ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-25' },
      ...{
        subject: '规划图',
        applicant: { type: 'naturalPerson', name: '赵一', identity: '440301198505056669' },
      },
    });
  await carryOut('2026-11-30T10:00', {
    command: 'Reply',
    case: 'A1',
    on: '2026-11-30',
    outcome: 'disclosed',
  });
  await carryOut('2026-12-01T10:00', {
    command: 'Reply',
    case: 'A2',
    on: '2026-12-01',
    outcome: 'disclosed',
  });
  await issueLetter(office.web.house, {
    ...{ office: 'default', case: 'A1', kind: 'receipt', actor, typed: { 收件日期: '2026年11月25日' } },
  });
  await carryOut('2026-12-04T10:00', { command: 'SetApprovals', steps: ['voiding'] }, wang);
  await carryOut('2026-12-07T10:00', {
    ...{
      command: 'CorrectOutcome',
      case: 'A1',
      on: '2026-11-30',
      outcome: 'refused.stateSecret',
      reason: '录入有误',
    },
  });
  auditor = await office.visitor('shen', 'auditor');
});
afterAll(() => office.close());

/** What a page says, without its marks. */
async function read(path: string): Promise<string> {
  const { status, text } = await auditor.get(path);
  expect([path, status]).toEqual([path, 200]);
  return (text.split('<main')[1] ?? '').replace(/<[^<>]*>/g, ' ').replace(/[ \n]+/g, ' ');
}

describe('a case’s whole life', () => {
  it('has every event by both its days, who entered it, its date, its letters and the figures it was in', async () => {
    const said = await read('/audit-desk/case?number=A1');
    for (const part of [
      '依申请公开 A1 的全部经过',
      '登记申请',
      '作出答复',
      '更正办理结果',
      '2026-11-30 10:00',
      'li',
    ])
      expect(said).toContain(part);
    expect(said).toContain('没有：与制发时封存的一致');
    expect(said).toMatch(/予以公开 · 自然人 2026 1 2026-11-30 10:00（第 2 笔） 2026-12-07 10:00/);
    expect(said).toMatch(/国家秘密 · 自然人 2026 1 2026-12-07 10:00（第 \d 笔） 现在/);
    expect(said).toContain('440***********6669');
    expect(said).not.toContain('440301198505056669');
    expect(await read(await auditor.revealed('/applications/A1', 'desk'))).toContain('440301198505056669');
  });

  it('of a number that several kinds have asks which, of one that none has says so', async () => {
    await carryOut('2026-12-07T11:00', {
      ...{ command: 'RegisterHotlineCase', case: 'A2', at: '2026-12-07T09:00:00.000+08:00' },
      ...{ source: '12345热线', type: 'complaint', caller: '王五' },
    });
    expect(await read('/audit-desk/case?number=A2')).toMatch(/依申请公开 A2.*热线工单 A2/);
    expect(await read('/audit-desk/case?kind=hotline&number=A2')).toContain('热线工单 A2 的全部经过');
    expect(await read('/audit-desk/case?number=Z9')).toContain('没有找到：Z9');
  });

  it('says who read it, in all and in a month', async () => {
    office.setNow('2026-12-07T12:00:00.000+08:00');
    await office.web.house.audit.append({
      ...{ office: 'default', who: 'qian', role: 'intake', via: 'form', what: 'caseRead', from: '10.0.0.7' },
      on: { kind: 'application', number: 'A1' },
    });
    expect(await read('/audit-desk/case?number=A1')).toMatch(
      /2026-12-07 12:00:00 qian（登记，页面） 查看一件 10\.0\.0\.7/,
    );
    expect(await read('/audit-desk/case?number=A1&month=2026-12')).toContain('qian');
    expect(await read('/audit-desk/case?number=A1&month=2026-03')).toContain('2026-03 没有人看过');
  });
});

describe('a figure’s whole life', () => {
  const DISCLOSED = '/audit-desk/figure?year=2026&name=table3.disclosed.naturalPerson';

  it('says which records moved it, and what it came to on each day', async () => {
    const said = await read(DISCLOSED);
    expect(said).toMatch(/现在 1 变动过 3 次，涉及 2 件/);
    expect(said).toMatch(
      /2026-12-07 10:00 A1 更正办理结果.*-1 1 2026-12-01 10:00 A2.*\+1 2 2026-11-30 10:00 A1.*\+1 1/,
    );
    expect(said).toMatch(/2026-12-07 1 1 2026-12-01 1 2 2026-11-30 1 1/);
    expect(said).toContain('2026年度报告还没有签署');
  });

  it('agrees on every day with the report as known then', async () => {
    for (const [day, value] of [
      ['2026-11-30', 1],
      ['2026-12-01', 2],
      ['2026-12-07', 1],
    ] as const) {
      const { text } = await auditor.get(`/tables/2026/cell?name=table3.disclosed.naturalPerson&asOf=${day}`);
      expect(text).toContain(`表中数字 <strong>${value}</strong>`);
      expect(text).toContain('/audit-desk/figure?year=2026&amp;name=table3.disclosed.naturalPerson');
    }
  });

  it('is asked for by a list of the form’s figures; a name that is none is said to be', async () => {
    expect(await read('/audit-desk/figure?year=2026')).toContain('表四 行政复议 · 结果维持');
    expect(await read('/audit-desk/figure?year=2026&name=table3.nothing')).toContain(
      '没有这个数字：table3.nothing',
    );
  });
});

describe('settings as they stood', () => {
  it('on a day are those of that day, with every change until then', async () => {
    const before = await read('/audit-desk/settings?on=2026-12-03');
    expect(before).toContain('需要审批的步骤 无');
    expect(before).not.toContain('改变需要审批的步骤');
    const after = await read('/audit-desk/settings?on=2026-12-04');
    expect(after).toContain('需要审批的步骤 作废误登记录');
    expect(after).toMatch(
      /2026-12-04 10:00 审批设置 改变需要审批的步骤 需要审批：作废误登记录 wang（管理，页面）/,
    );
    expect(await read('/audit-desk/settings?kind=office')).toMatch(/填写机关信息|机关更名/);
  });

  it('names what guards the office in words: restriction, periods, lists', async () => {
    const on = '2026-12-04';
    for (const fields of [
      { command: 'SetRestriction', restricted: true },
      { command: 'SetRetention', kind: 'application', grade: '10', source: '保管期限表' },
      { command: 'SetListEntry', on, list: 'topics', label: '停车' },
    ])
      await carryOut('2026-12-07T12:00', fields, wang);
    const said = await read('/audit-desk/settings');
    expect(said).toContain('启用、停用限制知悉 限制知悉：已启用');
    expect(said).toContain('保管期限 设定保管期限 依申请公开：10 年（保管期限表）');
    expect(said).toContain('清单：事项 选项：停车');
    await carryOut('2026-12-07T12:00', { command: 'SetRestriction', restricted: false }, wang);
  });
});

describe('the sealing', () => {
  it('says what is sealed, what is not yet, and where the checkpoints lie', async () => {
    await office.web.house.notary.seal();
    await carryOut('2026-12-07T13:00', {
      ...{ command: 'RegisterApplication', case: 'A3', channel: 'inPerson', submittedOn: '2026-12-07' },
      ...{ subject: '规划图', applicant: { type: 'naturalPerson', name: '赵一', identity: '1' } },
    });
    const said = await read('/seals');
    expect(said).toMatch(/台账 最近的检查点 2026-12-07 12:00 封存 \d+ 笔 树根（base64） \S{44} 未封存/);
    // in the cloud the change feed tells of what waits, a moment later
    if (process.env.ENGINE !== 'dynamodb') expect(said).toContain('未封存 1 笔，自 2026-12-07 13:00');
    expect(said).toContain(String(await office.web.house.notary.keyLine()));
    expect(said).toContain('没有设置别处的存放');
    expect(await read('/audit-desk/case?number=A3')).toContain('未封存');
    expect(await read('/audit-desk/case?number=A1')).toMatch(/第 \d+ 笔，2026-12-07 12:00 的检查点/);
  });
});

describe('who may', () => {
  it('the auditor alone', async () => {
    for (const role of ['intake', 'officer', 'approver', 'admin'] as const) {
      const visitor = await office.visitor(`one-${role}`, role);
      expect((await visitor.get('/audit-desk')).status).toBe(403);
      const cell = await visitor.get('/tables/2026/cell?name=table3.disclosed.total');
      expect(cell.text).not.toContain('/audit-desk/figure');
    }
    expect((await auditor.get('/')).text).toContain('href="/audit-desk"');
  });
});
