import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { warningText } from '#shared/glossary/warnings.ts';
import { WARNING_CODES } from '#shared/kernel/warning-code.ts';
import { projectFiles, readText } from '../architecture/source-files.ts';
import { importByPage } from '../support/import-pages.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
});
afterEach(() => office.close());

const WRONG = '440301198505056664';
const PAPER = {
  ...{
    channel: 'inPerson',
    submittedOn: '2026-11-20',
    applicantType: 'naturalPerson',
    applicantName: '赵一',
  },
  ...{ identity: WRONG, contact: '某处', subject: '规划图' },
};
const register = (more: Record<string, string> = {}) =>
  chen.fillIn('/applications/new', { ...PAPER, do: 'save', ...more }, '/applications');

describe('what a command warns of', () => {
  it('is on the page that comes next, once, and not for a right number', async () => {
    const { location } = await register();
    expect((await chen.get(location ?? '')).text).toContain('data-code="checkDigit"');
    expect((await chen.get(location ?? '')).text).not.toContain('data-code="checkDigit"');
    const right = await register({ identity: '440301198505056669' });
    expect((await chen.get(right.location ?? '')).text).not.toContain('data-code="checkDigit"');
  });

  it('is on the next form of the pile, too', async () => {
    const { location } = await register({ do: 'next' });
    expect((await chen.get(location ?? '')).text).toContain('校验码不对');
  });

  it('waits over what is no page, and is shown to whoever sent the form alone', async () => {
    await register();
    await chen.get('/imports/applications/blank.csv');
    const other = await office.visitor('li', 'officer');
    expect((await other.get('/')).text).not.toContain('校验码不对');
    expect((await chen.get('/applications')).text).toContain('校验码不对');
  });

  it('stands in no address and no line of the log', async () => {
    const { location } = await register();
    await chen.get(location ?? '');
    expect(location).not.toMatch(/checkDigit|4403/);
    expect(JSON.stringify(office.lines)).not.toContain(WRONG);
  });

  it('of a cookie that is not ours is not shown', async () => {
    const forged = await office.app.request('/', {
      headers: { cookie: `${chen.cookie()}; taizhang_warnings=W10.forged`, host: 'localhost' },
    });
    expect(forged.status).toBe(200);
  });

  it('comes from every form alike: a suit, a call, a fee', async () => {
    const suit = { kind: 'suit', route: 'afterReview', on: '2026-03-02', coDefendant: 'yes', do: 'save' };
    const { location } = await chen.fillIn('/appeals/new', suit, '/appeals');
    expect((await chen.get(location ?? '')).text).toContain('data-code="coDefendantNotCounted"');
    const call = {
      type: 'complaint',
      source: '12345热线',
      at: '2026-11-23T09:20',
      topic: '新的事项',
      do: 'save',
    };
    const logged = await chen.fillIn('/hotline/new', call, '/hotline');
    expect((await chen.get(logged.location ?? '')).text).toContain(
      '“新的事项”原来没有，已加入热线设置的清单',
    );
  });

  it('is told of a line of a file with its line', async () => {
    const rows = `申请编号,收到日期,申请人类型,申请内容,身份证明\nA,2026-01-05,自然人,图,${WRONG}\nB,2026-01-05,自然人,图,440301198505056669\n`;
    for (const what of ['check', 'record']) {
      const answer = await importByPage(chen, new File([rows], 'a.csv'), { kind: 'applications', do: what });
      expect(answer.text).toContain('第 2 行：证件号码或统一社会信用代码的校验码不对');
      expect(answer.text).not.toContain('第 3 行：');
      expect(answer.text).not.toContain(WRONG);
    }
  });

  it('is lost by no form: pages carry out commands by one door', () => {
    const sources = projectFiles().filter((path) => /^functions\/web\/.*\.tsx?$/.test(path));
    const calling = sources.filter((path) => /execute(?:Command|Short)\(/.test(readText(path)));
    expect(calling.filter((path) => !path.startsWith('functions/web/api/'))).toEqual([
      'functions/web/frame/send-command.ts',
    ]);
  });

  it('has words for each code', () => {
    for (const code of WARNING_CODES) {
      const facts = {
        fen: 123,
        by: '2026-01-01',
        label: '甲',
        cases: 2,
        sheet: '表',
        columns: 'C、F',
        others: '乙',
        year: 2025,
        field: 'route',
        line: 3,
        dueOn: '2026-01-01',
        id: 'K4',
        ...{
          number: 'SQ2026-0000001',
          rows: 2,
          heading: '甲',
          column: 'AB',
          near: '乙',
          key: '丙',
          ...{ position: 2, message: '文件是空的' },
        },
      };
      expect(warningText({ code, facts })).toMatch(/^第 3 行：[^{}a-z]*\p{Script=Han}[^{}a-z]*$/u);
    }
  });
});
