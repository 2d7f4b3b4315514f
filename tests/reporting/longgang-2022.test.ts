import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksOf } from '#shared/reporting/checks.ts';
import { tablesOf } from '#shared/reporting/forms.ts';
import { gridOf } from '#shared/reporting/layout.ts';
import type { Report } from '#shared/reporting/report.ts';
import { FULL, longgangRows, openedProse, SMALL } from '../support/longgang-office.ts';
import { memoryLedger } from '../support/memory-ledger.ts';

/** All 320,000 cases of the year and those of the year before: `npm run longgang:full`. */
const volume = process.env.LONGGANG_FULL === undefined ? SMALL : FULL;
const folder = join(import.meta.dirname, 'published');
const published = JSON.parse(readFileSync(join(folder, 'longgang-2022.json'), 'utf8'));
const text = readFileSync(join(folder, 'longgang-2022.txt'), 'utf8');
const ledger = memoryLedger({ id: 'longgang-zwfw', name: published.office.name });
let report: Report;

/** The six sections' own words, from one heading to the next. */
function between(from: string, to: string): string {
  const start = text.indexOf(from) + from.length;
  const lines = text.slice(start, text.indexOf(to, start)).split('\n');
  return (
    lines
      .map((line) => line.replace('[bookmark: _GoBack]', '').trim())
      // the numbering of its subheadings was lost to Word: （1） stands for （一） (trap 51)
      .map((line) =>
        line.replace(/^（([1-5])）\s*/, (_, digit) => `（${'一二三四五'.charAt(Number(digit) - 1)}）`),
      )
      .filter((line) => line !== '')
      .join('\n')
  );
}
const general = between('1、 总体情况', '2、 主动公开政府信息情况');
const problems = between('5、 存在的主要问题及改进情况', '6、 其他需要报告的事项');

beforeAll(async () => {
  await ledger.found();
  const outcomes = await ledger.record(longgangRows(volume));
  expect(outcomes.every((outcome) => outcome === 'recorded')).toBe(true);
  await ledger.command({
    command: 'WriteSection',
    year: 2022,
    section: 1,
    text: openedProse(general, volume),
  });
  await ledger.command({ command: 'WriteSection', year: 2022, section: 5, text: problems });
  report = await ledger.report(2022);
}, 600_000);
afterAll(() => ledger.close());

describe('the report of 2022 of the office this product was first asked for, from its ledger', () => {
  it('has its tables 二, 三 and 四', () => {
    expect(report.table2).toEqual(published.table2);
    expect(report.table3.rows).toEqual(published.table3.rows);
    expect(report.table4.rows).toEqual(published.table4.rows);
  });

  it('states its publications by column and medium, its hotline and its recorded figures', () => {
    const { stated } = published;
    expect(report.publications.total).toBe(stated.publications.total);
    expect(report.publications.byColumn).toEqual(stated.publications.byColumn);
    expect(report.publications.byMedium).toMatchObject({ 网站: 74, 微信公众号: 115, 媒体报道: 40 });
    expect(report.hotline).toMatchObject({
      received: volume.received,
      receivedPreviousYear: volume.before,
      yearOnYear: stated.hotline.yearOnYear,
      closureRate: stated.hotline.closureRate,
    });
    expect(report.narrative.figures).toMatchObject({
      日常检测预警: { count: stated.monitoringWarnings, unit: '次' },
      修改错敏词条: { count: stated.correctedTerms, unit: '条' },
      相关整改通知: { count: stated.rectificationNotices, unit: '次' },
    });
    expect(Object.keys(report.events.bySource)).toHaveLength(stated.eventSources);
  });

  it('prints section 一 and 五 in the published words, every figure of a record put in', () => {
    const asPublished = volume === FULL ? general : general.replace('32万件次', `${volume.received}件次`);
    expect(report.narrative.sections[0]?.text).toBe(asPublished);
    expect(report.narrative.sections[4]?.text).toBe(problems);
  });

  it('says by itself that no information processing fee arose', () => {
    expect(report.narrative.sections[5]?.text).toContain('本年度未产生信息处理费');
  });

  it('ties out, its prose included', () => {
    expect(report.checks.filter((check) => !check.holds)).toEqual([]);
    const scopes = report.checks.filter(({ id }) => id === 'K7').map(({ scope }) => scope);
    expect(scopes).toEqual(
      expect.arrayContaining(['narrative.newlyReceived', 'narrative.hotline.yearOnYear']),
    );
  });

  it('prints the grid of the form, cell by cell', () => {
    const cells = tablesOf(report).map((table) =>
      gridOf(table)
        .flat()
        .map((cell) => cell?.text ?? null),
    );
    const same = tablesOf(published).map((table) =>
      gridOf(table)
        .flat()
        .map((cell) => cell?.text ?? null),
    );
    expect(cells).toEqual(same);
  });
});

describe('the prose of a report whose paragraphs somebody edited', () => {
  const wrong: readonly (readonly [string, string, string])[] = [
    ['政务信息74条', '政务信息75条', 'narrative.publications.total'],
    ['工作动态38条', '工作动态39条', 'narrative.publications.byColumn["工作动态"]'],
    ['同比增长111.43%', '同比增长211.43%', 'narrative.hotline.yearOnYear'],
    ['，办结率100%', '，办结率99.9%', 'narrative.hotline.closureRate'],
    ['日常检测预警71次', '日常检测预警17次', 'narrative.figures["日常检测预警"]'],
    ['修改错敏词条4条', '修改错敏词条5条', 'narrative.figures["修改错敏词条"]'],
    ['微信公众号推文115篇', '微信公众号推文116篇', 'narrative.publications.byMedium["微信公众号"]'],
    [`${volume === FULL ? '32万' : volume.received}件次`, '33万件次', 'narrative.hotline.received'],
  ];
  it.each(wrong)('%s written as %s is found', (right, mistaken, scope) => {
    const sections = report.narrative.sections.map((section) => ({
      ...section,
      text: section.text.replace(right, mistaken),
    }));
    const failing = checksOf({ ...report, narrative: { ...report.narrative, sections } }).filter(
      (check) => !check.holds,
    );
    expect(failing.map((check) => check.scope)).toEqual([scope]);
  });
});
