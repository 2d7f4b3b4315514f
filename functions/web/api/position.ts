/** What a program wrote it reads, whichever environment answers: it hands on the position that writing answered with. */
import { setTimeout as wait } from 'node:timers/promises';
import { hasReached, positionNow, positionOf } from '#shared/desk/position.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { behindNow } from '#shared/store/deadline.ts';
import { BEHIND, showWritten } from '../access/looking.ts';
import { problem } from '../frame/answers.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import type { Reply } from './endpoint.ts';

const HEADER = 'taizhang-position';
const PATIENCE_MS = 8000;
const PAUSE_MS = 200;

/** Null where nothing is asked for, or lists and figures have got there. */
export async function waitForPosition(
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
export async function sayPosition(c: Ctx, web: Web, reply: Reply | Response): Promise<void> {
  await showWritten(c, web);
  const said = { [HEADER]: positionNow(), [BEHIND]: behindNow() };
  for (const [name, value] of Object.entries(said))
    if (value !== null) reply instanceof Response ? reply.headers.set(name, value) : c.header(name, value);
}
