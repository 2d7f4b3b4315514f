import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksOf } from '#shared/reporting/checks.ts';
import { filledIn, unknownInsertions, wordingOf } from '#shared/reporting/narrative-template.ts';
import type { Report } from '#shared/reporting/report.ts';
import { longgangRows, SMALL } from '../support/longgang-office.ts';
import { memoryLedger } from '../support/memory-ledger.ts';

const ledger = memoryLedger();
let report: Report;

beforeAll(async () => {
  await ledger.found();
  const applications = [
    {
      number: '1',
      receivedOn: '2021-12-20',
      applicantType: 'naturalPerson',
      subject: 'x',
      outcome: 'disclosed',
      decidedOn: '2022-01-09',
    },
    {
      number: '2',
      receivedOn: '2022-02-20',
      applicantType: 'naturalPerson',
      subject: 'x',
      outcome: 'refused.stateSecret',
      decidedOn: '2022-03-09',
    },
    {
      number: '3',
      receivedOn: '2022-02-21',
      applicantType: 'naturalPerson',
      subject: 'x',
      outcome: 'other.other',
      decidedOn: '2022-03-09',
    },
    { number: '4', receivedOn: '2022-12-21', applicantType: 'otherOrganisation', subject: 'x' },
  ];
  await ledger.record([
    ...longgangRows(SMALL),
    ...applications.map((row) => ({ kind: 'application' as const, row })),
    {
      kind: 'fee',
      row: { number: 'f', receivedOn: '2022-05-01', amount: 550_000, item: 'informationProcessing' },
    },
    { kind: 'decision', row: { number: 'd', kind: 'licence', decidedOn: '2022-05-01', count: 12 } },
  ]);
  report = await ledger.report(2022);
});
afterAll(() => ledger.close());

/** Every number of a section but years, articles and numbers of documents, each one higher. */
function* mistakes(text: string): Generator<{ said: string; wrong: string }> {
  for (const { 0: said, index } of text.matchAll(/\d+(?:\.\d+)?(?=件|条|次|篇|%|元|个|项)/g)) {
    if (text.slice(0, index).endsWith('来源')) continue;
    const raised = String(Math.round((Number(said) + 1) * 100) / 100);
    yield {
      said: text.slice(Math.max(0, index - 12), index + said.length + 2),
      wrong: text.slice(0, index) + raised + text.slice(index + said.length),
    };
  }
}

describe("the product's own prose", () => {
  it('states the applications, the fee and the decisions of the ledger, and ties out', () => {
    const [general, , , , , other] = report.narrative.sections.map(({ text }) => text);
    expect(general).toContain(
      '本年新收政府信息公开申请3件，上年结转政府信息公开申请1件；本年办结政府信息公开申请3件，其中予以公开1件、不予公开1件、其他处理1件；结转下年度继续办理1件。',
    );
    expect(general).toContain('受理12345热线诉求740件次，同比增长111.43%，截至2026年1月20日，办结率100%');
    expect(general).toContain('行政许可决定12件');
    expect(other).toContain('本年度收取信息处理费5500元');
    expect(report.checks.filter((check) => !check.holds)).toEqual([]);
  });

  it('leaves no number unchecked: any of them raised by one is found', () => {
    const missed = report.narrative.sections.flatMap((section) =>
      [...mistakes(section.text)].flatMap(({ said, wrong }) => {
        const sections = report.narrative.sections.map((one) =>
          one.number === section.number ? { ...one, text: wrong } : one,
        );
        const checks = checksOf({ ...report, narrative: { ...report.narrative, sections } });
        return checks.every((check) => check.holds) ? [said] : [];
      }),
    );
    expect(missed).toEqual([]);
  });

  it('keeps a name nobody knows in sight', () => {
    expect(filledIn('共{{ 新收申请 }}件、{{没有此项}}件', { 新收申请: '3' })).toBe('共3件、{{没有此项}}件');
    expect(unknownInsertions('{{新收申请}}{{没有此项}}', { 新收申请: '3' })).toEqual(['没有此项']);
  });

  it('gives way to the template of the office, and that to the paragraphs of the year', () => {
    expect(wordingOf({ 1: '年' }, { 1: '机关', 5: '机关' })).toMatchObject({ 1: '年', 5: '机关' });
  });
});

describe('phrases that could be taken for a figure', () => {
  const quiet = (text: string) =>
    checksOf({
      ...report,
      narrative: { figures: report.narrative.figures, sections: [{ text }] },
    })
      .filter((check) => check.id === 'K7' && !check.holds)
      .map((check) => check.scope);
  it.each([
    '全年共收到政府信息公开申请4件，均已登记。', // with those carried over (trap 43)
    '收到政府信息公开申请3件。',
    '受理12345市民来电件0.07万件次，有效解决诉求。',
    '组织培训会6次，发布各类通知12条。',
    '2021年本年新收政府信息公开申请情况见附件。',
  ])('%s raises no alarm', (text) => {
    expect(quiet(text)).toEqual([]);
  });
  it.each([
    ['收到政府信息公开申请5件。', 'narrative.received'],
    ['本机关未收到政府信息公开申请。', 'narrative.newlyReceived'],
    ['本年度收取信息处理费600000元。', 'narrative.informationProcessingFee'],
  ])('%s raises one', (text, scope) => {
    expect(quiet(text)).toEqual([scope]);
  });
});
