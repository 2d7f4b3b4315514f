/**
 * The endpoints on the app: who may, what is well formed, and every answer as JSON or as a problem document. What a
 * program wrote it reads, whichever environment answers: it hands on the position that writing answered with.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Hono } from 'hono';
import * as z from 'zod';
import { isWithin } from '#shared/accounts/tokens.ts';
import { hasReached, positionNow, positionOf } from '#shared/desk/position.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { parseJson } from '#shared/kernel/parse-json.ts';
import { behindNow } from '#shared/store/deadline.ts';
import { BEHIND, showWritten } from '../access/looking.ts';
import { answerRecorded, recordRead, refused } from '../access/reads.ts';
import type { Route } from '../access/site.ts';
import { dutyFirst, notAllowed, notSignedIn, outOfScope } from '../access/turned-away.tsx';
import { problem } from '../frame/answers.ts';
import type { Ctx, Env, Principal, Web } from '../frame/web.ts';
import { type Asked, type Endpoint, type Reply, refusedTwice } from './endpoint.ts';

export function mount(app: Hono<Env>, web: Web, endpoints: readonly Endpoint[]): Route[] {
  return endpoints.map((one) => {
    const method = one.method === 'get' ? 'GET' : 'POST';
    const path = one.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app.on(method, path, (c) => answer(c, web, one));
    return { method, path, roles: one.roles, reads: one.reads.what };
  });
}

async function answer(c: Ctx, web: Web, one: Endpoint): Promise<Response> {
  const who = one.identify ? await one.identify(c) : c.var.principal;
  if (who instanceof Response) return who;
  // a browser sends a session's cookie by itself, so a session may read here and never write
  if (who === null || (who.via !== 'api' && one.method === 'post')) return notSignedIn(c);
  if (!one.roles.includes(who.role)) {
    await recordRead(c, { web, who }, refused(c));
    return notAllowed(c);
  }
  if (c.var.present?.standing.barred) return dutyFirst(c);
  const wanted = one.method === 'get' ? READING : one.scope;
  if (wanted === undefined ? who.scope !== undefined : wanted !== 'asNamed' && !isWithin(who.scope, wanted))
    return outOfScope(c);
  const asked = await read(c, one, who);
  if (asked instanceof Response) return asked;
  const late = one.method === 'get' ? await waitForPosition(c, { web, who }) : null;
  if (late !== null) return late;
  const reply = await answerRecorded(c, { web, who, reads: one.reads }, () => one.handle(asked));
  await sayPosition(c, web, reply);
  if (reply instanceof Response) return reply;
  c.header('cache-control', 'no-store');
  return c.json(reply.body, reply.status);
}

const READING = 'read';

const KEY = /^[\x21-\x7e]{1,128}$/;

async function read(c: Ctx, one: Endpoint, who: Principal): Promise<Asked<unknown, unknown> | Response> {
  const parameters = checked(c, one.parameters, { ...c.req.query(), ...c.req.param() });
  if (parameters instanceof Response) return parameters;
  const given = c.req.header('idempotency-key') ?? '';
  if (one.method === 'post' && one.identify === undefined && !KEY.test(given))
    return problem(c, { status: 400, code: 'keyRequired', title: '每次写入都要带 Idempotency-Key 请求头' });
  const key = given === '' ? '' : `api ${who.user} ${given}`;
  if (!(one.body instanceof z.ZodType)) return { c, who, parameters: parameters.value, body: undefined, key };
  const text = await c.req.text();
  const sent = parseJson(text);
  if (sent === undefined) return problem(c, { status: 400, code: 'badJson', title: '请求正文不是 JSON' });
  const twice = refusedTwice(c, text, sent);
  if (twice !== null) return twice;
  const body = checked(c, one.body, sent);
  return body instanceof Response ? body : { c, who, parameters: parameters.value, body: body.value, key };
}

function checked(c: Ctx, schema: z.ZodType | undefined, sent: unknown): { value: unknown } | Response {
  if (schema === undefined) return { value: {} };
  const result = schema.safeParse(sent);
  if (result.success) return { value: result.data };
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  const isDate = issue?.code === 'invalid_format' || issue?.message === 'badDate';
  const code = isDate ? 'badDate' : 'badChoice';
  return problem(c, { status: 422, code, title: refusalText(code), field });
}

const HEADER = 'taizhang-position';
const PATIENCE_MS = 8000;
const PAUSE_MS = 200;

/** Null where nothing is asked for, or lists and figures have got there. */
async function waitForPosition(
  c: Ctx,
  { web: { house }, who }: { readonly web: Web; readonly who: Principal },
): Promise<Response | null> {
  const text = c.req.query('minPosition') ?? '';
  if (text === '') return null;
  const asked = positionOf(text);
  const bad = {
    status: 422,
    code: 'badChoice',
    title: refusalText('badChoice'),
    field: 'minPosition',
  } as const;
  if (asked === null) return problem(c, bad);
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    await house.catchUp();
    if (await hasReached(house.views, who.office, asked)) return null;
    if (performance.now() > until) break;
    await wait(PAUSE_MS);
  }
  c.header('retry-after', '2');
  const title = '列表和统计数据还没有跟上所要求的位置';
  return problem(c, { status: 503, code: 'positionNotReached', title });
}

/** Of what this request recorded; and whether what is answered lags. */
async function sayPosition(c: Ctx, web: Web, reply: Reply | Response): Promise<void> {
  await showWritten(c, web);
  const said = { [HEADER]: positionNow(), [BEHIND]: behindNow() };
  for (const [name, value] of Object.entries(said))
    if (value !== null) reply instanceof Response ? reply.headers.set(name, value) : c.header(name, value);
}
