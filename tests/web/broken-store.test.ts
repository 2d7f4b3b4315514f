/** Pages and watchdogs while a store fails, and after it has failed. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webApp } from '#functions/web/app.tsx';
import type { Web } from '#functions/web/frame/web.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { dynamoAccounts } from '#shared/store/dynamodb/accounts.ts';
import { StoreBusy } from '#shared/store/faults.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let web: Web;
let broken: ReadonlySet<string>;
const failing = (part: string) => async (): Promise<never> => {
  throw Object.assign(new Error(`${part} is away`), { name: 'InternalServerError', $metadata: {} });
};
/** As `real`, but that these fail while the part is broken. */
function breaking<T extends object>(part: string, real: T, names: readonly (keyof T)[]): T {
  const wrapped = names.map((name) => {
    const call = real[name] as (...values: unknown[]) => unknown;
    return [name, (...values: unknown[]) => (broken.has(part) ? failing(part)() : call.apply(real, values))];
  });
  return { ...real, ...Object.fromEntries(wrapped) };
}

beforeEach(async () => {
  office = await openWebOffice();
  broken = new Set();
  web = {
    ...office.web,
    accounts: breaking('accounts', office.web.accounts, ['signingSecret', 'find', 'session', 'token']),
    house: {
      ...office.web.house,
      log: breaking('ledger', office.web.house.log, ['history']),
      views: breaking('views', office.web.house.views, ['position', 'figures', 'worklist', 'list']),
    },
  };
});
afterEach(() => office.close());
const get = (path: string, init?: RequestInit) => webApp(web).app.request(path, init);

describe('a page that fails', () => {
  it.each([['accounts'], ['ledger']])(
    'says so with its number, in Chinese, although %s cannot be read',
    async (part) => {
      broken = new Set([part]);
      const answer = await get('/sign-in');
      const page = await answer.text();
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(page).toContain('系统正忙，暂时没有办成');
      const [, reference = ''] = /<code>([\w-]{36})<\/code>/.exec(page) ?? [];
      expect(office.lines).toContainEqual(
        expect.objectContaining({ event: 'unavailable', request: reference }),
      );
      expect(page).not.toContain('undefined');
    },
  );

  it('gives programs a problem document', async () => {
    broken = new Set(['accounts']);
    const answer = await get('/api/v1/cases');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'unavailable', facts: { why: 'busy' } });
  });

  it('is a page again as soon as the store is', async () => {
    broken = new Set(['accounts', 'ledger']);
    expect((await get('/sign-in')).status).toBe(503);
    broken = new Set();
    expect((await get('/sign-in')).status).toBe(200);
  });
});

describe('while lists and figures lag behind what others record', () => {
  it.each(['/hotline?as=csv', '/reports/2026/download/csv', '/reports/2026/download/html'])(
    'a page says so, and no file is made of them: %s',
    async (path) => {
      const li = await office.visitor('li', 'officer');
      expect((await li.get(path)).status).toBe(200);
      office.web.house.catchUp = async () => {
        throw new StoreBusy('others are adding what they record');
      };
      const page = await li.get('/hotline');
      expect([page.status, page.text]).toEqual([200, expect.stringContaining('暂时跟不上最近的登记')]);
      const file = await li.get(path);
      expect([file.status, file.text]).toEqual([503, expect.stringContaining('系统正忙，暂时没有办成')]);
    },
  );
});

describe('a program beside which a newer one was started', () => {
  it('says in words that it is to be started again', async () => {
    const li = await office.visitor('li', 'officer');
    const views = new DatabaseSync(join(office.folder, 'views.db'));
    views.exec(`UPDATE notes SET value = 'newer' WHERE name = 'projection'`);
    views.close();
    const actor = { user: 'li', role: 'officer', via: 'form' } as const;
    const fields = {
      ...{ command: 'RegisterHotlineCase', case: 'H-1', at: '2026-11-20T09:00:00+08:00' },
      ...{ source: '12345热线', type: 'consultation', topic: '不动产登记' },
    };
    await executeCommand(office.web.house, { office: 'default', actor, fields });
    const page = await li.get('/hotline');
    expect([page.status, page.text]).toEqual([
      503,
      expect.stringContaining('程序已换成另一个版本，要重新启动'),
    ]);
  });
});

describe('a watchdog', () => {
  it.each([['accounts'], ['ledger'], ['views']])(
    'is told that nothing is ready while %s cannot be read',
    async (part) => {
      expect((await get('/readyz')).status).toBe(200);
      broken = new Set([part]);
      const answer = await get('/readyz');
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({
        ...{ code: 'unavailable', detail: expect.stringContaining('够不着') },
        facts: { outOfReach: expect.arrayContaining([part]) },
      });
      expect((await get('/healthz')).status).toBe(200);
      broken = new Set();
      expect((await get('/readyz')).status).toBe(200);
    },
  );
});

describe('a watchdog on one machine', () => {
  it('is told in words that nothing can be written any more', async () => {
    expect((await get('/readyz')).status).toBe(200);
    rmSync(office.folder, { recursive: true });
    const answer = await get('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ...{ code: 'unavailable', detail: expect.stringContaining('磁盘') },
      facts: { outOfReach: ['disk'] },
    });
    mkdirSync(office.folder);
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('accounts on DynamoDB', () => {
  it('ask again for the signing secret after a failure, and once after an answer', async () => {
    let [asked, isAway] = [0, true];
    const client = {
      send: async () => {
        asked += 1;
        if (isAway) throw new Error('away');
        return { Item: { pk: 'secret', sk: 'signing', value: 'geheim' } };
      },
    };
    const accounts = dynamoAccounts(client as never, 'Accounts');
    const together = [accounts.signingSecret(), accounts.signingSecret()];
    expect((await Promise.allSettled(together)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    isAway = false;
    expect(await accounts.signingSecret()).toBe('geheim');
    expect(await accounts.signingSecret()).toBe('geheim');
    expect(asked).toBe(2);
  });
});
