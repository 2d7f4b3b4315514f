import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '#shared/documents/render-csv.ts';
import { renderHtml } from '#shared/documents/render-html.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { checksOf } from '#shared/reporting/checks.ts';
import { tablesOf } from '#shared/reporting/forms.ts';
import { gridOf } from '#shared/reporting/layout.ts';
import { numberText } from '#shared/reporting/narrative-numbers.ts';
import { canonicalJson, type HotlineFigures, type Report } from '#shared/reporting/report.ts';
import { NO_HOTLINE } from '../support/no-hotline.ts';

const published = JSON.parse(
  readFileSync(new URL('published/hongze-district-2023.json', import.meta.url), 'utf8'),
);
const hotline: HotlineFigures = {
  ...NO_HOTLINE,
  receivedPreviousYear: 0,
  bySource: { b: 1, '2': 1, '10': 1 },
  byMonth: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
};
const report: Report = {
  office: { id: 'hongze-district', name: '<洪泽>' },
  year: 2023,
  status: 'live',
  version: null,
  asOf: '2024-01-01T00:00:00+08:00' as Instant,
  table2: published.table2,
  table3: published.table3,
  table4: published.table4,
  hotline,
  events: hotline,
  publications: { total: 0, byColumn: {}, byMedium: {} },
  narrative: { figures: {}, sections: [{ number: 1, title: '总体情况', text: '=1+1' }] },
  checks: checksOf(published),
};

describe('the layout', () => {
  it('fills every place of the grid exactly once', () => {
    for (const table of tablesOf(report)) {
      const area = table.rows.flat().reduce((sum, cell) => sum + cell.columns * cell.rows, 0);
      expect(area).toBe(table.width * table.rows.length);
      expect(gridOf(table).every((row) => row.length === table.width)).toBe(true);
    }
  });

  it('prints fees exactly', () => {
    expect([7730.28, 100, 0.55, 0.000001, 0].map(numberText)).toEqual([
      '7730.28',
      '100',
      '0.55',
      '0.000001',
      '0',
    ]);
  });

  it('reads down the form as it is printed', () => {
    const lines = readFileSync(new URL('published/labels-2022.txt', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const labels = tablesOf(report).flatMap((table) => [
      table.title.slice(2),
      ...table.rows.flat().flatMap((cell) => (cell.isFigure ? [] : [cell.text])),
    ]);
    expect(labels).toEqual(lines);
  });
});

describe('HTML', () => {
  it('escapes, says its language and marks what fails', async () => {
    const html = await renderHtml({ report, json: '', signedOn: dateOf('2024-01-30') });
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('&lt;洪泽&gt;2023年');
    expect(html).toContain('K6 table4.review：0 ≠ 11');
    expect(html).toContain('data-cell="table2.feesTenThousandYuan">7730.28</td>');
  });
});

describe('CSV', () => {
  it('begins with a byte order mark and holds no formula', () => {
    const csv = renderCsv(report);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain("总体情况,'=1+1\r\n");
    expect(csv).toContain('一、本年新收政府信息公开申请数量,,,21,0,0,0,0,0,21\r\n');
  });
});

describe('canonical JSON', () => {
  it('keeps every value, whatever order the keys came in', () => {
    const text = canonicalJson(report);
    expect(JSON.parse(text)).toEqual(report);
    expect(canonicalJson({ ...Object.fromEntries(Object.entries(report).reverse()) } as Report)).toBe(text);
    expect(text.indexOf('"10": 1')).toBeLessThan(text.indexOf('"2": 1'));
  });
});
