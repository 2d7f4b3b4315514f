import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSET_ROUTES } from '#functions/web/access/assets.ts';
import { HEALTH_ROUTES } from '#functions/web/access/health.ts';
import type { Route } from '#functions/web/access/site.ts';
import { PARTS, webByPart } from '#functions/web/by-part.ts';
import { compose } from '#functions/web/compose.tsx';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeAll(async () => {
  office = await openWebOffice();
});
afterAll(() => office.close());

const OF_ALL = new Set([...HEALTH_ROUTES, ...ASSET_ROUTES]);
const routesOf = async (part: (typeof PARTS)[number]): Promise<readonly Route[]> =>
  compose(await part.load(), office.web).routes.filter((route) => !OF_ALL.has(route));
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

describe('the web app in parts', () => {
  it('has every route of the whole in one part, under the addresses that part answers', async () => {
    const found: string[] = [];
    for (const part of PARTS) {
      const routes = await routesOf(part);
      for (const { path } of routes) expect(part.under, path).toContain(path.split('/')[1]);
      found.push(...routes.map(nameOf));
    }
    const whole = office.routes.filter((route) => !OF_ALL.has(route)).map(nameOf);
    expect(found.toSorted()).toEqual(whole.toSorted());
    const under = PARTS.flatMap((part) => part.under);
    expect(new Set(under).size).toBe(under.length);
  });

  it.each([
    ...['/', '/sign-in', '/applications', '/tables/2026', '/accounts', '/api/v1/openapi.json'],
    ...['/healthz', '/nowhere', '/worklist/', '//worklist', '/applications/x/y/z/none', '/%61ccounts'],
  ])('answers %s as the whole does', async (path) => {
    const parts = webByPart(office.web);
    for (const method of ['GET', 'HEAD', 'POST', 'DELETE']) {
      const [one, other] = [
        await parts.request(path, { method }),
        await office.app.request(path, { method }),
      ];
      expect([one.status, one.headers.get('location'), one.headers.get('allow')], method).toEqual([
        ...[other.status, other.headers.get('location'), other.headers.get('allow')],
      ]);
    }
  });
});
