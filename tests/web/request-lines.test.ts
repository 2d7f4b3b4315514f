/** The line that each request leaves, and the name under which it is found again. */
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVENTS, MEASURED } from '#shared/telling/events.ts';
import { traceNow } from '#shared/telling/say.ts';
import { projectFiles, readText } from '../architecture/source-files.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());
const last = () => office.lines.at(-1);

describe('a request', () => {
  it('is answered with its name, under which the log holds it', async () => {
    const answer = await office.app.request('/sign-in');
    const request = answer.headers.get('x-request-id');
    expect(request).toMatch(/^[\w-]{36}$/);
    expect(last()).toMatchObject({ event: 'viewed', request, route: '/sign-in', path: '/sign-in' });
  });

  it('goes by the name that the gateway has given it', async () => {
    const gate = await openWebOffice(() => null, { requestOf: () => 'JKJaXmPLvHcESHA=' });
    const answer = await gate.app.request('/healthz');
    expect(answer.headers.get('x-request-id')).toBe('JKJaXmPLvHcESHA=');
    expect(gate.lines.at(-1)).toMatchObject({ request: 'JKJaXmPLvHcESHA=' });
    gate.close();
  });

  it('leaves the pattern of its address, and the address itself only where something stands there', async () => {
    const li = await office.visitor('li', 'officer');
    expect((await li.get('/cases/application/13800138000')).status).toBe(404);
    expect(last()).toMatchObject({ status: 404 });
    expect((await li.get('/张三的住址')).status).toBe(404);
    expect((await office.app.request('/张三/')).status).toBeGreaterThan(300);
    expect(JSON.stringify(office.lines)).not.toMatch(/张三|13800138000|%E5%BC%A0/);
    expect(JSON.stringify(office.lines)).toContain('"route":');
  });
});

describe('the list of lines', () => {
  it('is closed: each is written somewhere, and nothing is written past it', () => {
    const sources = projectFiles()
      .filter((path) => /^(?:shared|functions)\/.*\.tsx?$/.test(path) && !/^shared\/telling\//.test(path))
      .map((path) => [path, readText(path)] as const);
    const all = sources.map(([, text]) => text).join('\n');
    expect(Object.keys(EVENTS).filter((event) => !new RegExp(`'${event}'`).test(all))).toEqual([]);
    // the two programs that share no code with the recorder print their result
    const own = sources.filter(([path]) => !/^functions\/(?:recount|verifier)\//.test(path));
    const past = /console\.(?:log|warn|error|info)\(|std(?:err|out)\.write\(`?\$?\{?JSON/;
    expect(own.filter(([, text]) => past.test(text)).map(([path]) => path)).toEqual([]);
  });

  it.each([
    ['on one machine', {}, 'stderr', false],
    ['in Lambda', { AWS_LAMBDA_FUNCTION_NAME: 'f' }, 'stdout', true],
  ] as const)('is written %s as one JSON object a line', (_, env, stream, isMeasured) => {
    const script = `
      import { say, within } from '#shared/telling/say.ts';
      within({ request: 'r-1' }, () => say('ran', { schedule: 'EachNight', Ran: 1 }));`;
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, _X_AMZN_TRACE_ID: trace, ...env },
    });
    const line = JSON.parse(run[stream]);
    expect(run[stream].split('\n')).toHaveLength(2);
    expect(line).toMatchObject({
      ...{ level: 'INFO', event: 'ran', request: 'r-1', schedule: 'EachNight', Ran: 1 },
      trace: '1-5759e988-bd862e3fe1be46a994272793',
    });
    // Lambda takes level and time from a line of ours only where they stand as it writes them itself
    expect(line.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const measured = [
      { Namespace: 'Taizhang', Dimensions: [['schedule']], Metrics: [{ Name: 'Ran', Unit: 'Count' }] },
    ];
    expect(line._aws?.CloudWatchMetrics).toEqual(isMeasured ? measured : undefined);
  });

  it('measures only what a line can hold', () => {
    for (const [event, { units }] of Object.entries(MEASURED)) {
      const written = projectFiles()
        .filter((path) => /^(?:shared|functions)\/.*\.tsx?$/.test(path))
        .map((path) => readText(path))
        .filter((text) => text.includes(`'${event}'`))
        .join('\n');
      expect(Object.keys(units).filter((name) => !written.includes(name))).toEqual([]);
    }
  });

  it('takes the trace from the environment, as Lambda writes it there', () => {
    expect(traceNow('Root=1-a;Parent=b;Sampled=0;Lineage=c')).toEqual({
      root: '1-a',
      parent: 'b',
      sampled: false,
    });
    expect(traceNow('')).toBeNull();
  });
});
