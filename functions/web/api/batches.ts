/** Batches of feeds: taken in at once under a receipt, and how far each has come. */
import * as z from 'zod';
import { CLERKS, EVERYONE } from '#shared/accounts/permissions.ts';
import { MOST_RECORDS, progressOf, recordsIn, takeBatch, tooLargeAt } from '#shared/feeds/batches.ts';
import { NOTHING_PERSONAL, pageRead } from '../access/reads.ts';
import { notFound } from '../access/turned-away.tsx';
import { problem } from '../frame/answers.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, type Reply, refusedTwice, V1 } from './endpoint.ts';
import { type SignedBy, signedBy } from './signed-by.ts';

export const BATCHES = `${V1}/hotline/batches`;

const cell = z.string().optional();
const recordShape = z
  .object({
    ...{ number: z.string(), receivedAt: z.string(), source: cell, type: cell, topic: cell },
    ...{ department: cell, dueAt: cell, closedAt: cell, satisfaction: cell },
  })
  .describe(
    'A row of the hotline import; Chinese headings are taken, too. Other keys are neither queued nor kept.',
  );
const receiptShape = z.object({ id: z.string(), records: z.int(), href: z.string() });
const progressShape = z.object({
  ...{ id: z.string(), feed: z.string(), takenAt: z.iso.datetime({ offset: true }), records: z.int() },
  ...{ done: z.int(), pending: z.int() },
  failed: z.array(z.object({ index: z.int(), number: z.string(), reason: z.string() })),
});

export function batchEndpoints(web: Web): Endpoint[] {
  const bySignature = signedBy(web);
  return [takeEndpoint(web, bySignature), progressEndpoint(web, bySignature)];
}

function takeEndpoint(web: Web, bySignature: SignedBy): Endpoint {
  return endpoint({
    method: 'post',
    path: BATCHES,
    reads: NOTHING_PERSONAL,
    summary: '推送工单：一次最多 1,000 条或者 256 KB，立即给回执，随后登记',
    example: {
      body: { records: [{ number: 'PT20261120001', receivedAt: '2026-11-20 09:05', type: '投诉' }] },
    },
    roles: CLERKS,
    identify: bySignature,
    body: ['application/json', 'application/x-ndjson'],
    bodyShape: z.object({ records: z.array(recordShape).max(MOST_RECORDS) }),
    answers: { 202: receiptShape },
    handle: async ({ c, who }) => take(c, web, who),
  });
}

async function take(c: Ctx, { house }: Web, { office, user }: Principal): Promise<Reply | Response> {
  const encoding = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity')
    return problem(c, { status: 415, code: 'badEncoding', title: '请求正文不要压缩' });
  const text = textOf(await c.req.arrayBuffer());
  if (text === null) return problem(c, { status: 400, code: 'encoding', title: '请求正文不是 UTF-8 编码' });
  const records = recordsIn(text);
  if (records === null || records.length === 0)
    return problem(c, { status: 400, code: 'badJson', title: '请求正文不是记录的清单' });
  const twice = refusedTwice(c, text, null);
  if (twice !== null) return twice;
  if (records.length > MOST_RECORDS)
    return problem(c, { status: 413, code: 'tooLarge', title: `一批最多 ${MOST_RECORDS} 条，请分几次发送` });
  const sent = { office, feed: user, records };
  const large = tooLargeAt(sent);
  if (large >= 0)
    return problem(c, {
      ...{ status: 413, code: 'tooLarge', title: `第 ${large + 1} 条记录过大` },
      field: `records.${large}`,
    });
  const receipt = await takeBatch(house, sent);
  const href = `${BATCHES}/${receipt.id}`;
  c.header('location', href);
  return { status: 202, body: { ...receipt, href } };
}

/** Without a byte order mark; null for bytes that are not UTF-8: nothing is guessed from them. */
function textOf(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function progressEndpoint({ house }: Web, bySignature: SignedBy): Endpoint {
  return endpoint({
    method: 'get',
    path: `${BATCHES}/{id}`,
    reads: pageRead('failureRead'),
    summary: '一批办到哪里：已登记的、还没有登记的、没有成功的和原因',
    example: { parameters: { id: 'BATCH' } },
    roles: EVERYONE,
    identify: async (c) => c.var.principal ?? bySignature(c),
    parameters: z.object({ id: z.string().max(100) }),
    answers: { 200: progressShape },
    handle: async ({ c, who, parameters: { id } }) => {
      const progress = await progressOf(house, who.office, id);
      return progress === null ? notFound(c) : ok(progress);
    },
  });
}
