/** A real proxy before the running system: what docs/operations.md says to set up, on the usual port and on another. */
import { once } from 'node:events';
import { createServer, request as passOn, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressBehindProxy, isPassedOn, type Served, serve } from '#functions/cli/serve.ts';
import { webApp } from '#functions/web/app.tsx';
import { hiddenFields, openWebOffice, PASSWORD, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let served: Served;
let proxy: Server;
beforeEach(async () => {
  office = await openWebOffice();
  await office.addPerson('li', 'officer');
});
afterEach(async () => {
  proxy.close();
  await served.stop();
  office.close();
});

type Headers = Readonly<Record<string, string>>;
/** As nginx passes a request on: the caller's headers, and those of the configuration over them. */
type Passing = (asked: { readonly host: string; readonly port: number }) => Headers;

async function standing(passing: Passing | null): Promise<string> {
  const config = passing === null ? {} : { isProxied: isPassedOn, addressOf: addressBehindProxy };
  const { app } = webApp({ ...office.web, config: { ...office.web.config, ...config } });
  served = await serve(app, { port: 0, host: '127.0.0.1' });
  const behind = new URL(served.address);
  proxy = createServer((incoming, outgoing) => {
    const { port } = proxy.address() as AddressInfo;
    const set = passing?.({ host: (incoming.headers.host ?? '').split(':')[0] ?? '', port }) ?? {};
    const headers = { ...incoming.headers, ...set };
    const further = passOn(
      { host: '127.0.0.1', port: behind.port, path: incoming.url, method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(further);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return `localhost:${(proxy.address() as AddressInfo).port}`;
}

/** Opens the sign-in page and sends its form as a browser would; the status and where it leads. */
async function signIn(at: string, headers: Headers): Promise<string> {
  const page = await fetch(`http://${at}/sign-in`);
  const cookie = page.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const fields = { ...hiddenFields(await page.text(), '/sign-in'), user: 'li', password: PASSWORD };
  const answer = await fetch(`http://${at}/sign-in`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) },
    headers: { cookie, ...headers },
  });
  return `${answer.status} ${answer.headers.get('location')}`;
}

const IN = '303 /';
const TURNED_AWAY = '403 null';

const SETUPS: readonly (readonly [string, Passing])[] = [
  ['$host, as documented', ({ host }) => ({ host, 'x-forwarded-proto': 'https' })],
  ['$http_host', ({ host, port }) => ({ host: `${host}:${port}`, 'x-forwarded-proto': 'https' })],
  ['$host and the port', ({ host, port }) => ({ host, 'x-forwarded-port': String(port) })],
  [
    'X-Forwarded-Host alone, its own address as Host',
    ({ host, port }) => ({ host: '127.0.0.1:3000', 'x-forwarded-host': `${host}:${port}` }),
  ],
  [
    'two proxies in a row',
    ({ host, port }) => ({ host: 'inner', 'x-forwarded-host': `${host}:${port}, inner` }),
  ],
];

describe('a form sent through a proxy on a port of its own', () => {
  for (const [name, passing] of SETUPS)
    it(`is taken from our own page, and from no other (${name})`, async () => {
      const at = await standing(passing);
      // a browser of today, an older one, and a program
      expect(await signIn(at, { origin: `https://${at}`, 'sec-fetch-site': 'same-origin' })).toBe(IN);
      expect(await signIn(at, { origin: `https://${at}` })).toBe(IN);
      expect(await signIn(at, {})).toBe(IN);
      const [host] = at.split(':');
      for (const foreign of [
        { origin: 'https://evil.test' },
        { origin: `https://${host}.evil.test` },
        { origin: 'https://127.0.0.1.evil.test:3000' },
        { origin: 'null' },
        { origin: `https://${at}`, 'sec-fetch-site': 'cross-site' },
        { origin: `https://${at}`, 'sec-fetch-site': 'same-site' },
      ])
        expect([foreign, await signIn(at, foreign)]).toEqual([foreign, TURNED_AWAY]);
    });

  it('is not taken from another port where the proxy passes its port on', async () => {
    const at = await standing(({ host, port }) => ({ host: `${host}:${port}` }));
    expect(await signIn(at, { origin: 'https://localhost:1' })).toBe(TURNED_AWAY);
  });

  it('is taken by whoever sets nothing at all, from a browser that judges by itself', async () => {
    const at = await standing(() => ({ host: '127.0.0.1:3000' }));
    expect(await signIn(at, { origin: `https://${at}`, 'sec-fetch-site': 'same-origin' })).toBe(IN);
    expect(await signIn(at, { origin: `https://${at}` })).toBe(TURNED_AWAY);
  });
});

describe('a form sent without a proxy', () => {
  it('is compared with the name and the port the browser used, whatever else is told', async () => {
    const at = await standing(null);
    expect(await signIn(at, { origin: `http://${at}` })).toBe(IN);
    const told = { 'x-forwarded-host': 'evil.test', 'x-forwarded-port': '1' };
    for (const origin of ['http://evil.test', 'http://localhost:1', 'http://localhost', 'null'])
      expect(await signIn(at, { origin, ...told })).toBe(TURNED_AWAY);
  });
});
