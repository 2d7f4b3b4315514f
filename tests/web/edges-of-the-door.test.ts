/** What comes to the door misshapen: too much of it, in pieces, at a wrong address, or leading elsewhere. */
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serve } from '#functions/cli/serve.ts';
import { openWebOffice, PASSWORD, Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

const MEGABYTE = 1024 * 1024;

/** Sends the head of a request and then pieces of its body until an answer comes; the answer, and how much was sent. */
async function push(head: string, pieces: number): Promise<{ answer: string; sent: number }> {
  const served = await serve(office.app, { port: 0, host: '127.0.0.1' });
  const socket = connect(Number(new URL(served.address).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('utf8');
  });
  socket.on('error', () => {});
  socket.write(`${head}\r\nhost: localhost\r\n\r\n`);
  let sent = 0;
  for (; sent < pieces && answer === ''; sent += 1) {
    const piece = 'a=&'.repeat(5461); // 16 KB
    socket.write(head.includes('chunked') ? `${piece.length.toString(16)}\r\n${piece}\r\n` : piece);
    await setTimeout(2);
  }
  for (let wait = 0; wait < 400 && answer === ''; wait += 1) await setTimeout(5);
  socket.destroy();
  await served.stop();
  return { answer, sent: sent * 16 };
}

const FORM = 'content-type: application/x-www-form-urlencoded';

describe('a large body from somebody who is not signed in', () => {
  it('is refused before anything of it is read, where its length is told', async () => {
    for (const path of ['/sign-in', '/sign-out', '/check', '/api/v1/commands', '/api/v1/imports/hotline']) {
      const head = `POST ${path} HTTP/1.1\r\n${FORM}\r\ncontent-length: ${10 * MEGABYTE}`;
      const { answer } = await push(head, 0);
      expect([path, answer.split('\r\n')[0]]).toEqual([path, 'HTTP/1.1 413 Payload Too Large']);
    }
  });

  it('is refused after a form’s worth of it, where its length is not told', async () => {
    const head = `POST /sign-in HTTP/1.1\r\n${FORM}\r\ntransfer-encoding: chunked`;
    const { answer, sent } = await push(head, 640);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeLessThan(1024);
  });

  it('keeps nobody else waiting', async () => {
    const body = 'a=&'.repeat(3_300_000);
    const began = process.cpuUsage();
    const answer = await office.app.request('/sign-in', {
      method: 'POST',
      body,
      headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(413);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(500);
  });

  it('has the fields of a form that signs in, and no more', async () => {
    const visitor = new Visitor(office.app);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`f${at}`, '1']));
    expect((await visitor.fillIn('/sign-in', many)).status).toBe(413);
  });

  it('may still be a batch of a feed, of which more is allowed, and a form that is filled in', async () => {
    const send = (path: string, kilobytes: number) =>
      office.app.request(path, {
        ...{ method: 'POST', body: 'a'.repeat(kilobytes * 1024) },
        headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
      });
    expect((await send('/api/v1/hotline/batches', 250)).status).toBe(401);
    expect((await send('/api/v1/hotline/batches', 257)).status).toBe(413);
    expect((await send('/sign-in', 15)).status).toBe(403);
    expect((await send('/sign-in', 17)).status).toBe(413);
  });

  it('is no reason to turn away the file of somebody who is', async () => {
    const li = await office.visitor('li', 'officer');
    const csv = `受理编号,受理时间\n${'H1,2026-03-02 09:00\n'.repeat(10_000)}`;
    const sent = await li.upload('/imports', { kind: 'hotline' }, { file: new File([csv], 'rows.csv') });
    expect(sent.status).not.toBe(413);
  });
});

describe('a form in pieces', () => {
  it('is turned back as such, not as a fault of ours', async () => {
    const li = await office.visitor('li', 'officer');
    const broken: [string, string][] = [
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=x', '--x\r\nno end'],
      ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="csrf"\r\n\r\nabc'],
      ['multipart/form-data; boundary=', ''],
    ];
    for (const path of ['/sign-in', '/imports', '/account/password'])
      for (const [type, body] of broken) {
        const headers = { host: 'localhost', cookie: li.cookie(), 'content-type': type };
        const { status } = await office.app.request(path, { method: 'POST', body, headers });
        expect([path, type, body, status]).toEqual([path, type, body, 400]);
      }
  });
});

describe('where signing in leads', () => {
  it('is a page of this system, however the address is written', async () => {
    await office.addPerson('li', 'intake');
    const enter = async (next: string) => {
      const visitor = new Visitor(office.app);
      return visitor.fillIn('/sign-in', { user: 'li', password: PASSWORD, next });
    };
    const elsewhere = [
      ...[
        '/\t/evil.test',
        '/\n/evil.test',
        '/\r\n/evil.test',
        '\t//evil.test',
        '/\\evil.test',
        '\\\\evil.test',
      ],
      ...[
        '/..//evil.test',
        '/.//evil.test',
        '//evil.test',
        '///evil.test',
        'javascript:alert(1)',
        'evil.test',
      ],
      ...['/sign-out', '/./sign-out', '/x/../sign-out'],
    ];
    for (const next of elsewhere) expect([next, (await enter(next)).location]).toEqual([next, '/']);
    const here: [string, string][] = [
      ['/applications/A%2F1?full=yes', '/applications/A%2F1?full=yes'],
      ['/worklist?department=城管局', '/worklist?department=%E5%9F%8E%E7%AE%A1%E5%B1%80'],
      ['/a\u0000b', '/a%00b'],
      ['/a\nb', '/ab'],
    ];
    for (const [next, location] of here) expect(await enter(next)).toMatchObject({ status: 303, location });
  });
});

