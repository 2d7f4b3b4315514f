/** What people know of a case is read from its sealed texts when it is shown, and stands nowhere in the clear. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseKind, StreamKey } from '#shared/kernel/event.ts';
import { identitiesIn, nameIn, phonesIn } from '#shared/kernel/known.ts';
import { knownOf, labelsOf } from '#shared/ledger/case-labels.ts';
import { keyOf } from '#shared/store/views.ts';
import { type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';

let desk: MemoryLedger;
const address = async (kind: CaseKind, number: string): Promise<StreamKey> => {
  const stream = await desk.log.streamOf('o', kind, number);
  if (stream === null) throw new Error(`no ${kind} ${number}`);
  return { office: 'o', kind, stream };
};
const known = async (kind: CaseKind, number: string) => knownOf(desk.log, await address(kind, number));

beforeAll(async () => {
  desk = memoryLedger();
  await desk.found();
  const done = [
    await desk.command({
      ...{ command: 'RegisterApplication', case: 'A-1', channel: 'post', submittedOn: '2026-01-05' },
      signedForOn: '2026-01-05',
      applicant: {
        ...{ type: 'naturalPerson', name: '张三丰', identity: '11010519491231002X' },
        ...{ contact: '138-1234 5678，wudang@example.com', agent: '殷梨亭' },
      },
      ...{ subject: '2025年土地征收批复', description: '望城路地块' },
    }),
    await desk.command({
      command: 'ConsultThirdParty',
      case: 'A-1',
      on: '2026-01-06',
      party: '武当实业公司',
    }),
    await desk.command({
      ...{ command: 'RegisterHotlineCase', case: 'H-1', at: '2026-01-06T09:00:00+08:00' },
      ...{ source: '12345热线', type: '投诉', topic: '噪音' },
      ...{ caller: '王女士 13900001111', contact: '0755-28888888', description: '楼下夜间施工' },
    }),
    await desk.command({ command: 'AcceptHotlineCase', case: 'H-1', at: '2026-01-06T09:30:00+08:00' }),
    await desk.command({
      ...{ command: 'Dispatch', case: 'H-1', at: '2026-01-06T10:00:00+08:00', department: '城管科' },
    }),
    await desk.command({
      ...{ command: 'OpenAppeal', case: 'S-1', kind: 'suit', route: 'direct', on: '2026-01-12' },
      ...{ application: 'A-1', court: '某区人民法院' },
    }),
    await desk.command({
      ...{ command: 'Publish', case: 'P-1', publishedOn: '2026-01-12', medium: 'website', title: '部门预算' },
    }),
  ];
  expect(done.map((one) => (one.ok ? '' : JSON.stringify(one)))).toEqual(done.map(() => ''));
});
afterAll(() => desk.close());

describe('what people know of a case', () => {
  it('is the applicant with card and telephone, the third party, the request', async () => {
    expect(await known('application', 'A-1')).toEqual({
      subject: '2025年土地征收批复',
      person: '张三丰',
      names: ['张三丰', '殷梨亭', '武当实业公司'],
      phones: ['13812345678'],
      identities: ['11010519491231002X'],
      numbers: [],
      texts: ['2025年土地征收批复', '望城路地块'],
      department: null,
      closed: null,
      number: 'A-1',
      version: 2,
      day: '2026-01-05',
      voided: false,
    });
  });

  it('is the caller with every telephone that was said, the matter and the department', async () => {
    expect(await known('hotline', 'H-1')).toMatchObject({
      subject: '楼下夜间施工',
      person: '王女士',
      phones: ['13900001111', '075528888888'],
      texts: ['楼下夜间施工', '噪音'],
      department: '城管科',
    });
  });

  it('is the court and the application of a suit, the title of a publication', async () => {
    expect(await known('appeal', 'S-1')).toMatchObject({ subject: '某区人民法院', numbers: ['A-1'] });
    expect(await known('publication', 'P-1')).toMatchObject({ subject: '部门预算', texts: ['部门预算'] });
  });

  it('is nothing of a case that is not there, and of settings', async () => {
    const none = await knownOf(desk.log, { office: 'o', kind: 'application', stream: 'none' });
    expect([none.subject, none.texts]).toEqual([null, []]);
    expect((await knownOf(desk.log, { office: 'o', kind: 'office', stream: 'o' })).texts).toEqual([]);
  });

  it('labels the cases of a page, each under its own address', async () => {
    const page = [await address('hotline', 'H-1'), await address('application', 'A-1')];
    const labels = await labelsOf(desk.log, page);
    expect(page.map((at) => labels.get(keyOf(at))?.person)).toEqual(['王女士', '张三丰']);
  });
});

describe('telephones, names and numbers of identity in free words', () => {
  it('are told apart however they are written', () => {
    expect(phonesIn('＋86 138 1234 5678 或 (0755)2888-8888 转 12')).toEqual(['13812345678', '075528888888']);
    const written = [
      '(0755)28888888',
      '(0755) 2888-8888',
      '0755—2888—8888',
      '0086-755-28888888',
      '0755.28888888-801',
    ];
    for (const one of written) expect([one, phonesIn(one)]).toEqual([one, ['075528888888']]);
    for (const one of ['138.1234.5678', '138—1234—5678', '008613812345678', '１３８·１２３４·５６７８'])
      expect([one, phonesIn(one)]).toEqual([one, ['13812345678']]);
    expect(phonesIn('8888666 8888777')).toEqual(['8888666', '8888777']);
    expect(phonesIn('13812345678 13900002222')).toEqual(['13812345678', '13900002222']);
    expect(phonesIn('1234567890')).toEqual(['1234567890']);
    expect(phonesIn('3号楼 2026-01', undefined)).toEqual([]);
    expect([nameIn('王女士，电话：13900001111'), nameIn('13900001111'), nameIn(undefined)]).toEqual([
      '王女士',
      null,
      null,
    ]);
    expect(identitiesIn('身份证 １１０１０５１９４９１２３１００２x')).toEqual(['11010519491231002X']);
    expect(identitiesIn('G1234-5678')).toEqual(['G12345678']);
  });
});
