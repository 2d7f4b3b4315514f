import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addOffice } from '#shared/ledger/office-tree.ts';
import { numbersIn } from '#shared/reporting/prose-numbers.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import { untiedNumbers } from '#shared/reporting/untied-numbers.ts';
import { unconfirmedNumbers } from '#shared/year/unconfirmed-numbers.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';
import { SEED } from '../support/seed.ts';

const writtenIn = (text: string): string[] => numbersIn(text).map(({ written }) => written);

describe('the numbers that a text states', () => {
  it.each([
    ['本机关收到申请26件，办结申请99件，予以公开88件。', ['26', '99', '88']],
    ['行政复议5件，行政诉讼6件；受理12345热线9999件。', ['5', '6', '9999']],
    ['共收到申请 ２６ 件，全年二十六件，约1,295件，1，295件', ['２６', '二十六', '1,295', '1，295']],
    ['受理32万件次，同比增长111.43%，百分之五十，三分之一', ['32万', '111.43%', '百分之五十', '三分之一']],
    ['受理2025件，申请（5）件，办理一件，百余件，零投诉，半数', ['2025', '5', '一', '百余', '零', '半数']],
    ['拨打12345，1000件；1,2345件', ['12345', '1000', '1', '2345']],
    ['第26件、第3名；\n㉖件', ['26', '3', '㉖']],
    [
      '收到三笔、五桩、六则；三单；三到五件；三比一；共“二十六”件',
      ['三', '五', '六', '三', '三', '五', '三比一', '二十六'],
    ],
    ['开展培训3次、3场；两个专题；“收到申请二十件”', ['3', '3', '两', '二十']],
    ['浏览量破万，粉丝过千，超百家、逾十万人', ['破万', '过千', '超百', '逾十万']],
    [
      '上万人、近千条、数十次、几百件、数以万计、成百上千',
      ['上万', '近千', '数十', '几百', '数以万计', '成百上千'],
    ],
    ['百余，十几，千余次，二十多，满意率百分百', ['百余', '十几', '千余', '二十', '百分百']],
    ['近百分之五，以上百分之十', ['百分之五', '百分之十']],
    [
      '申请量翻了一番、翻两番、翻3倍，成倍；浏览量倍增，件数减半；各半，一个半',
      ['翻了一番', '翻两番', '翻3倍', '成倍', '倍增', '减半', '各半', '一个半'],
    ],
    [
      '两成，近三成，七八成，一半，三分之一，过半，多半',
      ['两', '三', '七八', '一半', '三分之一', '过半', '多半'],
    ],
    ['一比三，三比一，十比一', ['一比三', '三比一', '十比一']],
    ['投诉为零，积案清零，零逾期，提高一个百分点', ['零', '零', '零', '一']],
  ])('%s', (text, numbers) => expect(writtenIn(text)).toEqual(numbers));

  it.each([
    '2025年，根据国办公开办函〔2021〕30号和国办函（2020）109号、国务院令第711号',
    '自2025年1月1日起至12月31日止，2021—2025年，1—6月，2025-01-31，二〇二五年十二月',
    '《关于印发2022年政务公开工作要点的通知》、条例第二十条第（五）项、第3条',
    '（一）主动公开情况',
    '1.加强培训。一是进一步提高；二是统一管理，一方面、三安全一稳定',
    '通过百度，附近百姓，网上千方百计，半成品，零距离、零容忍，统一比对',
    '12345热线、12345政务服务便民热线；党的二十大精神；“十四五”规划；5G；每一件；一站式；一件事一次办',
  ])('but none in %s', (text) => expect(writtenIn(text)).toEqual([]));

  it(`whatever stands around a counted number, it is among them (seed ${SEED})`, () => {
    const words = fc.constantFrom(
      '收到申请',
      '《条例》',
      '2025年',
      '，',
      '（',
      '一是',
      '第',
      '共',
      '12345',
      '。',
      '“',
      ' ',
      '1.',
    );
    const number = fc.oneof(
      fc.integer({ min: 0, max: 99_999 }).map(String),
      fc.constantFrom('二十六', '一百零五', '３７', '1,295', '九', '十'),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), number, fc.array(words, { maxLength: 4 }), (a, n, z) => {
        const before = a.join('');
        // an ordinal is none, and digits that run on are one number
        fc.pre(!/(?:第\s*[（(]?|\d|[.])$/.test(before));
        const text = `${before}${n}件${z.join('')}`;
        const found = numbersIn(text).some(
          ({ span: [from, to] }) => from <= before.length && to >= before.length + n.length,
        );
        expect(found, text).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('take no more than the length of the text to find, however it is made', () => {
    for (const unit of [
      '{{ ',
      '（一',
      '1,',
      '1.',
      '《',
      '第（',
      '“一',
      '2025',
      ' 5 ',
      '百分之',
      '。',
      'A1',
    ]) {
      // what grows with the square of the length does not end within the time of a test
      expect(numbersIn(unit.repeat(100_000)).length, unit).toBeLessThanOrEqual(200_000);
    }
  });
});

let ledger: MemoryLedger;
beforeEach(async () => {
  ledger = memoryLedger();
  await ledger.found();
  const row = { receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '材料' };
  await ledger.record([{ kind: 'application', row: { number: 'A1', ...row } }]);
});
afterEach(() => ledger.close());

type Listed = Readonly<Record<string, string | number>>;
async function close(fields: object = {}, office = 'o'): Promise<readonly Listed[]> {
  const result = await ledger.command(
    { command: 'CloseYear', year: 2025, approvedBy: 'wang', ...fields },
    office,
  );
  return result.ok ? [] : (result.facts?.obstacles as unknown as readonly Listed[]);
}
const write = (text: string, section = 5, fields: object = {}) =>
  ledger.command({ command: 'WriteSection', year: 2025, section, text, ...fields });
const tokensOf = (listed: readonly Listed[]) => listed.map(({ token }) => String(token));

describe('signing a year whose prose states numbers', () => {
  it('asks for every one that is neither put in by the build nor tied to a figure', async () => {
    await write(
      '{{年度}}年新收{{新收申请}}件，本机关收到申请26件，办结申请99件。本年新收政府信息公开申请1件。',
    );
    const listed = await close();
    expect(listed.map(({ code, number, sentence }) => [code, number, sentence])).toEqual([
      ['numbersUnconfirmed', '26', '2025年新收1件，本机关收到申请26件，办结申请99件。'],
      ['numbersUnconfirmed', '99', '2025年新收1件，本机关收到申请26件，办结申请99件。'],
    ]);
  });

  it('also for what was typed on to an inserted figure', async () => {
    await write('收到{{新收申请}}0件，{{新收申请}}万件，{{新收申请}}{{上年结转}}件，{{新收申请}}件。');
    expect((await close()).map(({ number }) => number)).toEqual(['10', '1万', '10']);
  });

  it('of the text as the product writes it asks for nothing, and signs', async () => {
    expect(await close()).toEqual([]);
    const { versions } = await yearStateOf(ledger.log, { office: 'o', year: 2025 });
    expect(versions[0]).not.toHaveProperty('confirmed');
  });

  it('is refused while one is left, and keeps all with the signature once each is confirmed', async () => {
    await write('开展培训3次，走访二十家。');
    const [first = '', second = ''] = tokensOf(await close());
    expect(tokensOf(await close({ confirmed: [first] }))).toEqual([second]);
    expect(await close({ confirmed: [first, second] })).toEqual([]);
    const { versions } = await yearStateOf(ledger.log, { office: 'o', year: 2025 });
    expect(versions[0]?.confirmed).toEqual([
      { token: first, section: 5, number: '3', sentence: '开展培训3次，走访二十家。' },
      { token: second, section: 5, number: '二十', sentence: '开展培训3次，走访二十家。' },
    ]);
    expect(JSON.parse(versions[0]?.report ?? '').narrative.sections[4]).toEqual({
      number: 5,
      title: '存在的主要问题及改进情况',
      text: '开展培训3次，走访二十家。',
    });
  });

  it('takes one token for the whole list, as long as the list is the same', async () => {
    await write('开展培训3次。');
    const all = String((await close())[0]?.all);
    await write('开展培训4次。');
    expect((await close({ confirmed: [all] })).map(({ number }) => number)).toEqual(['4']);
    const now = String((await close())[0]?.all);
    expect(await close({ confirmed: [now] })).toEqual([]);
  });

  it('asks anew when the words around a number have changed, or the figure beside it', async () => {
    await write('收到{{新收申请}}件，其中3件疑难。');
    const confirmed = tokensOf(await close());
    await write('收到{{新收申请}}件，其中3件简单。');
    expect(await close({ confirmed })).toHaveLength(1);
    await write('收到{{新收申请}}件，其中3件疑难。');
    const row = { number: 'A2', receivedOn: '2025-04-04', applicantType: 'naturalPerson', subject: '材料' };
    await ledger.record([{ kind: 'application', row }]);
    expect(await close({ confirmed })).toHaveLength(1);
  });

  it('is asked for again by a correction of the signed report', async () => {
    await close();
    await write('开展培训3次。');
    const restate = { command: 'RestateYear', year: 2025, approvedBy: 'wang', reason: '补充' };
    const refused = await ledger.command(restate);
    expect(refused).toMatchObject({ ok: false, code: 'numbersUnconfirmed' });
    const listed = (refused.ok ? [] : refused.facts?.obstacles) as unknown as readonly Listed[];
    expect(await ledger.command({ ...restate, confirmed: tokensOf(listed) })).toMatchObject({
      ok: true,
      version: 2,
    });
  });

  it('of a whole district asks for those of its own words', async () => {
    await addOffice(ledger, {
      id: 'a',
      name: '甲所',
      parent: 'o',
      actor: { user: 'li', role: 'admin', via: 'cli' },
    });
    await write('全区培训30次。', 5, { scope: 'tree' });
    await close();
    const own = { command: 'WriteSection', year: 2025, section: 5, text: '改进不够及时。' };
    expect(await ledger.command(own, 'a')).toMatchObject({ ok: true });
    expect(await close({}, 'a')).toEqual([]);
    const listed = await close({ scope: 'tree' });
    expect(listed.map(({ number }) => number)).toEqual(['30']);
    expect(await close({ scope: 'tree', confirmed: tokensOf(listed) })).toEqual([]);
  });
});

describe('a report that somebody has published', () => {
  it('has every number of its prose listed: nothing tells which ones a program put in', async () => {
    await close();
    const { versions } = await yearStateOf(ledger.log, { office: 'o', year: 2025 });
    const published = JSON.parse(versions[0]?.report ?? '') as Report;
    const [section] = published.narrative.sections;
    const report = {
      ...published,
      narrative: { ...published.narrative, sections: [{ ...section, text: '收到申请9件。' }] },
    } as Report;
    expect(untiedNumbers(report)).toMatchObject([{ section: 1, number: '9' }]);
    expect(unconfirmedNumbers(report)).toHaveLength(1);
    expect(canonicalJson(report)).not.toContain('inserted');
  });
});