describe('an address that is nearly right', () => {
  it('leads to the page without the slash at its end', async () => {
    const li = await office.visitor('li', 'officer');
    expect(await li.get('/worklist/?slice=overdue')).toMatchObject({
      ...{ status: 308, location: '/worklist?slice=overdue' },
    });
    expect(await li.get('/applications///')).toMatchObject({ status: 308, location: '/applications' });
    expect(await li.get('//evil.test/')).toMatchObject({ status: 404, location: null });
    expect(await li.get('//worklist/')).not.toMatchObject({ location: '//worklist' });
    expect((await li.get('/nowhere/')).status).toBe(404);
  });

  it('says which methods it takes', async () => {
    const li = await office.visitor('li', 'officer');
    const asked = async (method: string, path: string) => {
      const headers = { host: 'localhost', cookie: li.cookie() };
      const answer = await office.app.request(path, { method, headers });
      return `${answer.status} ${answer.headers.get('allow')}`;
    };
    expect(await asked('PUT', '/worklist')).toBe('405 GET, HEAD');
    expect(await asked('DELETE', '/applications/A1/steps/Reply')).toBe('405 GET, HEAD, POST');
    expect(await asked('GET', '/sign-out')).toBe('405 POST');
    expect(await asked('GET', '/api/v1/commands')).toBe('405 POST');
    expect(await asked('POST', '/api/v1/worklist')).toBe('405 GET, HEAD');
    expect(await asked('PATCH', '/nowhere')).toBe('404 null');
    expect(await asked('HEAD', '/worklist')).toBe('200 null');
  });

  it('of a figure that does not exist is no figure of nought', async () => {
    const li = await office.visitor('li', 'officer');
    const names = ['constructor', 'constructor.constructor', 'toString', '__proto__', 'nothing', 'total.x'];
    for (const name of [
      '',
      'table9.x',
      ...['table2', 'table3', 'table4'].flatMap((of) => names.map((n) => `${of}.${n}`)),
    ])
      for (const path of ['/tables/2026/cell', '/tables/2026/cell.csv', '/reports/2026/tree-cell'])
        expect([path, name, (await li.get(`${path}?name=${name}`)).status]).toEqual([path, name, 404]);
    expect((await li.get('/tables/2026/cell?name=table3.newlyReceived.total')).status).toBe(200);
  });

  it('of a page of a list that does not exist shows the list from its beginning', async () => {
    const li = await office.visitor('li', 'officer');
    const lists = [
      '/applications?status=open',
      '/worklist',
      '/tables/2026/cell?name=table3.newlyReceived.total',
      '/dead-letters',
    ];
    for (const list of lists)
      for (const after of ['garbage', '{}', '["only one"]', '[1,2]', '[1,2,3]']) {
        const address = `${list}${list.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`;
        const { status, location } = await li.get(address);
        expect([address, status, decodeURIComponent(location ?? '')]).toEqual([address, 303, list]);
      }
  });
});

describe('a method that nothing here has', () => {
  it('is turned back: TRACE shows nobody what was sent', async () => {
    const { answer } = await push('TRACE / HTTP/1.1\r\nx-secret: canary', 0);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toContain('canary');
  });
});

describe('a form of somebody who is signed in', () => {
  it('is not split into more fields than any form of ours has', async () => {
    const officer = await office.visitor('张三', 'officer');
    expect((await officer.post('/check', { text: new Array(20_002).fill('') })).status).toBe(413);
    expect((await officer.post('/check', { text: 'a'.repeat(4 * MEGABYTE + 1) })).status).toBe(413);
  });

  it('nor into more parts, where it brings files', async () => {
    const officer = await office.visitor('张三', 'officer');
    const began = process.cpuUsage();
    const answer = await office.app.request('/check', {
      method: 'POST',
      headers: {
        ...{ host: 'localhost', cookie: officer.cookie() },
        'content-type': 'multipart/form-data; boundary=b',
      },
      body: '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(150_000),
    });
    expect(answer.status).toBe(413);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2000);
  });
});

describe('when the service is told to stop', () => {
  it('a body that still comes in keeps it no longer than its grace', async () => {
    const served = await serve(office.app, { port: 0, host: '127.0.0.1', graceMs: 100 });
    const socket = connect(Number(new URL(served.address).port), '127.0.0.1');
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', () => resolve('closed')));
    socket.write(`POST /sign-in HTTP/1.1\r\nhost: localhost\r\n${FORM}\r\ncontent-length: 100\r\n\r\na=`);
    await setTimeout(50);
    await served.stop();
    expect(await closed).toBe('closed');
  });

  it('a connection that is kept for the next request keeps it from nothing', async () => {
    const served = await serve(office.app, { port: 0, host: '127.0.0.1' });
    const answer = await fetch(`${served.address}healthz`);
    expect(answer.headers.get('keep-alive')).toBe('timeout=75');
    await answer.text();
    await served.stop();
  });
});
