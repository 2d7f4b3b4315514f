/** What the pages of an import do beside recording: keep what was sent, hand back what was wrong, remember what was said. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runImport } from '#functions/cli/import.ts';
import { readArguments } from '#functions/cli/options.ts';
import { ledgerOf } from '#functions/web/frame/web.ts';
import { carryToEnd } from '#shared/jobs/carry-job.ts';
import { everyJob } from '#shared/jobs/every-job.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { Job } from '#shared/store/jobs.ts';
import { filledFields, importByPage, sendFile, settle } from '../support/import-pages.ts';
import { hiddenFields, NOW, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
});
afterEach(() => office.close());

const HEAD = '工单号,来电时间,工单类型,处置单位\n';
const calls = (...rows: string[]) => new File([HEAD, ...rows.map((row) => `${row}\n`)], '../../工单.csv');
const GOOD = 'H1,2026-03-02 09:00,投诉,城管局';
const BAD = ['H2,2026-02-31 10:00,投诉,=cmd|1', 'H3,2026-03-03 11:00,外星人,教育局'];

async function download(path: string): Promise<Buffer> {
  const headers = { host: 'localhost', cookie: chen.cookie() };
  const answer = await office.app.request(path, { headers });
  expect([path, answer.status]).toEqual([path, 200]);
  return Buffer.from(await answer.arrayBuffer());
}

/** The names of what is kept of files that were sent. */
async function kept(): Promise<readonly string[]> {
  return (await office.web.house.blobs.list('uploads/', { limit: 50 })).items;
}

describe('a file that was sent', () => {
  it('is chosen once: looked at, tried out and recorded as it was kept', async () => {
    const prepared = await sendFile(chen, calls(GOOD));
    const checked = await settle(chen, prepared, { do: 'check' });
    expect(checked.text).toContain('登记这 1 行');
    expect(checked.text).not.toContain('type="file"');
    const path = prepared.location ?? '';
    const record = { ...hiddenFields(checked.text, path), do: 'record' };
    const { location } = await chen.post(path, record);
    expect((await chen.get(location ?? '')).text).toContain('全部行都已处理');
  });

  it('is sealed, open to its sender alone, and gone once it is recorded', async () => {
    const prepared = await sendFile(chen, calls(GOOD, BAD[1] ?? ''));
    const path = prepared.location ?? '';
    const isKept = async () => (await kept()).some((name) => name.endsWith('/file'));
    expect(await isKept()).toBe(true);
    for (const name of await kept()) {
      const bytes = Buffer.from((await office.web.house.blobs.get(name)) ?? '');
      expect([name, bytes.length > 0, bytes.includes('城管局')]).toEqual([name, true, false]);
    }
    const li = await office.visitor('li', 'officer');
    for (const each of [path, `${path}/result`, `${path}/map.json`])
      expect([each, (await li.get(each)).status]).toEqual([each, 404]);
    expect(
      (await li.post(path, { ...hiddenFields((await li.get('/imports')).text, '/imports'), do: 'record' }))
        .status,
    ).toBe(404);
    const result = await settle(chen, prepared, { do: 'record' });
    expect(await isKept()).toBe(false);
    // the rows to be mended can still be had; the page of the file leads to them
    expect((await chen.get(path)).location).toBe(result.location);
  });

  it('is gone after a day, and with the process that took it in', async () => {
    const one = await sendFile(chen, calls(GOOD));
    await office.web.house.uploads.sweep(instantOf(Date.parse(NOW) - 1));
    expect((await chen.get(one.location ?? '')).status).toBe(200);
    office.setNow('2026-11-24T09:31:00.000+08:00');
    const id = (one.location ?? '').slice('/imports/files/'.length);
    expect(await office.web.house.uploads.get(id, 'file')).toBeNull();
    const next = await office.web.house.uploads.begin();
    expect(await kept()).toEqual([]);
    await office.web.house.uploads.put(next, 'file', Buffer.from('x'));
    await office.web.house.uploads.sweep();
    expect(await kept()).toEqual([]);
  });
});

