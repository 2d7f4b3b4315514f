/** What programs send that is nearly right: refused by its code, never taken for what it resembles. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressPart, numberIn } from '#functions/web/cases/case-address.tsx';
import { typedNumber } from '#functions/web/look/command-fields.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let token: string;
beforeEach(async () => {
  office = await openWebOffice();
  token = await office.token('officer');
});
afterEach(() => office.close());

async function call(path: string, body?: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await office.app.request(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { host: 'localhost', authorization: `Bearer ${token}`, 'idempotency-key': 'k', ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, type, text, code: /"code":"(\w+)"/.exec(text)?.[1] };
}

const register = (number: unknown, more: object = {}) => ({
  ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-20' },
  ...{ applicant: { type: 'naturalPerson', name: '张三' }, subject: '规划许可', ...more },
});

describe('a command', () => {
  it('names its case and itself by a text: a list, an object or true is none', async () => {
    for (const wrong of [['A1'], { A1: 1 }, true, 20260001, null]) {
      const sent = await call('/api/v1/commands', JSON.stringify(register(wrong)));
      expect([wrong, sent.status, sent.code]).toEqual([wrong, 422, 'badChoice']);
    }
    await call('/api/v1/commands', JSON.stringify(register('A1')));
    const withdraw = { case: 'A1', on: '2026-11-23' };
    for (const wrong of [['Withdraw'], { Withdraw: 1 }]) {
      const sent = await call('/api/v1/commands', JSON.stringify({ ...withdraw, command: wrong }));
      expect(sent.status).toBe(422);
      const lines = await call('/api/v1/imports/commands', JSON.stringify({ ...withdraw, command: wrong }));
      expect(lines.text).toMatch(/"recorded":0,.*"rejected":\[\{"line":1/);
    }
    expect((await call('/api/v1/cases/application/A1')).text).toContain('"status":"open"');
  });

  it('takes a number for a number alone', async () => {
    const fee = { command: 'RecordFee', case: 'F1', receivedOn: '2026-11-20' };
    for (const amount of ['5', [5], { a: 5 }, true, '0x0a', null]) {
      const sent = await call('/api/v1/commands', JSON.stringify({ ...fee, amount }));
      expect([amount, sent.status]).toEqual([amount, 422]);
    }
    expect((await call('/api/v1/commands', JSON.stringify({ ...fee, amount: 5 }))).status).toBe(201);
  });

  it('with a key that stands twice is refused, at any depth: which of the two was meant nobody can say', async () => {
    const whole = JSON.stringify(register('T1'));
    for (const [key, twice] of [
      ['subject', whole.replace('"subject":', '"subject":"另一件","subject":')],
      ['name', whole.replace('"name":', '"name":"李四","name":')],
    ]) {
      const sent = await call('/api/v1/commands', twice);
      expect([sent.status, sent.code]).toEqual([400, 'badJson']);
      expect(sent.text).toContain(`${key} 写了两次`);
    }
    expect((await call('/api/v1/commands', whole)).status).toBe(201);
  });

  it('that is nested without end, or holds more than anybody means, is no JSON, and the lines around it are recorded', async () => {
    for (const deep of [
      `[${'1,'.repeat(200_000)}1]`,
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`,
    ]) {
      const one = `{"command":"Withdraw","case":"A1","on":"2026-11-23","x":${deep}}`;
      expect(await call('/api/v1/commands', one)).toMatchObject({ status: 400, code: 'badJson' });
      const [before, after] = [register('B1'), register('B2')].map((each) => JSON.stringify(each));
      const file = await call('/api/v1/imports/commands', `${before}\n${one}\n${after}\n`, {
        'idempotency-key': `commands-${deep.length}`,
      });
      expect(file.status).toBe(200);
      expect(JSON.parse(file.text)).toMatchObject({ read: 3, rejected: [{ line: 2, code: 'encoding' }] });
      const row = `{"number":"H1","receivedAt":"2026-03-02 09:00","x":${deep}}`;
      const rows = await call('/api/v1/imports/hotline', `${row}\n`, {
        'idempotency-key': `rows-${deep.length}`,
      });
      expect(JSON.parse(rows.text)).toMatchObject({ read: 1, recorded: 0, rejected: [{ line: 1 }] });
    }
    const quoted = register('B3', { subject: '"[[[['.repeat(100) });
    expect((await call('/api/v1/commands', JSON.stringify(quoted))).status).toBe(201);
  });
});

describe('a question', () => {
  it('reads numbers by their digits alone', async () => {
    for (const limit of ['0x0a', '1e1', '', ' 5', '5.0', '１０', '-1', '0', '999'])
      expect([limit, (await call(`/api/v1/worklist?limit=${limit}`)).status]).toEqual([limit, 422]);
    expect((await call('/api/v1/worklist?limit=10')).status).toBe(200);
    for (const year of ['0x7ea', '2.026e3', '02026x'])
      expect((await call(`/api/v1/reports/${year}`)).status).toBe(422);
    expect((await call('/api/v1/reports/2026?version=1e0')).status).toBe(422);
  });

  it('for a page that no page before it named is refused, in every list', async () => {
    const lists = [
      ...['/api/v1/cases/application', '/api/v1/cases/hotline?number=A', '/api/v1/worklist'],
      ...['/api/v1/worklist?on=2026-03-02', '/api/v1/reports/2026/cells/table3.newlyReceived.total'],
      '/api/v1/open311/requests.json',
    ];
    for (const list of lists)
      for (const after of ['garbage', '2', '[]', '["a"]', '[1,2]', '{"a":1}', 'null']) {
        const address = `${list}${list.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`;
        const { status, code } = await call(address);
        expect([address, status, code]).toEqual([address, 400, 'badPlace']);
      }
  });

  it('for an earlier day goes on behind the place it names, also when that case is no longer there', async () => {
    for (const number of ['A1', 'A2', 'A3'])
      await call('/api/v1/commands', JSON.stringify(register(number)), { 'idempotency-key': number });
    const list = '/api/v1/worklist?on=2026-11-22&limit=1';
    const first = JSON.parse((await call(list)).text) as { items: { case: string }[]; next: string };
    expect(first.items.map((one) => one.case)).toEqual(['A1']);
    const [due, , kind] = JSON.parse(first.next) as string[];
    const gone = JSON.stringify([due, 'A1x', kind]);
    const second = await call(`${list}&after=${encodeURIComponent(gone)}`);
    expect(second.text).toContain('"case":"A2"');
    const last = JSON.stringify(['9999-12-31', 'Z', kind]);
    expect((await call(`${list}&after=${encodeURIComponent(last)}`)).text).toContain('"items":[]');
  });

  it('in XML is answered in XML, whatever is wrong with it', async () => {
    const asked: [string, number][] = [
      ['/requests.xml?page_size=0', 422],
      ['/requests.xml?start_date=x', 400],
      ['/requests.xml?after=x', 400],
      ['/requests/none.xml', 404],
      ['/nothing.xml', 404],
      ['/services.xml?jurisdiction_id=elsewhere', 404],
    ];
    for (const [path, status] of asked) {
      const answer = await call(`/api/v1/open311${path}`);
      expect([path, answer.status, answer.type]).toEqual([path, status, 'text/xml; charset=utf-8']);
      expect(answer.text).toMatch(
        new RegExp(`<errors><error><code>${status}</code><description>[^<]+</description></error></errors>`),
      );
    }
    const byHeader = await call('/api/v1/open311/requests?page_size=x', undefined, { accept: 'text/xml' });
    expect(byHeader.type).toContain('text/xml');
    token = 'tz_nobody';
    expect(await call('/api/v1/open311/requests.xml')).toMatchObject({
      status: 401,
      type: expect.stringContaining('xml'),
    });
    expect(await call('/api/v1/open311/requests.json')).toMatchObject({ status: 401, code: 'notSignedIn' });
  });
});

const ODD = [
  '.',
  '..',
  'new',
  '~.',
  '~~new',
  'lists',
  'queues',
  'A/1',
  'A?b#c',
  '%2e',
  'a\\b',
  '#N',
  '穗公开〔2026〕1号',
];

describe('a case whose number could be taken for something else', () => {
  it('is reached at its address, by people and by programs, with its steps', async () => {
    const li = await office.visitor('li', 'officer');
    for (const number of ODD) {
      const sent = JSON.stringify(register(number));
      expect(
        (await call('/api/v1/commands', sent, { 'idempotency-key': `k${ODD.indexOf(number)}` })).status,
      ).toBe(201);
      // as a browser and a program resolve it
      const at = (path: string) => new URL(path, 'http://localhost').pathname;
      const page = await li.get(at(`/applications/${addressPart(number)}`));
      expect([number, page.status]).toEqual([number, 200]);
      expect(page.text).toContain('现在可以办理');
      const step = await li.get(at(`/applications/${addressPart(number)}/steps/Withdraw`));
      expect(step.status).toBe(200);
      expect((await li.get(at(`/applications/${addressPart(number)}/letters`))).status).toBe(200);
      const told = await call(at(`/api/v1/cases/application/${addressPart(number)}`));
      expect(JSON.parse(told.text)).toMatchObject({ case: number });
    }
    expect((await li.get('/applications/new')).text).toContain('登记申请');
    const links = [...(await li.get('/applications')).text.matchAll(/href="(\/applications\/[^"]+)"/g)].map(
      ([, href]) => href,
    );
    expect(links).toContain('/applications/~..');
  });

  it('keeps words for which there are pages out of the way', () => {
    const beside = office.routes.flatMap(
      ({ path }) => /^\/(?:applications|hotline|appeals|register\/\w+)\/([^/:]+)$/.exec(path)?.[1] ?? [],
    );
    expect(beside.length).toBeGreaterThan(5);
    for (const word of beside) expect(addressPart(word)).toBe(`~${word}`);
  });

  it('is told from every other by its address', () => {
    const number = fc.oneof(
      fc.constantFrom(...ODD, '~', '~~', '~x', 'NEW'),
      fc.string({ minLength: 1, maxLength: 5 }),
    );
    fc.assert(
      fc.property(number, (written) => {
        const one = written.normalize('NFKC').trim();
        fc.pre(one !== '' && one.isWellFormed());
        expect(numberIn(decodeURIComponent(addressPart(one)))).toBe(one);
      }),
    );
  });
});

describe('a number typed into a form', () => {
  it('is read from digits of either width, and what is no number stays as typed', () => {
    expect(['10', '１０', ' 7 ', '-3', '0.5', '２０.５'].map(typedNumber)).toEqual([
      10, 10, 7, -3, 0.5, 20.5,
    ]);
    for (const typed of [
      '0x0a',
      '1e3',
      '',
      '1,000',
      '①',
      '²',
      '٣',
      '十',
      '1 0',
      '+5',
      '.5',
      '5.',
      'Infinity',
      '1'.repeat(16),
    ])
      expect(typedNumber(typed)).toBe(typed);
  });

  it('is turned back at its field with what was typed', async () => {
    const li = await office.visitor('li', 'officer');
    const fields = { list: 'types', label: '证明', on: '2026-11-23', do: 'set' };
    for (const workingDays of ['0x0a', '1e1', '³']) {
      const sent = await li.fillIn('/hotline/lists', { ...fields, workingDays });
      expect(sent.status).toBe(422);
      expect(sent.text).toContain(workingDays);
    }
    expect((await li.fillIn('/hotline/lists', { ...fields, workingDays: '１０' })).status).toBeLessThan(400);
    expect((await li.get('/hotline/lists')).text).toContain('10');
  });
});
