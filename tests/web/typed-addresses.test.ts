import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { registered } from '../support/letter-office.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let cookie: string;
beforeAll(async () => {
  office = await openWebOffice();
  cookie = (await office.visitor('chen', 'admin')).cookie();
  const actor = { user: 'chen', role: 'admin', via: 'form' } as const;
  await executeCommand(office.web.house, { office: 'default', actor, fields: registered('A1') });
});
afterAll(() => office.close());

/** What people and scanners put into an address. */
const TYPED = ['0', '-1', '2026-02-30', '%00', '%', '__proto__', '%22%3E%3Cscript%3Ealert(1)%3C/script%3E'];
const ASKED = [
  ...['year', 'name', 'on', 'after', 'slice', 'kind', 'department', 'from', 'to', 'status', 'number'],
  ...['version', 'about', 'scope', 'limit', 'as-of', 'start_date', 'service_code', 'page_size'],
];
const IN_PATHS = ['A1', '2026', ...TYPED];

function* addresses(path: string): Generator<string> {
  const paths = path.includes(':')
    ? IN_PATHS.map((typed) => path.replace(/:\w+(\{[^}]*\})?/g, typed))
    : [path];
  for (const one of paths) yield one;
  for (const typed of TYPED) yield `${paths[0]}?${ASKED.map((name) => `${name}=${typed}`).join('&')}`;
}

describe('an address, whatever is typed into it', () => {
  it('is never answered by a fault, and never by what was typed as it was typed', async () => {
    const wrong: string[] = [];
    for (const { path } of office.routes.filter(({ method }) => method === 'GET'))
      for (const address of addresses(path)) {
        const answer = await office.app.request(address, { headers: { host: 'localhost', cookie } });
        const isPage = answer.headers.get('content-type')?.includes('html');
        if (answer.status >= 500 || (isPage && (await answer.text()).includes('<script>alert')))
          wrong.push(`${answer.status} ${address}`);
      }
    expect(wrong).toEqual([]);
  });
});
