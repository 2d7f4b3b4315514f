import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandSchemas } from '#functions/web/api/commands.ts';
import { apiEndpoints } from '#functions/web/api/routes.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let token: string;
beforeEach(async () => {
  office = await openWebOffice();
  token = await office.token('officer');
});
afterEach(() => office.close());

type Sent = { readonly body?: unknown; readonly key?: string; readonly headers?: Record<string, string> };

async function call(method: 'GET' | 'POST', path: string, { body, key, headers }: Sent = {}) {
  const response = await office.app.request(`/api/v1${path}`, {
    method,
    headers: {
      host: 'localhost',
      authorization: `Bearer ${token}`,
      ...(key && { 'idempotency-key': key }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, json: (await response.json()) as Record<string, unknown> };
}
const get = (path: string) => call('GET', path);
const command = (body: unknown, key: string, headers?: Record<string, string>) =>
  call('POST', '/commands', { body, key, ...(headers && { headers }) });

const REGISTER = {
  command: 'RegisterApplication',
  channel: 'inPerson',
  submittedOn: '2026-11-20',
  applicant: { type: 'naturalPerson', name: '张三' },
  subject: '某路段改造工程的规划许可证',
};

describe('commands by the API', () => {
  it('are recorded once however often they are sent, under the name of the token', async () => {
    const first = await command(REGISTER, 'k1');
    expect(first).toMatchObject({ status: 201, json: { outcome: 'recorded', case: 'SQ2026-0000001' } });
    const again = await command(REGISTER, 'k1');
    expect(again).toMatchObject({ status: 200, json: { outcome: 'duplicate', case: 'SQ2026-0000001' } });
    expect(await command(REGISTER, 'k2')).toMatchObject({ json: { case: 'SQ2026-0000002' } });
    const { json } = await get('/cases/application/SQ2026-0000001/history');
    const [event] = json.items as { actor: object; type: string }[];
    expect(event).toMatchObject({ actor: { role: 'officer', via: 'api' }, type: 'ApplicationRegistered' });
  });

  it('are refused with a stable code and the article', async () => {
    await command({ ...REGISTER, case: 'A1' }, 'k1');
    const early = await command({ command: 'CloseUncorrected', case: 'A1', on: '2026-11-23' }, 'k2');
    expect(early.status).toBe(422);
    expect(early.type).toContain('application/problem+json');
    expect(early.json).toMatchObject({ code: 'noCorrectionRequested', status: 422 });
    expect(early.json.type).toBe('urn:taizhang:problem:noCorrectionRequested');
    expect(await command({ command: 'Reply', case: 'none', on: '2026-11-23' }, 'k3')).toMatchObject({
      json: { code: expect.stringMatching(/required|unknownCase/) },
    });
    expect(await command({ command: 'Dance' }, 'k4')).toMatchObject({ json: { code: 'unknownCommand' } });
  });

  it('name the field that is wrong', async () => {
    const { status, json } = await command({ ...REGISTER, submittedOn: '2026-02-31' }, 'k1');
    expect(status).toBe(422);
    expect(json).toMatchObject({ code: 'badDate', field: 'submittedOn' });
  });

  it('lose to whoever was first when they name the version they looked at', async () => {
    await command({ ...REGISTER, case: 'A1' }, 'k1');
    await command(
      { command: 'RequestCorrection', case: 'A1', on: '2026-11-23', items: '内容', respondBy: '2026-12-07' },
      'k2',
    );
    const late = await command({ command: 'Withdraw', case: 'A1', on: '2026-11-23' }, 'k3', {
      'if-match': '"1"',
    });
    expect(late).toMatchObject({ status: 409, json: { code: 'staleVersion' } });
  });

  it('need a key, a token and the role', async () => {
    expect(await call('POST', '/commands', { body: REGISTER })).toMatchObject({
      status: 400,
      json: { code: 'keyRequired' },
    });
    expect(await call('POST', '/commands', { body: '{', key: 'k' })).toMatchObject({
      status: 400,
      json: { code: 'badJson' },
    });
    token = 'tz_nobody';
    expect((await command(REGISTER, 'k1')).status).toBe(401);
    token = await office.token('auditor');
    expect((await command(REGISTER, 'k1')).status).toBe(403);
    expect((await get('/reports/2026')).status).toBe(200);
    token = await office.token('intake');
    expect((await command(REGISTER, 'k1')).status).toBe(201);
    const reply = { command: 'Reply', case: 'SQ2026-0000001', on: '2026-11-23', outcome: 'disclosed' };
    expect((await command(reply, 'k2')).status).toBe(403);
  });

  it('cannot be sent with the cookie of a page', async () => {
    const li = await office.visitor('li', 'officer');
    expect((await li.post('/api/v1/commands', {})).status).toBe(401);
    expect((await li.get('/api/v1/openapi.json')).status).toBe(200);
  });
});

describe('files by the API', () => {
  it('record good rows and list each bad one', async () => {
    const rows =
      'number,receivedOn,applicantType,subject\nB1,2026-03-02,naturalPerson,甲\nB2,2026-02-31,naturalPerson,乙\n';
    const sent = { body: rows, key: 'i1', headers: { 'content-type': 'text/csv' } };
    const { json } = await call('POST', '/imports/applications?format=csv', sent);
    expect(json).toMatchObject({ kind: 'applications', read: 2, recorded: 1, duplicates: 0 });
    expect(json.rejected).toMatchObject([{ line: 3, field: 'receivedOn', code: 'badDate' }]);
    expect((await call('POST', '/imports/applications?format=csv', sent)).json).toMatchObject({
      duplicates: 1,
    });
  });
});

describe('a key, and the version that was looked at', () => {
  it('with another content is refused: neither is taken for the other', async () => {
    expect((await command({ ...REGISTER, case: 'K1' }, 'one')).status).toBe(201);
    expect((await command({ ...REGISTER, case: 'K1' }, 'one')).status).toBe(200);
    const other = await command({ ...REGISTER, case: 'K2' }, 'one');
    expect(other).toMatchObject({ status: 422, json: { code: 'keyReused' } });
    expect((await get('/cases/application')).json.items).toHaveLength(1);
  });

  it.each([
    ['"1"', 201],
    ['1', 201],
    ['*', 201],
    ['"7"', 409],
    ['"0"', 409],
    ['W/"1"', 412],
    ['W/"7"', 412],
    ['garbage', 400],
    ['"1", "2"', 400],
    ['-1', 400],
    ['', 201],
  ])('If-Match %s of a case at its first version is answered %i', async (seen, status) => {
    await command({ ...REGISTER, case: 'K1' }, 'one');
    const reply = { command: 'Withdraw', case: 'K1', on: '2026-11-23' };
    const headers = { 'content-type': 'application/json', ...(seen !== '' && { 'if-match': seen }) };
    const sent = { body: JSON.stringify(reply), key: 'two', headers };
    expect((await call('POST', '/commands', sent)).status).toBe(status);
  });

  it('of a file holds too, and a file that is sent again has the receipt it had', async () => {
    const file = (subject: string) => ({
      body: `number,receivedOn,applicantType,subject\nB1,2026-03-02,naturalPerson,${subject}\n`,
      key: 'file',
      headers: { 'content-type': 'text/csv' },
    });
    const send = (subject: string) => call('POST', '/imports/applications?format=csv', file(subject));
    const first = await send('甲');
    expect(first.json).toMatchObject({ recorded: 1, receipt: expect.stringContaining('DR') });
    expect((await send('甲')).json).toMatchObject({ duplicates: 1, receipt: first.json.receipt });
    expect(await send('乙')).toMatchObject({ status: 422, json: { code: 'keyReused' } });
  });
});

describe('an import by the API', () => {
  it('is listed with its receipt, taken back with a reason, and says what it leaves', async () => {
    const rows = 'number,receivedOn,applicantType,subject\nB1,2026-03-02,naturalPerson,甲\n';
    const sent = { body: rows, key: 'i1', headers: { 'content-type': 'text/csv' } };
    const { receipt } = (await call('POST', '/imports/applications?format=csv', sent)).json;
    expect((await get('/imports')).json.items).toMatchObject([
      { receipt, ended: { recorded: 1 }, takenBack: null },
    ]);
    const undo = (body: object, key: string, which = receipt) =>
      call('POST', `/imports/${String(which)}/undo`, {
        body: JSON.stringify(body),
        key,
        headers: { 'content-type': 'application/json' },
      });
    expect((await undo({}, 'u0')).status).toBe(422);
    expect(await undo({ reason: '误导' }, 'u1')).toMatchObject({
      status: 200,
      json: { voided: 1, kept: [] },
    });
    expect(await undo({ reason: '误导' }, 'u1')).toMatchObject({ status: 200, json: { voided: 0 } });
    expect(await undo({ reason: '误导' }, 'u2', 'DR1')).toMatchObject({
      status: 404,
      json: { code: 'unknownReceipt' },
    });
    expect((await get('/cases/application/B1')).json.status).toBe('voided');
  });
});

describe('commands as a file by the API', () => {
  const send = (lines: readonly object[], query = '') =>
    call('POST', `/imports/commands${query}`, {
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
      key: 'c1',
      headers: { 'content-type': 'application/x-ndjson' },
    });

  it('are carried out as far as the role of the token reaches', async () => {
    const signing = { command: 'CloseYear', year: 2025, approvedBy: '李局长' };
    const { json } = await send([{ ...REGISTER, case: 'C1' }, signing]);
    expect(json).toMatchObject({
      recorded: 1,
      rejected: [{ line: 2, field: 'command', code: 'notAllowed' }],
    });
    expect((await get('/reports/2025')).json.status).toBe('live');
  });

  it('leave no trace when they are only to be looked through', async () => {
    const { json } = await send(
      [{ ...REGISTER, case: 'C1' }, { command: 'Reply', case: 'C1' }, { command: 'Fly' }],
      '?dryRun=true',
    );
    expect(json).toMatchObject({
      recorded: 1,
      rejected: [
        { line: 2, code: 'required' },
        { line: 3, code: 'unknownCommand' },
      ],
    });
    expect((await get('/cases/application')).json.items).toEqual([]);
  });
});

it('a zone that is nowhere is turned back at its field, and one that is somewhere is kept to', async () => {
  const sent = (key: string) => ({
    body: 'number,receivedAt\nH1,2026-01-05 22:00\n',
    key,
    headers: { 'content-type': 'text/csv' },
  });
  expect(await call('POST', '/imports/hotline?format=csv&zone=Mars/Base', sent('z1'))).toMatchObject({
    status: 422,
    json: { code: 'badChoice', field: 'zone' },
  });
  expect(await call('POST', '/imports/hotline?format=csv&zone=America/New_York', sent('z2'))).toMatchObject({
    json: { recorded: 1 },
  });
  const { json } = await get('/cases/hotline/H1');
  expect(JSON.stringify(json)).toContain('2026-01-06T11:00');
});

it('a file that is no workbook is turned back, not broken on', async () => {
  const sent = { body: 'no workbook', key: 'x1', headers: { 'content-type': 'text/csv' } };
  expect(await call('POST', '/imports/fees?format=xlsx', sent)).toMatchObject({
    status: 422,
    json: { code: 'unreadableFile' },
  });
});

describe('reading by the API', () => {
  beforeEach(async () => {
    for (const [index, type] of ['naturalPerson', 'naturalPerson', 'otherOrganisation'].entries())
      await command({ ...REGISTER, case: `A${index}`, applicant: { type, name: '张三' } }, `k${index}`);
  });

  it('pages lists by cursor', async () => {
    const up = await get('/cases/application?sort=number&order=asc&count=true&limit=1');
    expect([up.json.items, up.json.total]).toMatchObject([[{ case: 'A0' }], { count: 3, more: false }]);
    expect((await get('/cases/application?sort=colour')).status).toBe(422);
    const first = await get('/cases/application?limit=2');
    expect(first.json.items).toHaveLength(2);
    const rest = await get(`/cases/application?limit=2&after=${encodeURIComponent(String(first.json.next))}`);
    expect(rest.json).toMatchObject({ next: null });
    expect(rest.json.items).toHaveLength(1);
  });

  it('gives a case, its clock, the work list, the report and the cases behind a cell', async () => {
    expect((await get('/cases/application/A0')).json).toMatchObject({ case: 'A0', dueOn: '2026-12-18' });
    expect((await get('/cases/application/A0/clock')).json).toMatchObject({
      dueOn: '2026-12-18',
      overdue: false,
    });
    expect((await get('/worklist')).json.items).toHaveLength(3);
    expect((await get('/reports/2026')).json).toMatchObject({ year: 2026, status: 'live' });
    expect((await get('/reports/2026/cells/table3.newlyReceived.totl')).status).toBe(404);
    const cell = await get('/reports/2026/cells/table3.newlyReceived.naturalPerson');
    expect(cell.json).toEqual({
      items: [
        { case: 'A0', kind: 'application', weight: 1 },
        { case: 'A1', kind: 'application', weight: 1 },
      ],
      next: null,
    });
    const narrowed = await get('/reports/2026?from=2026-03-01&to=2026-03-31');
    expect(narrowed.json.hotline).toMatchObject({ received: 0, dailyAverage: 0 });
    expect((await get('/reports/2026/cells/hotline.byMonth[2]?from=2026-03-05')).json.items).toEqual([]);
    expect((await get('/reports/2026?from=2026-02-30')).status).toBe(422);
    expect((await get('/cases/application/none')).status).toBe(404);
    expect((await get('/reports/abcd')).status).toBe(422);
  });

  it('knows the report of an instant, by whichever clock it is named', async () => {
    const { asOf } = (await get('/reports/2026')).json as { asOf: string };
    const utc = new Date(asOf).toISOString();
    const received = async (path: string) => {
      const { table3 } = (await get(path)).json as { table3: { rows: Record<string, number[]> } };
      return table3.rows.newlyReceived?.at(-1);
    };
    expect(await received(`/reports/2026?asOf=${utc}`)).toBe(3);
    expect((await get(`/reports/2026?asOf=${utc}`)).json).toMatchObject({ asOf });
    const before = new Date(Date.parse(asOf) - 60_000).toISOString();
    expect(await received(`/reports/2026?asOf=${before}`)).toBe(0);
    const behind = await get(`/reports/2026/cells/table3.newlyReceived.total?asOf=${utc}`);
    expect(behind.json.items).toHaveLength(3);
    expect((await get('/reports/2026?asOf=yesterday')).status).toBe(422);
  });

  it('answers in the shapes that the document promises', async () => {
    const { json } = await get('/openapi.json');
    const paths = Object.keys(json.paths as object);
    expect(paths.sort()).toEqual([...new Set(apiEndpoints(office.web).map(({ path }) => path))].sort());
    expect(json.openapi).toBe('3.1.0');
    const addresses = {
      '/api/v1/cases/{kind}': '/cases/application',
      '/api/v1/cases/{kind}/{number}': '/cases/application/A0',
      '/api/v1/cases/{kind}/{number}/history': '/cases/application/A0/history',
      '/api/v1/cases/{kind}/{number}/clock': '/cases/application/A0/clock',
      '/api/v1/worklist': '/worklist',
      '/api/v1/reports/{year}': '/reports/2026',
      '/api/v1/reports/{year}/cells/{cell}': '/reports/2026/cells/table3.newlyReceived.total',
    };
    for (const endpoint of apiEndpoints(office.web)) {
      const address = addresses[endpoint.path as keyof typeof addresses];
      if (address === undefined) continue;
      const told = endpoint.answers[200]?.safeParse((await get(address)).json);
      expect(told?.error?.issues ?? [], endpoint.path).toEqual([]);
    }
  });
});

it('describes every command that can be carried out', () => {
  const described = commandSchemas();
  const carriedOut = [...KINDS.values()].flatMap(({ commands }) => commands);
  expect(carriedOut.filter((name) => !described.has(name))).toEqual([]);
});
