/** What an office types as the address of its reminders makes this machine ask nothing that only it may ask. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedHere, call, isInside, whyNotCalled } from '#shared/reminders/outgoing-call.ts';
import { transportOf } from '#shared/reminders/senders.ts';

const why = (url: string, allowed = ''): string | null => whyNotCalled(new URL(url), allowedHere(allowed));

describe('an address to call', () => {
  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://localhost/',
    'https://hook.localhost/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.8/',
    'https://172.31.255.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::a00:1]/',
  ])('inside is refused: %s', (url) => {
    expect(why(url)).toBe('inside');
  });

  it('without https is refused', () => {
    expect(why('http://oa.example.gov.cn/hook')).toBe('notHttps');
  });

  it('of the open network is called, and what the operator names as it is written', () => {
    expect(why('https://oa.example.gov.cn/hook')).toBeNull();
    expect(why('https://8.8.8.8/')).toBeNull();
    expect(why('http://10.1.2.3:8080/hook', 'hook.intra, 10.1.2.3:8080')).toBeNull();
    expect(why('http://10.1.2.3:8081/hook', 'hook.intra,10.1.2.3:8080')).toBe('notHttps');
  });

  it('172.15 and 172.32 are outside, a text that is no address is not', () => {
    expect([isInside('172.15.0.1'), isInside('172.32.0.1'), isInside('no address')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('calling it', () => {
  let port = 0;
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    answer.writeHead(request.url === '/away' ? 302 : 200, { location: '/secret' }).end('x');
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());
  const calling = (url: string, allowed = '') =>
    call({ url, body: '{}', headers: {}, timeoutMs: 5000, allowed: allowedHere(allowed) });

  it('resolves a name and goes nowhere inside, whatever it stands for', async () => {
    // the name of this machine stands for one of its own addresses: no list of names would know
    const { hostname } = await import('node:os');
    await expect(calling(`https://${hostname()}:${port}/`)).rejects.toThrow(/内网|ENOTFOUND|EAI_AGAIN/);
    expect(asked).toEqual([]);
  });

  it('follows no redirect', async () => {
    expect(await calling(`http://127.0.0.1:${port}/away`, '127.0.0.1')).toBe(302);
    expect(asked).toEqual(['/away']);
  });
});

describe('mail', () => {
  it('goes to another machine encrypted, unless its address says otherwise', () => {
    expect(transportOf('smtp://mail.example.gov.cn:587').requireTLS).toBe(true);
    expect(transportOf('smtp://127.0.0.1.evil.example:25').requireTLS).toBe(true);
    expect(transportOf('smtp://127.0.0.1:25').requireTLS).toBe(false);
  });
});