describe('rows that were rejected', () => {
  it('are summed up by reason, with what may be done', async () => {
    const { text } = await importByPage(chen, calls(GOOD, ...BAD, 'H4,2026-02-30 10:00,投诉,x'));
    expect(text).toMatch(
      /受理时间<\/th><td[^>]*>2<\/td><td[^>]*>第 3 行：受理时间不是有效的日期：“2026-02-31 10:00”/,
    );
    expect(text).toMatch(/诉求类型<\/th><td[^>]*>1<\/td>.*?“外星人”.*?可填：咨询、求助、投诉/s);
  });

  it('come back as a file of the same columns, that nothing runs in, and go in once mended', async () => {
    const { location } = await importByPage(chen, calls(GOOD, ...BAD));
    const path = (location ?? '').replace('/result', '');
    const csv = (await download(`${path}/rejected.csv`)).toString();
    const [head, first, second] = csv.replace('\uFEFF', '').split('\r\n');
    expect(head).toBe('工单号,来电时间,工单类型,处置单位,原因,建议');
    expect(first).toMatch(/^H2,2026-02-31 10:00,投诉,'=cmd\|1,第 3 行：受理时间不是有效的日期/);
    expect(second).toMatch(/外星人.*可填：咨询、求助、投诉/);
    const sheet = await download(`${path}/rejected.xlsx`);
    const mended = csv.replace('2026-02-31', '2026-02-28').replace('外星人', '投诉');
    const again = await importByPage(chen, new File([mended], 'a.csv'));
    expect(again.text).toMatch(/已登记<\/dt><dd>2 行/);
    const same = await importByPage(chen, new File([new Uint8Array(sheet)], 'a.xlsx'));
    expect(same.text).toMatch(/有误，未登记<\/dt><dd>2 行/);
    expect(same.text).toMatch(/没有导入的列<\/dt><dd>原因、建议/);
  });
});

describe('what was said of a value', () => {
  const strange = calls('H1,2026-03-02 09:00,诉求举报,城管局');

  it('holds for the next file and the command line, until it is changed', async () => {
    const prepared = await sendFile(chen, strange);
    expect(prepared.text).toContain('没见过的值');
    await settle(chen, prepared, { 'meant.type.0': 'complaint', do: 'record' });
    const next = await sendFile(chen, calls('H2,2026-03-02 09:00,诉求举报,城管局'));
    expect(next.text).not.toContain('没见过的值');
    const rows = join(office.folder, 'rows.csv');
    writeFileSync(rows, '工单编号,受理时间,诉求类型\nH3,2026-03-02 09:00,诉求举报\n');
    const run = () => runImport(office.web.house, readArguments(['import', 'hotline', rows, '--dry-run']));
    expect((await run()).stdout).toContain('"recorded":1');
    const page = await chen.get('/imports/values');
    expect(page.text).toContain('诉求举报');
    const fields = filledFields(page.text, '/imports/values');
    expect(fields).toMatchObject({ 'written.type.0': '诉求举报', 'meant.type.0': 'complaint' });
    await chen.post('/imports/values', { ...fields, 'meant.type.0': '' });
    expect((await chen.get('/imports/values')).text).toContain('还没有写明过任何值');
    expect((await run()).stdout).toContain('"code":"badChoice"');
  });

  it('is not remembered where the file was only tried out', async () => {
    await settle(chen, await sendFile(chen, strange), { 'meant.type.0': 'complaint', do: 'check' });
    expect((await chen.get('/imports/values')).text).toContain('还没有写明过任何值');
  });
});

describe('how a file is read', () => {
  const odd = new File(
    ['登记簿\n,\n号;日;类;局\nH1;05/03/26;投诉;城管局\nH2;13/03/26;投诉;城管局\n'],
    '登记.csv',
  );
  const said = { kind: 'hotline', row: '3' };

  it('goes to the command line and to the API as a file', async () => {
    const placed = await settle(chen, await sendFile(chen, odd), { ...said, separator: ';', do: 'again' });
    const columns = { column0: 'number', column1: 'receivedAt', column2: 'type', column3: 'department' };
    const checked = await settle(chen, placed, { ...columns, do: 'again' }).then((page) =>
      settle(chen, page, { dates: 'dmy', do: 'check' }),
    );
    expect(checked.text).toMatch(/可以登记<\/dt><dd>2 行/);
    const map = await download(`${placed.location}/map.json`);
    expect(JSON.parse(map.toString())).toEqual({
      columns: { 号: 'number', 日: 'receivedAt', 类: 'type', 局: 'department' },
      ...{ headings: { row: 3 }, separator: ';', encoding: 'utf-8', dates: 'dmy', years: 2000 },
    });
    const [rows, file] = [join(office.folder, 'rows.csv'), join(office.folder, 'map.json')];
    writeFileSync(rows, await odd.bytes());
    writeFileSync(file, map);
    const token = await office.token('officer');
    const byApi = (reading: string) =>
      office.app.request(
        `/api/v1/imports/hotline?${new URLSearchParams({ format: 'csv', dryRun: 'true', reading })}`,
        {
          ...{ method: 'POST', body: odd },
          headers: {
            ...{
              host: 'localhost',
              authorization: `Bearer ${token}`,
              'idempotency-key': `reading-${reading.length}`,
            },
            'content-type': 'text/csv',
          },
        },
      );
    expect(await (await byApi(map.toString())).json()).toMatchObject({ recorded: 2, rejected: [] });
    expect(await (await byApi('{"columns":{"号":"nr"}}')).json()).toMatchObject({
      code: 'badJson',
      field: 'reading',
    });
    const args = readArguments(['import', 'hotline', rows, '--map', file]);
    expect((await runImport(office.web.house, args)).stdout).toContain('"recorded":2');
  });

  it('is asked for where the dates do not say it, and for what is missing', async () => {
    const open = new File(['工单号,来电时间,办结时间\nH1,05/03/2026,06/03/2026\n'], 'a.csv');
    const prepared = await sendFile(chen, open);
    expect(prepared.text).toContain('看不出是哪一种，请按来源选定');
    const asked = await settle(chen, prepared, { do: 'record' });
    expect([asked.status, asked.text.includes('两种次序都读得通')]).toEqual([422, true]);
    const zone = await settle(chen, prepared, { dates: 'mdy', zone: '北京', do: 'record' });
    expect(zone.text).toContain('时区：请写 Asia/Shanghai 这样的名称');
    expect((await settle(chen, prepared, { dates: 'mdy', zone: '', do: 'record' })).text).toContain(
      '全部行都已处理',
    );
  });
});

it('other pages are answered while an import goes on, and its own says how far it is', async () => {
  const asked: string[] = [];
  const carrier = async ({ id }: Job): Promise<void> => void asked.push(id);
  Object.assign(office.web.config, { carrier });
  const rows = Array.from({ length: 1500 }, (_, at) => `H${at},2026-03-02 09:00,投诉,城管局`);
  const prepared = await sendFile(chen, calls(...rows));
  const running = await settle(chen, prepared, { do: 'record' });
  expect(running.text).toContain('正在登记');
  expect((await chen.get('/calendar')).status).toBe(200);
  const meanwhile = await chen.get(running.location ?? '');
  expect(meanwhile.text).toContain('正在登记');
  await settle(chen, prepared, { do: 'record' });
  const work = asked.map((id) => carryToEnd(everyJob(ledgerOf(office.web)), id));
  expect((await chen.get('/calendar')).status).toBe(200);
  await Promise.all(work);
  const ended = await chen.get(running.location ?? '');
  expect(ended.text).toMatch(/已登记<\/dt><dd>1500 行/);
  expect((await chen.get('/imports/past')).text.match(/DR\d{8}-[0-9a-f]{10}<\/a>/g)).toHaveLength(1);
}, 60_000);
