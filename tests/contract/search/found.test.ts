/** An office finds its cases by what people know of them, on this machine and on the emulators of the cloud alike. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { openCloudHouse } from '#shared/house/open-cloud-house.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { casesOf, findCases, findEverywhere } from '#shared/search/find-cases.ts';
import type { Person } from '#shared/search/terms.ts';
import type { House } from '#shared/store/house.ts';
import { LI } from '../../support/memory-ledger.ts';

const AT = { channel: 'post', submittedOn: '2026-01-05', signedForOn: '2026-01-05' } as const;
const ZHANG = { type: 'naturalPerson', name: '张三丰', identity: '11010519491231002X' } as const;
const CALL = { source: '12345热线', type: '投诉' } as const;
const CASES: readonly Fields[] = [
  {
    ...{ command: 'RegisterApplication', case: 'SQ2026-0000001', ...AT },
    applicant: { ...ZHANG, contact: '138-1234 5678' },
    ...{ subject: '2025年土地征收批复', description: '望城路地块，联系 13977778888' },
  },
  {
    ...{ command: 'RegisterApplication', case: 'SQ2026-0000002', ...AT, signedForOn: '2026-01-08' },
    applicant: { type: 'commercialEnterprise', name: '武当实业公司', identity: '91440300MA5EXAMPLE' },
    subject: '土地出让金收支',
  },
  {
    ...{
      command: 'RegisterHotlineCase',
      case: 'RX-1',
      at: '2026-01-06T09:00:00+08:00',
      ...CALL,
      topic: '噪音',
    },
    ...{ caller: '王女士 13900001111', contact: '0755-28888888', description: '楼下夜间施工扰民' },
  },
  { command: 'AcceptHotlineCase', case: 'RX-1', at: '2026-01-06T09:30:00+08:00' },
  { command: 'Dispatch', case: 'RX-1', at: '2026-01-06T10:00:00+08:00', department: '城管科' },
  { command: 'Publish', case: 'P-1', publishedOn: '2026-01-12', medium: 'website', title: '2026年部门预算' },
  {
    ...{
      command: 'IssueDocument',
      case: '粤府信公〔2026〕3号',
      kind: 'normativeDocument',
      issuedOn: '2026-01-13',
    },
    title: '土地管理办法',
  },
];

const ENGINES: Readonly<Record<string, (folder: string) => Promise<House>>> = {
  SQLite: (folder) => openLocalHouse(folder),
  DynamoDB: (folder) => openCloudHouse({ folder }),
};

describe.each(Object.entries(ENGINES))('what an office knows, on %s', (_, open) => {
  let folder: string;
  let house: House;
  const execute = async (fields: Fields): Promise<void> => {
    const done = await executeCommand(house, { office: 'default', actor: LI, fields });
    expect(done.ok ? '' : JSON.stringify(done)).toBe('');
  };
  const ready = async (): Promise<void> => {
    await house.catchUp();
    expect(await house.search.follow()).toBe(0);
  };
  /** Numbers of the cases of every kind that a query finds. */
  const found = async (query: string): Promise<string[]> => {
    await ready();
    const kinds = await findEverywhere(house, { office: 'default', query }, { limit: 10 });
    return [...kinds.values()].flatMap(({ items }) => items.map(({ number }) => number)).sort();
  };
  const of = async (kind: CaseKind, person: Person): Promise<string[]> => {
    await ready();
    const { items } = await casesOf(house, { office: 'default', kind, person }, { limit: 10 });
    return items.map(({ number }) => number);
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'taizhang-found-'));
    house = await open(folder);
    for (const fields of CASES) await execute(fields);
  });
  afterAll(() => {
    house.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('finds by name, part of a name, words of the subject, and all of them together', async () => {
    expect(await found('张三丰')).toEqual(['SQ2026-0000001']);
    expect(await found('三丰')).toEqual(['SQ2026-0000001']);
    expect(await found('丰')).toEqual(['SQ2026-0000001']);
    expect(await found('土地')).toEqual(['SQ2026-0000001', 'SQ2026-0000002', '粤府信公〔2026〕3号']);
    expect(await found('　武当 土地 ')).toEqual(['SQ2026-0000002']);
    expect(await found('２０２５年 批复')).toEqual(['SQ2026-0000001']);
    expect([await found('批土'), await found('李四'), await found(' 。 ')]).toEqual([[], [], []]);
  });

  it('finds by telephone and identity however they are written, and by no part of them', async () => {
    expect(await found('138 1234-5678')).toEqual(['SQ2026-0000001']);
    expect(await found('+8613812345678')).toEqual(['SQ2026-0000001']);
    expect(await found('13977778888')).toEqual(['SQ2026-0000001']);
    expect(await found('11010519491231002x')).toEqual(['SQ2026-0000001']);
    expect(await found('91440300MA5EXAMPLE')).toEqual(['SQ2026-0000002']);
    for (const typed of ['28888888', '(0755)28888888', '+86-755-28888888'])
      expect([typed, await found(typed)]).toEqual([typed, ['RX-1']]);
    for (const part of ['5678', '1381234', '110105', '91440300', 'MA5E', '0755'])
      expect([part, await found(part)]).toEqual([part, []]);
  });

  it('finds by numbers of cases and of documents, and their parts', async () => {
    expect(await found('SQ2026-0000002')).toEqual(['SQ2026-0000002']);
    expect(await found('sq20260000002')).toEqual(['SQ2026-0000002']);
    expect(await found('2026-2')).toEqual(['SQ2026-0000002']);
    expect(await found('〔2026〕3号')).toEqual(['粤府信公〔2026〕3号']);
  });

  it('finds a call by its people and department, and by its words only where the office wants that', async () => {
    expect([await found('王女士'), await found('城管'), await found('RX-1')]).toEqual([
      ['RX-1'],
      ['RX-1'],
      ['RX-1'],
    ]);
    expect(await found('夜间施工')).toEqual([]);
    await execute({ command: 'SetPolicy', policy: 'hotlineSearch', value: 'texts' });
    await house.rebuild();
    expect([await found('夜间施工'), await found('噪音 王')]).toEqual([['RX-1'], ['RX-1']]);
  });

  it('finds who comes again by the whole telephone, identity or name', async () => {
    expect(await of('hotline', { phone: '(0755) 2888 8888' })).toEqual(['RX-1']);
    for (const phone of ['139 0000 1111', '139.0000.1111', '+86-139-0000-1111'])
      expect(await of('hotline', { phone })).toEqual(['RX-1']);
    expect(await of('application', { identity: '1101 0519 4912 3100 2X' })).toEqual(['SQ2026-0000001']);
    expect(await of('application', { name: '张 三丰' })).toEqual(['SQ2026-0000001']);
    expect([await of('application', { name: '张三' }), await of('application', { phone: '' })]).toEqual([
      [],
      [],
    ]);
  });

  it('finds by what a text was corrected to, by what a caller was told, and by who has the case', async () => {
    const reason = '录入时写错';
    await execute({
      command: 'CorrectText',
      case: 'SQ2026-0000002',
      field: 'subject',
      value: '国土出让金',
      reason,
    });
    expect([await found('武当 土地'), await found('国土出让')]).toEqual([[], ['SQ2026-0000002']]);
    await execute({
      command: 'ReplyToCaller',
      case: 'RX-1',
      at: '2026-01-07T09:00:00+08:00',
      text: '已责令停工',
    });
    expect(await found('责令停工')).toEqual(['RX-1']);
    await execute({ command: 'AssignCase', case: 'SQ2026-0000002', department: '法规科' });
    expect([await found('法规科'), await found('武当')]).toEqual([['SQ2026-0000002'], ['SQ2026-0000002']]);
  });

  it('finds no voided case, and nothing of another office', async () => {
    await execute({ ...CASES[0], case: 'SQ2026-0000009', subject: '误登记的批复' });
    expect(await found('误登记')).toEqual(['SQ2026-0000009']);
    await execute({ command: 'VoidEntry', case: 'SQ2026-0000009', on: '2026-01-20', reason: '重复' });
    expect(await found('误登记')).toEqual([]);
    const elsewhere = { office: 'other', kind: 'application', query: '土地' } as const;
    expect((await findCases(house, elsewhere, { limit: 5 })).items).toEqual([]);
  });

  it('forgets a case whole', async () => {
    const stream = (await house.log.streamOf('default', 'application', 'SQ2026-0000002')) ?? '';
    await house.search.index.forget({ office: 'default', kind: 'application', stream });
    expect([await found('武当'), await found('91440300MA5EXAMPLE')]).toEqual([[], []]);
    expect(await found('批复')).toEqual(['SQ2026-0000001']);
  });

  it('keeps nothing readable: no file of the folder holds a name, a telephone, a word', () => {
    const planted = [
      '张三丰',
      '三丰',
      '武当',
      '13812345678',
      '1234 5678',
      '11010519491231002X',
      '91440300MA5',
      '征收批复',
    ];
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const bytes = Buffer.concat(files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))));
    const readable = planted.filter(
      (word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')),
    );
    expect(bytes.length).toBeGreaterThan(10_000);
    expect(readable).toEqual([]);
  });
});
