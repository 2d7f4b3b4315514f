/** Numbers with any sign in them open, on this machine and behind API Gateway, which hands a path on decoded. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { handle } from 'hono/aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseHref } from '#functions/web/cases/case-address.tsx';
import { pathAsSent, pathPart, textOfPart } from '#functions/web/frame/path-part.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { CLERK } from '../support/cloud-office.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

const NUMBERS = [
  '2026/009',
  'A#9',
  'B?x=9',
  '50%',
  '50%25',
  'A~2F',
  '~2F/1',
  '甲(2026)9 号',
  'a\\b',
  'new',
  '..',
  'a/b/c',
];
let office: WebOffice;
let token: string;
let cookie: string;

beforeAll(async () => {
  office = await openWebOffice();
  token = await office.token('officer');
  cookie = (await office.visitor('li', 'officer')).cookie();
  for (const number of NUMBERS) {
    const fields = {
      ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-20' },
      ...{ applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' }, subject: '规划图' },
    };
    const done = await executeCommand(office.web.house, { office: 'default', actor: CLERK, fields });
    expect(done).toMatchObject({ ok: true, number });
  }
});
afterAll(() => office.close());

type Opened = { readonly status: number; readonly text: string; readonly location: string };

/** A program shows its token, a browser its session. */
const known = (path: string): Record<string, string> =>
  path.startsWith('/api/') ? { authorization: `Bearer ${token}` } : { cookie };

const here = async (path: string): Promise<Opened> => {
  const answer = await office.app.request(path, { headers: known(path) });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') ?? '' };
};

/** As API Gateway makes it of a request: payload 2.0, its path decoded once. */
async function behindGateway(address: string): Promise<Opened> {
  const { pathname, search } = new URL(address, 'https://office.example');
  const rawPath = decodeURIComponent(pathname);
  const event = {
    ...{
      version: '2.0',
      routeKey: 'GET /{path+}',
      rawPath: pathAsSent(rawPath),
      rawQueryString: search.slice(1),
    },
    ...{ headers: { ...known(rawPath), host: 'office.example' }, cookies: [cookie], isBase64Encoded: false },
    requestContext: {
      domainName: 'office.example',
      http: { method: 'GET', path: rawPath, sourceIp: '10.0.0.1' },
    },
  } as unknown as APIGatewayProxyEventV2;
  const answer: unknown = await handle(office.app)(event as never);
  const { statusCode, body, isBase64Encoded, headers: said } = answer as APIGatewayProxyStructuredResultV2;
  const text = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8').toString();
  return { status: statusCode ?? 0, text, location: String(said?.location ?? '') };
}

describe.each([
  ['on this machine', here],
  ['behind API Gateway', behindGateway],
] as const)('%s', (_, open) => {
  it.each(NUMBERS)('the pages and the API of %s open', async (number) => {
    const page = await open(caseHref({ path: '/applications' }, number));
    expect(page.status).toBe(200);
    const part = number === 'new' || number === '..' ? `~${number}` : pathPart(number);
    for (const more of ['', '/clock', '/history']) {
      const told = await open(`/api/v1/cases/application/${part}${more}`);
      expect([more, told.status]).toEqual(['', 200].with(0, more));
    }
    expect(JSON.parse((await open(`/api/v1/cases/application/${part}`)).text).case).toBe(number);
    const step = await open(`${caseHref({ path: '/applications' }, number)}/steps/AddNote`);
    expect(step.status).toBe(200);
  });

  it('an address of before opens, or leads to where it is now', async () => {
    for (const number of ['2026/009', 'a/b/c', 'A#9', 'B?x=9', '甲(2026)9 号']) {
      const former = await open(`/applications/${encodeURIComponent(number)}`);
      const page = former.status === 308 ? await open(former.location) : former;
      expect([number, page.status]).toEqual([number, 200]);
      expect(page.text).toContain(number);
    }
  });
});

describe('a text as one part of an address', () => {
  it.each([...NUMBERS, '~', '~7E2F', '%2F', ''])('comes back as it was: %s', (text) => {
    expect(textOfPart(decodeURIComponent(pathPart(text)))).toBe(text);
    // decoded on its way, and by the router once more
    expect(textOfPart(decodeURIComponent(pathAsSent(decodeURIComponent(pathPart(text)))))).toBe(text);
  });
});
