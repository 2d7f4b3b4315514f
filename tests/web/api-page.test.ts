/** The page of the API: what is printed there works, and is told in Chinese. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSample } from '#functions/demo/fill-sample.ts';
import { namedCommands } from '#functions/web/api/command-words.ts';
import type { Endpoint } from '#functions/web/api/endpoint.ts';
import { type Call, callOf, isSigned, shellOf } from '#functions/web/api/example.ts';
import { openapiOf } from '#functions/web/api/openapi.ts';
import { apiEndpoints } from '#functions/web/api/routes.ts';
import { createToken } from '#shared/accounts/tokens.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { addFeed, signatureHeaders } from '../support/feed-platform.ts';
import { NOW, openWebOffice, type WebOffice } from '../support/web-office.ts';

const CALLER = 'caller';

let office: WebOffice;
let endpoints: readonly Endpoint[];
let token: string;
let auditors: string;
beforeAll(async () => {
  office = await openWebOffice();
  const plan = { office: 'default', cases: 30, year: 2026, today: dateOf('2026-11-22') };
  await fillSample({ ...office.web.house, setClock: office.setNow }, plan);
  office.setNow(NOW);
  endpoints = apiEndpoints(office.web);
  token = await createToken(office.web.accounts, { role: 'admin', office: 'default', name: CALLER });
  auditors = await createToken(office.web.accounts, { role: 'auditor', office: 'default' });
});
afterAll(() => office.close());

/** What an admin may not ask, an auditor does. */
async function carriedOut(
  { roles }: Pick<Endpoint, 'roles'>,
  { method, path, headers, body }: Call,
  more: Record<string, string>,
) {
  const authorization = { authorization: `Bearer ${roles.includes('admin') ? token : auditors}` };
  const answer = await office.app.request(path, {
    method,
    headers: { host: 'localhost', ...authorization, ...headers, ...more },
    ...(body !== null && { body }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** One of the account that calls. */
async function endedJob({ house }: WebOffice['web']): Promise<string> {
  const asked = { id: 'a0', office: 'default', what: 'ready', askedBy: CALLER, request: null } as const;
  const job = await house.jobs.ask(asked);
  await house.jobs.end(job, null);
  return job.id;
}

describe('the page of the API', () => {
  it('prints calls that work as they stand', async () => {
    const secret = await addFeed(office.web, 'platform');
    const failed: string[] = [];
    let receipt = '';
    let batch = '';
    let file = '';
    const job = await endedJob(office.web);
    // what a witness is sent is another ledger's to say: `seals.test.ts` does
    for (const one of endpoints.filter(({ path }) => !path.includes('/witness/'))) {
      if (/\/proof(?:\/|$)/.test(one.path)) await office.web.house.notary.seal();
      const call = callOf(one);
      const path = call.path
        .replace('DR20261120-0000000000', receipt)
        .replace('BATCH', batch)
        .replace('FILE', file)
        .replace('JOB', job);
      const more = isSigned(one) ? signatureHeaders({ secret, timestamp: NOW, body: call.body ?? '' }) : {};
      const { status, text } = await carriedOut(one, { ...call, path }, more);
      if (status >= 300) failed.push(`${status} ${call.method} ${path} ${text.slice(0, 200)}`);
      if (/imports\/hotline/.test(path)) receipt = JSON.parse(text).receipt;
      if (/\/files$/.test(path)) file = JSON.parse(text).items[0].file;
      if (isSigned(one)) batch = JSON.parse(text).id;
    }
    expect(failed).toEqual([]);
  });

  it('prints them as a shell reads them', () => {
    const shells = endpoints.map((one) => shellOf(callOf(one), isSigned(one)));
    for (const shell of shells) expect(() => execFileSync('bash', ['-n', '-c', shell])).not.toThrow();
  });

  it('tells every endpoint and every command in Chinese', async () => {
    const foreign = endpoints.filter(({ summary }) => !/\p{Script=Han}/u.test(summary));
    expect(foreign.map(({ path }) => path)).toEqual([]);
    expect(namedCommands().filter(({ name, words }) => name === words)).toEqual([]);
    const qian = await office.visitor('qian', 'auditor');
    const { status, text } = await qian.get('/help/api');
    expect(status).toBe(200);
    for (const { path } of endpoints.filter((one) => !/\.(?:xml|json)$/.test(one.path)))
      expect(text).toContain(path);
    expect(text).toContain('Idempotency-Key');
  });

  it('shows the document the same examples', () => {
    const document = JSON.stringify(openapiOf(endpoints));
    expect(document).toContain('"example":{"command":"RegisterApplication"');
    expect(document).toContain('"example":"table3.newlyReceived.total"');
  });
});
