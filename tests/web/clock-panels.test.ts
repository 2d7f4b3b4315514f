/** How a date came about, as the pages tell it: what began the period, each pause, every day, and what may still move it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  office.setNow('2026-12-14T09:30:00.000+08:00');
  li = await office.visitor('li', 'officer');
});
afterAll(() => office.close());

async function told(...commands: readonly Record<string, unknown>[]): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  for (const fields of commands) {
    const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
    if (!done.ok) throw new Error(`${fields.command}: ${done.code} ${done.field}`);
  }
}
const receive = (number: string, submittedOn: string) => ({
  command: 'RegisterApplication',
  case: number,
  channel: 'inPerson',
  submittedOn,
  subject: '规划图',
  applicant: { type: 'naturalPerson', name: '赵一', identity: '证', contact: '话' },
});
/** The page's text without its tags. */
const words = async (path: string): Promise<string> =>
  (await li.get(path)).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const panel = async (path: string): Promise<string> =>
  /期限怎么算(.*?)办理经过/s.exec(await words(path))?.[1] ?? '';

describe('the page of an application', () => {
  it('tells each pause with what silence means, the extension, and every day', async () => {
    await told(
      receive('A1', '2026-10-08'),
      {
        command: 'ConsultThirdParty',
        case: 'A1',
        on: '2026-10-12',
        party: '某公司',
        receivedOn: '2026-10-13',
      },
      { command: 'ConsultOrgan', case: 'A1', on: '2026-10-14', organ: '市档案馆' },
      { command: 'RecordOrganReply', case: 'A1', on: '2026-10-22', organ: '市档案馆' },
      {
        command: 'ExtendReply',
        case: 'A1',
        on: '2026-11-13',
        workingDays: 15,
        approvedBy: '负责人',
        reason: '量大',
      },
    );
    const text = await panel('/applications/A1');
    expect(text).toContain('自收到申请（2026-10-08）次日起计 35 个工作日（法定 20 个，延长 15 个）');
    expect(text).toContain(
      '征求第三方意见：2026-10-13 至 2026-11-03 不计入（期满未答复的，由本机关依法决定）',
    );
    expect(text).toContain('征求其他机关意见：2026-10-15 至 2026-10-22 不计入（已有答复）');
    expect(text).toContain('重叠的，只扣除一次');
    expect(text).toContain('2026-11-13 延长 15 个工作日');
    const days = [...text.matchAll(/\d{4}-\d\d-\d\d (?:\S+) (计入|不计)/g)].map(([, counts]) => counts);
    expect(days.filter((counts) => counts === '计入')).toHaveLength(35);
  });

  it('tells who is awaited and until when, also in the list', async () => {
    await told(receive('A2', '2026-12-07'), {
      command: 'RequestCorrection',
      case: 'A2',
      on: '2026-12-10',
      items: '文号',
      respondBy: '2026-12-25',
    });
    expect(await panel('/applications/A2')).toContain('现在等待补正，答复期限停止计算；等到 2026-12-25 为止');
    expect(await words('/applications')).toContain('等待补正至 2026-12-25');
    await told({ command: 'RecordCorrection', case: 'A2', on: '2026-12-11' });
    expect(await panel('/applications/A2')).toContain('自收到补正材料（2026-12-11）次日起计 20 个工作日');
  });

  it('says on every page that a date may still move', async () => {
    await told(receive('A3', '2026-12-10'));
    expect(await panel('/applications/A3')).toContain('暂定：所用年份的放假安排尚未公布');
    expect(await words('/applications')).toContain('2027-01-08（暂定）');
  });
});

describe('the page of an appeal', () => {
  it('lists every period with its article and its end', async () => {
    const opened = { command: 'OpenAppeal', case: 'F1', kind: 'review', on: '2026-12-11' };
    await told({ ...opened, procedure: 'simplified', copyReceivedOn: '2026-12-11' });
    const text = await panel('/appeals/F1');
    expect(text).toContain('本机关应在 2026-12-18 以前提交书面答复或答辩和证据');
    expect(text).toContain('《行政复议法》第五十四条');
    expect(text).toContain('2027-01-11（暂定）');
    await told({ command: 'AnswerAppeal', case: 'F1', on: '2026-12-14' });
    expect(await panel('/appeals/F1')).toContain('等待复议机关或法院在 2027-01-11（暂定） 以前');
  });
});

describe('the texts of law', () => {
  it('are named for a review opened under the revised regulation', async () => {
    await told({ command: 'OpenAppeal', case: 'F2', kind: 'review', on: '2026-07-02' });
    const text = await panel('/appeals/F2');
    expect(text).toContain('《行政复议法实施条例》（国务院令第836号，2026-07-01 起施行）');
    expect(text).toContain('据转载文本，引用前请核对原文');
    expect(text).not.toContain('没有按这一文本核对过');
  });

  it('are marked where the rules were not compared with the one in force then', async () => {
    await told({ command: 'OpenAppeal', case: 'F3', kind: 'suit', route: 'direct', on: '2016-07-04' });
    expect(await panel('/appeals/F3')).toContain(
      '《行政诉讼法》（1989年4月4日通过，2014年修正，1990-10-01 起施行），本系统的规则没有按这一文本核对过',
    );
    await told(receive('A4', '2018-07-04'));
    expect(await panel('/applications/A4')).toContain(
      '《政府信息公开条例》（国务院令第492号，2008-05-01 起施行）',
    );
  });
});

describe('the page of a hotline case', () => {
  it('tells how its limit was counted', async () => {
    const call = { source: '12345热线', type: 'complaint', at: '2026-12-14T09:00:00+08:00' };
    await told(
      { command: 'RegisterHotlineCase', case: 'R1', ...call },
      { command: 'AcceptHotlineCase', case: 'R1', at: '2026-12-14T09:05:00+08:00' },
    );
    const text = /办理时限怎么算(.*?)办理经过/s.exec(await words('/hotline/R1'))?.[1] ?? '';
    expect(text).toContain('自 2026-12-14 次日起 15 个工作日，至 2027-01-05（暂定） 止，还有 15 个工作日');
    expect([...text.matchAll(/ 计入/g)]).toHaveLength(15);
    expect(await words('/hotline')).toMatch(/2027-01-05(?: 23:59)?（暂定）/);
  });
});
