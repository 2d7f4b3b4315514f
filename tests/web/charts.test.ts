/** The charts of a year say what the tables and lists say, to those who see them and to those who do not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSample } from '#functions/demo/fill-sample.ts';
import { drawBy } from '#functions/web/look/drawing.tsx';
import { drawBars } from '#shared/documents/charts.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { NOW, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let chief: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  const plan = { office: 'default', cases: 30, year: 2026, today: dateOf('2026-11-22') };
  await fillSample({ ...office.web.house, setClock: office.setNow }, plan);
  office.setNow(NOW);
  chief = await office.visitor('chief', 'auditor');
});
afterAll(() => office.close());

type Shown = { readonly alt: string; readonly rows: readonly (readonly string[])[] };

async function chartsOf(year = 2026): Promise<Readonly<Record<string, Shown>>> {
  const { text } = await chief.get(`/charts?year=${year}`);
  const panels = text.split('<section class="panel chart-panel"').slice(1);
  return Object.fromEntries(
    panels.map((panel) => {
      const rows = [...panel.matchAll(/<tr><th scope="row">([^<]*)<\/th>(.*?)<\/tr>/g)];
      const cells = (row = '') =>
        [...row.replace(/<\/?a\b[^>]*>/g, '').matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(
          ([, cell = '']) => cell,
        );
      const shown = {
        alt: /alt="([^"]*)"/.exec(panel)?.[1] ?? '',
        rows: rows.map(([, label = '', rest]) => [label, ...cells(rest)]),
      };
      return [/chart-(\w+)"/.exec(panel)?.[1] ?? '', shown];
    }),
  );
}

const sumOf = (shown: Shown | undefined, column = 1): number =>
  (shown?.rows ?? []).reduce((sum, row) => sum + Number(row[column]), 0);

async function cell(name: string): Promise<number> {
  const { text } = await chief.get('/tables/2026');
  return Number(new RegExp(`data-cell="${name}"[^>]*>(?:<a[^>]*>)?(\\d+)`).exec(text)?.[1]);
}

describe('the charts of a year', () => {
  it('add up to the tables of the report', async () => {
    const charts = await chartsOf();
    expect(sumOf(charts.intake, 1)).toBe(await cell('table3.newlyReceived.total'));
    expect(sumOf(charts.intake, 2)).toBe(await cell('table3.concluded.total'));
    expect(sumOf(charts.outcomes)).toBe(await cell('table3.concluded.total'));
    expect(sumOf(charts.applicants)).toBe(await cell('table3.newlyReceived.total'));
    expect(sumOf(charts.channels)).toBe(await cell('table3.newlyReceived.total'));
    expect(charts.years?.rows.at(-1)).toEqual([
      '2026年',
      String(sumOf(charts.intake)),
      String(sumOf(charts.intake, 2)),
    ]);
  });

  it('add up to the figures of the hotline', async () => {
    const charts = await chartsOf();
    const { text } = await chief.get('/hotline/figures?group=events');
    const received = Number(/受理全部事件 (\d+) 件次/.exec(text)?.[1]);
    expect(received).toBeGreaterThan(0);
    expect(sumOf(charts.calls)).toBe(received);
    expect(sumOf(charts.sources)).toBe(received);
  });

  it('show the year before beside, month by month', async () => {
    const [now, before] = [await chartsOf(2026), await chartsOf(2025)];
    const march = (shown: Shown | undefined) => shown?.rows[2] ?? [];
    expect(march(now.applications)[2]).toBe(march(before.applications)[1]);
    expect(now.applications?.rows).toHaveLength(11); // of December nothing is known yet
    expect(before.applications?.rows).toHaveLength(12);
  });

  it('tell how long answers took by the working days of the law, each in one place', async () => {
    const { rows: listed } = {
      rows: (
        await office.web.house.views.list(
          'default',
          { kind: 'application', status: 'concluded', from: dateOf('2026-01-01') },
          { limit: 200 },
        )
      ).items,
    };
    const { time } = await chartsOf();
    const late = listed.filter(({ facts }) => Number(facts.daysUsed) > Number(facts.daysGiven));
    expect(time?.rows.find(([label]) => label === '超期')?.[1]).toBe(String(late.length));
    expect(sumOf(time)).toBe(listed.filter(({ facts }) => facts.daysGiven !== undefined).length);
  });

  it('say the same in words as in the table', async () => {
    for (const [key, { alt, rows }] of Object.entries(await chartsOf())) {
      const words = rows.map(([label, own]) => `${label}${own}`).join('，');
      if (alt !== '')
        expect([key, alt.slice(alt.indexOf('：', alt.indexOf('）')) + 1)]).toEqual([key, words]);
    }
  });

  it('the two of the first page are pictures of their own, for those who may see the page', async () => {
    for (const name of ['applications', 'calls']) {
      const picture = await chief.get(`/charts/small/${name}`);
      expect(picture.status).toBe(200);
      expect(picture.text).toContain('<svg');
      expect(picture.text).toContain('prefers-color-scheme: dark');
    }
    expect((await chief.get('/charts/small/constructor')).status).toBe(404);
    expect((await chief.get('/')).text).toContain('src="/charts/small/applications"');
  });

  it('of a year without anything say so', async () => {
    const { text } = await chief.get('/charts?year=2019');
    expect(text.match(/还没有记录。/g)?.length).toBeGreaterThan(3);
    expect((await chief.get('/charts?year=abc')).text).toContain('2026年图表');
  });
});

describe('where pictures are drawn apart from the answers', () => {
  beforeAll(() => drawBy(drawBars));
  afterAll(() => drawBy(drawBars, false));

  it('a page waits for none of its own, and each of them follows', async () => {
    const { text } = await chief.get('/hotline/figures');
    const sources = [...text.matchAll(/ (?:src|srcset)="(\/charts\/drawn\/[^"]+)"/g)].map(
      ([, at = '']) => at,
    );
    expect(sources.length).toBeGreaterThan(4);
    expect(text).not.toContain('data:image/svg');
    for (const at of sources) expect((await chief.get(at)).text).toContain('<svg');
    expect(text).toMatch(/alt="各月受理量（件次）：1月\d+，2月/);
  });

  it('shows nobody a picture that no page has promised, and strangers none', async () => {
    expect((await chief.get('/charts/drawn/constructor')).status).toBe(404);
    const { text } = await chief.get('/hotline/figures');
    const [, at = ''] = / src="(\/charts\/drawn\/[^"]+)"/.exec(text) ?? [];
    const answer = await office.app.request(at);
    expect(await answer.text()).not.toContain('件次');
  });
});

describe('a figure of a chart', () => {
  it('opens the very cases that it counts, where one list names them', async () => {
    const { text } = await chief.get('/charts?year=2026');
    const links = [...text.matchAll(/<td[^>]*><a href="([^"]+)">(\d+)<\/a>/g)];
    expect(links.length).toBeGreaterThan(20);
    for (const [, href = '', count] of links) {
      const list = await chief.get(href.replaceAll('&amp;', '&'));
      const said = list.status === 200 ? list.text.replace(/<[^>]+>/g, '') : '';
      expect([href, list.status]).toEqual([href, 200]);
      expect([href, new RegExp(`(?:共 ${count} 件|数字 ${count}|至 ${count} 件)`).test(said)]).toEqual([
        href,
        true,
      ]);
    }
  });
});
