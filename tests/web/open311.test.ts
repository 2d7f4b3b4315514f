import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let token: string;
beforeEach(async () => {
  office = await openWebOffice();
  token = await office.token('auditor');
  await record({
    command: 'RegisterHotlineCase',
    case: 'A1',
    at: at('19T09:00'),
    source: '12345热线',
    type: 'complaint',
    topic: '<道路>&',
    subdistrict: '龙城街道',
    address: '云天路8号三号楼502',
    caller: '王五',
    description: '家住三号楼',
  });
  await record({ command: 'AcceptHotlineCase', case: 'A1', at: at('19T09:01') });
  await record({ command: 'Dispatch', case: 'A1', at: at('19T10:00'), department: '城管局' });
  await record({ command: 'ReplyToCaller', case: 'A1', at: at('20T10:00') });
  await record({ command: 'CloseHotlineCase', case: 'A1', at: at('20T11:00') });
  await record({
    command: 'RegisterHotlineCase',
    case: 'A2',
    at: at('20T12:00'),
    source: '书记在线',
    type: 'consultation',
  });
});
afterEach(() => office.close());

const at = (dayAndTime: string): string => `2026-11-${dayAndTime}:00.000+08:00`;

async function record(fields: Fields): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  expect(await executeCommand(office.web.house, { office: 'default', actor, fields })).toMatchObject({
    ok: true,
  });
}

async function get(path: string, accept = '*/*') {
  const headers = { host: 'localhost', authorization: `Bearer ${token}`, accept };
  const response = await office.app.request(`/api/v1/open311${path}`, { headers });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, link: response.headers.get('link'), text: await response.text() };
}
type Request = Readonly<Record<string, unknown>>;
const requests = async (query: string): Promise<Request[]> =>
  JSON.parse((await get(`/requests.json${query}`)).text) as Request[];
const idsOf = async (query: string) => (await requests(query)).map((one) => one.service_request_id);

describe('Open311 GeoReport v2', () => {
  it('names the services: the types of the office', async () => {
    const services = JSON.parse((await get('/services.json')).text) as Request[];
    expect(services).toContainEqual({
      service_code: 'complaint',
      service_name: '投诉',
      description: '',
      metadata: false,
      type: 'realtime',
      keywords: '',
      group: '',
    });
  });

  it('tells requests with the fields of the specification, the newest first, and nothing a caller said', async () => {
    const answer = await get('/requests');
    expect(answer.type).toBe('application/json; charset=utf-8');
    const [newest, first] = JSON.parse(answer.text) as Request[];
    expect(newest).toMatchObject({ service_request_id: 'A2', status: 'open', service_code: 'consultation' });
    expect(first).toMatchObject({
      service_request_id: 'A1',
      status: 'closed',
      service_name: '投诉',
      agency_responsible: '城管局',
      address: '龙城街道',
      requested_datetime: '2026-11-19T09:00:00.000+08:00',
    });
    expect(first).not.toHaveProperty('status_history');
    expect(answer.text).not.toMatch(/王五|三号楼/);
  });

  it('are found by status, service, days and id', async () => {
    expect(await idsOf('?status=open')).toEqual(['A2']);
    expect(await idsOf('?status=closed')).toEqual(['A1']);
    expect(await idsOf('?status=open,closed')).toEqual(['A2', 'A1']);
    expect(await idsOf('?service_code=complaint')).toEqual(['A1']);
    expect(await idsOf('?end_date=2026-11-20T04:00:00Z&start_date=2026-11-20T00:00:00Z')).toEqual(['A2']);
    expect(await idsOf('?end_date=2026-11-20T11:59:00%2B08:00')).toEqual(['A1']);
    expect(await idsOf('?service_request_id=A2,A1,none')).toEqual(['A2', 'A1']);
    expect(await get('/requests.json?start_date=yesterday')).toMatchObject({ status: 400 });
    expect(await get('/requests.json?status=done')).toMatchObject({ status: 400 });
  });

  it('of a rare service fill the page all the same, and a voided entry is none', async () => {
    expect(await idsOf('?service_code=complaint&page_size=1')).toEqual(['A1']);
    const { link } = await get('/requests.json?service_code=complaint&page_size=1');
    expect(link).toBeNull();
    await record({ command: 'VoidEntry', case: 'A1', kind: 'hotline', on: '2026-11-21', reason: '误录' });
    expect(await idsOf('?service_request_id=A1')).toEqual([]);
    expect(await idsOf('')).toEqual(['A2']);
  });

  it('come page by page', async () => {
    const first = await get('/requests.json?page_size=1');
    expect(JSON.parse(first.text)).toHaveLength(1);
    const next = /<\/api\/v1\/open311([^>]+)>; rel="next"/.exec(first.link ?? '')?.[1] ?? '';
    expect(JSON.parse((await get(next)).text)).toMatchObject([{ service_request_id: 'A1' }]);
  });

  it('come page by page by number, too, and the last page is empty', async () => {
    expect(await idsOf('?page_size=1&page=1')).toEqual(['A2']);
    expect(await idsOf('?page_size=1&page=2')).toEqual(['A1']);
    expect(await idsOf('?page_size=1&page=3')).toEqual([]);
    expect(await idsOf('?page_size=1&page=2&service_code=consultation')).toEqual([]);
    expect(await get('/requests.json?page=100000')).toMatchObject({ status: 400 });
  });

  it('are of the jurisdiction of the token, and of no other', async () => {
    expect(await idsOf('?jurisdiction_id=default&status=open')).toEqual(['A2']);
    for (const path of ['/services.xml', '/requests.xml', '/requests/A1.xml']) {
      const { status, text } = await get(`${path}?jurisdiction_id=city.gov`);
      expect(status).toBe(404);
      expect(text).toContain('<errors><error><code>404</code><description>jurisdiction_id');
    }
  });

  it('that are closed were last changed when they were closed, whenever that was recorded', async () => {
    const [closed] = await requests('?status=closed');
    expect(closed?.updated_datetime).toBe(at('20T11:00'));
  });

  it('a request has the status history that the specification lacks', async () => {
    const [one] = JSON.parse((await get('/requests/A1.json')).text) as { status_history: Request[] }[];
    expect(one?.status_history.map(({ status, name }) => `${status} ${name}`)).toEqual([
      'open 登记工单',
      'open 受理',
      'open 确定办理时限',
      'open 派发承办单位',
      'open 答复诉求人',
      'closed 办结',
    ]);
    expect(await get('/requests/none.json')).toMatchObject({ status: 404 });
  });

  it('is XML where the address or the caller asks for it', async () => {
    const { type, text } = await get('/requests/A1.xml');
    expect(type).toBe('text/xml; charset=utf-8');
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<service_requests><request><service_request_id>A1</,
    );
    expect(text).toContain('<description>&lt;道路&gt;&amp;</description>');
    expect(text).toContain('<status_history><state><datetime>');
    expect((await get('/services', 'application/xml')).text).toContain('<services><service><service_code>');
    expect((await get('/requests/none.xml')).text).toContain('<errors><error><code>404</code>');
  });
});
