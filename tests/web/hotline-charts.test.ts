/** Charts of an office with as many sources as the first one had: 147, some with long names, one of them far ahead. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartsOf } from '#shared/documents/charts.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import type { Report } from '#shared/reporting/report.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

const LONG = '市场监督管理局龙岗监管局食品安全监督科及餐饮服务监管联合办公室';
let office: WebOffice;
let chen: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
  const sources = [LONG, ...Array.from({ length: 146 }, (_, at) => `来源${at}`)];
  const rows = sources.flatMap((source, at) =>
    Array.from({ length: at === 0 ? 5 : at < 10 ? 2 : 1 }, (_, again) =>
      JSON.stringify({ number: `${at}-${again}`, source, receivedAt: '2026-03-05 09:00' }),
    ),
  );
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-charts-'));
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, rows.join('\n'));
  const actor = { user: 'li', role: 'operator', via: 'import' } as const;
  const request = { kind: 'hotline', file, office: 'default', actor, dryRun: false, options: {} };
  await importRows(office.web.house, request);
  rmSync(folder, { recursive: true });
});
afterAll(() => office.close());

/** The pictures of the page, as the SVG they hold: for a wide screen and for a telephone. */
function picturesIn(text: string): { wide: string; narrow: string; alt: string }[] {
  const svg = (base64 = ''): string => Buffer.from(base64, 'base64').toString();
  const picture =
    /srcset="data:image\/svg\+xml;base64,([^"]+)"[^>]*\/?><img src="[^,]+,([^"]+)" alt="([^"]*)"/g;
  return [...text.matchAll(picture)].map(([, narrow, wide, alt]) => ({
    ...{ wide: svg(wide), narrow: svg(narrow), alt: alt ?? '' },
  }));
}

describe('the sources', () => {
  it('are drawn as the ten largest, not dwarfed by all the rest together, and the table has them all', async () => {
    const { text } = await chen.get('/hotline/figures?group=events');
    const sources = picturesIn(text).find(({ alt }) => alt.startsWith('按来源'));
    expect(sources?.alt.split('，')).toHaveLength(10);
    expect(sources?.alt).not.toContain('其余');
    expect(text).toContain('图中是前 10 项；其余 137 项共 137 件次，见表。');
    expect(text.match(/hotline%22|bySource/g)?.length).toBeGreaterThanOrEqual(147);
  });

  it('with long names leave room for the bars, more so on a telephone', async () => {
    const { text } = await chen.get('/hotline/figures?group=events');
    const { wide = '', narrow = '' } = picturesIn(text).find(({ alt }) => alt.startsWith('按来源')) ?? {};
    const drawn = (svg: string) =>
      /市场监督管理局龙岗[^<]*/.exec(svg)?.[0] ?? /市场监督管理[^<]*/.exec(svg)?.[0];
    expect(drawn(wide)).toMatch(/\.\.\.$/);
    expect(narrow).toMatch(/width="320"/);
    expect(narrow).toMatch(/市场监督[^<]{0,8}\.\.\./);
  });

  it('stand in the report the same way, the rest in the caption', async () => {
    const bySource = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`来源${at}`, 20 - at]));
    const figures = { received: 174, bySource, byMonth: Array.from({ length: 12 }, () => 1) };
    const charts = await chartsOf({
      hotline: { ...figures, received: 0 },
      events: figures,
    } as unknown as Report);
    expect(charts[1]?.title).toBe('图2 受理量最多的10个来源（件次；其余2个来源共19件次）');
    expect(charts[1]?.description).not.toContain('来源10');
  });
});

describe('the months', () => {
  it('that are to come say nothing, not nought', async () => {
    const { text } = await chen.get('/hotline/figures?group=events');
    expect(text).toMatch(/12月<\/th><td[^>]*>—<\/td>/);
    expect(text).toMatch(/11月<\/th><td[^>]*>0<\/td>/);
  });

  it('are those asked for, in the chart as in the table', async () => {
    const { text } = await chen.get('/hotline/figures?group=events&from=2026-03-01&to=2026-04-10');
    expect(picturesIn(text)[0]?.alt).toBe('各月受理量（件次）：3月160，4月0');
    expect(text).not.toMatch(/5月<\/th>/);
  });
});
