/** The boards of an office that is far behind: what is due tomorrow must not vanish behind what is long overdue. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRows } from '#shared/intake/import-rows.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

const row = (number: string, department: string, dueAt: string) =>
  JSON.stringify({ number, department, dueAt, receivedAt: '2026-01-05', type: '投诉' });

let office: WebOffice;
let chen: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
  const lines = [
    // the lowest numbers are the least urgent: an order by number shows
    ...Array.from({ length: 520 }, (_, at) =>
      row(`A${String(at).padStart(4, '0')}`, '水务局', at < 510 ? '2026-10-08' : '2026-03-02'),
    ),
    ...Array.from({ length: 7 }, (_, at) => row(`B${at}`, '城管局', '2026-11-02')),
    row('C1', '城管局', '2026-11-24'),
    row('C2', '城管局', '2026-11-23'),
    row('C3', '城管局', '2026-12-30'),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-boards-'));
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, lines.join('\n'));
  const actor = { user: 'li', role: 'operator', via: 'import' } as const;
  const request = { kind: 'hotline', file, office: 'default', actor, dryRun: false, options: {} };
  await importRows(office.web.house, request);
  rmSync(folder, { recursive: true });
});
afterAll(() => office.close());

const numbersIn = (text: string) => [...text.matchAll(/href="\/hotline\/([ABC]\d+)"/g)].map(([, one]) => one);

describe('the supervision board', () => {
  it('counts what is due today and tomorrow, however much is overdue', async () => {
    const { text } = await chen.get('/hotline/supervision');
    expect(text).toMatch(/已超期<\/a><span class="tile-figure">500\+/);
    expect(text).toMatch(/今明两天到期<\/a><span class="tile-figure">2</);
    expect(numbersIn(text)).toEqual(expect.arrayContaining(['C1', 'C2']));
  });

  it('lists the most urgent and leads to the whole list', async () => {
    const { text } = await chen.get('/hotline/supervision');
    expect(numbersIn(text).filter((one) => one?.startsWith('A'))).toHaveLength(50);
    expect(numbersIn(text)[0]).toBe('A0510');
    const rest = /href="(\/worklist[^"]+)">全部已超期工单/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await chen.get(rest)).text).toContain('A0510');
  });
});

describe('the queues', () => {
  it('count what is overdue with each department, and say where they stopped counting', async () => {
    const { text } = await chen.get('/hotline/queues');
    expect(text).toMatch(/水务局.*?100\+/s);
    expect(text).toMatch(/城管局<\/a><\/th><td[^>]*>10<\/td><td[^>]*><strong class="late">7</);
    expect(text).toContain('带“+”的只数到这里');
  });

  it('show the most urgent of a department first, page by page to the last', async () => {
    const seen: (string | undefined)[] = [];
    let path = `/hotline/queues?department=${encodeURIComponent('水务局')}`;
    while (path !== '') {
      const { text } = await chen.get(path);
      seen.push(...numbersIn(text));
      path = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    }
    expect(seen.slice(0, 10)).toEqual(
      Array.from({ length: 10 }, (_, at) => `A${String(510 + at)}`.replace('A5', 'A05')),
    );
    expect(new Set(seen).size).toBe(520);
  });
});
