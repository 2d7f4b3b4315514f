/** Imports by the API: recording a file of rows, recent imports, and taking one back. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { OFFICERS, TAKING_BACK } from '#shared/accounts/permissions.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { ReadingOptions } from '#shared/intake/import-result.ts';
import { isZone } from '#shared/intake/parse-dates.ts';
import { recentImports } from '#shared/intake/past-imports.ts';
import { IMPORT_FORMATS } from '#shared/intake/read-records.ts';
import { optionsOf, readingIn } from '#shared/intake/reading.ts';
import { earlierReceipt, newReceipt } from '#shared/intake/receipts.ts';
import { isReadAsLines, SENT_KINDS } from '#shared/intake/sent-file.ts';
import { undoImport } from '#shared/intake/undo-import.ts';
import { askedFor, jobId } from '#shared/jobs/ask-job.ts';
import type { ImportAsked } from '#shared/jobs/import-files.ts';
import { keepUpload } from '#shared/jobs/import-files.ts';
import { parseJson } from '#shared/kernel/parse-json.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { contentKey } from '#shared/ledger/execution.ts';
import { isOver } from '#shared/store/jobs.ts';
import { NOTHING_PERSONAL, pageRead } from '../access/reads.ts';
import { problem } from '../frame/answers.ts';
import { carrierOf, longestWait } from '../frame/long-work.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import { goingOn, type ImportCame, importOutcome, jobShape } from './jobs.ts';
import * as shapes from './shapes.ts';

const IMPORTS = `${V1}/imports`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function importEndpoints(web: Web): Endpoint[] {
  return [recordEndpoint(web), listEndpoint(web), undoEndpoint(web)];
}

/** As much as an address may hold. */
const MOST_READING = 6000;

const PARAMETERS = z.object({
  kind: z.enum(SENT_KINDS),
  format: z.enum(IMPORT_FORMATS).default('ndjson'),
  dates: z.enum(['ymd', 'mdy', 'dmy']).optional(),
  zone: z.string().max(60).refine(isZone, 'badChoice').optional(),
  reading: z
    .string()
    .max(MOST_READING)
    .optional()
    .describe('读法，JSON：列名对照、表头的行、分隔符、值的对照等，和“下载列名对照”给出的文件相同'),
  dryRun: z.stringbool().default(false).describe('只检查，说出导入会说的话，不登记'),
});

function recordEndpoint(web: Web): Endpoint {
  return endpoint({
    method: 'post',
    scope: 'import',
    path: `${IMPORTS}/{kind}`,
    reads: NOTHING_PERSONAL,
    summary:
      '登记一份文件的各行：没有问题的登记，有问题的逐行逐项列出。在云上 20 秒内做不完的答 202，由 Location 查看',
    example: {
      parameters: { kind: 'hotline', format: 'csv' },
      body: '工单编号,受理时间,诉求类型\nPT20261120002,2026-11-20 09:10,咨询\n',
    },
    roles: OFFICERS,
    parameters: PARAMETERS,
    body: ['text/csv', 'application/x-ndjson', XLSX],
    answers: { 200: shapes.importedShape, 202: jobShape },
    handle: async ({ c, who, parameters, key }) => {
      if (isReadAsLines(parameters.kind) && parameters.format !== 'ndjson')
        return problem(c, { status: 422, code: 'badChoice', title: '这一类只接受 NDJSON', field: 'format' });
      return importBody(web, { c, who, parameters, key });
    },
  });
}

type Sent = {
  readonly c: Ctx;
  readonly who: Principal;
  readonly parameters: z.output<typeof PARAMETERS>;
  readonly key: string;
};

async function importBody(web: Web, { c, who, parameters, key }: Sent): Promise<Response> {
  const { kind, format, dates, zone, dryRun } = parameters;
  const read = readingOf(parameters);
  if (typeof read === 'string')
    return problem(c, { status: 422, code: 'badJson', title: read, field: 'reading' });
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const content = contentKey({ ...parameters, bytes: createHash('sha256').update(bytes).digest('hex') });
  const earlier = await earlierReceipt(web.house.log, { office: who.office, key, content });
  if (earlier === 'other')
    return problem(c, { status: 422, code: 'keyReused', title: refusalText('keyReused') });
  const { house } = web;
  const upload = await keepUpload(house, who, { name: '', format, bytes });
  const request: ImportAsked = {
    ...{ upload: upload.id, name: '', kind, format, dryRun, office: who.office, role: who.role },
    ...{ actor: actorOf(who), receipt: earlier ?? newReceipt(house.clock) },
    options: { ...read, ...(dates && { dates }), ...(zone && { zone }) },
    sent: { key, content, ...(earlier !== null && { receipt: earlier }) },
  };
  const asked = {
    ...{ id: jobId('import', who.office, upload.id), office: who.office, askedBy: who.user, request },
    what: kind === 'commands' ? 'commands' : 'import',
  } as const;
  const waiting = { carrier: carrierOf(web), milliseconds: longestWait(web) };
  const job = await askedFor(house, asked, waiting);
  return isOver(job) ? imported(c, await importOutcome(house, job)) : goingOn(c, job);
}

/** What came of a file; as a problem where it was turned back whole. */
function imported(c: Ctx, came: ImportCame): Response {
  if (!('code' in came)) return c.json(came);
  return problem(c, { status: 422, code: came.code, title: came.title, field: 'format' });
}

/** What is said of the file beside its bytes; words where it cannot be understood. */
function readingOf({ reading: written, kind }: Sent['parameters']): ReadingOptions | string {
  if (written === undefined) return {};
  const reading = readingIn(parseJson(written, 'asWritten'), kind);
  return typeof reading === 'string' ? `读不懂 reading：${reading}` : optionsOf(reading);
}

function listEndpoint({ house }: Web): Endpoint {
  return endpoint({
    method: 'get',
    path: IMPORTS,
    reads: pageRead('importRead'),
    summary: '本月和上月的各次导入，新的在前',
    example: {},
    roles: TAKING_BACK,
    answers: { 200: z.object({ items: z.array(shapes.pastImportShape) }) },
    handle: async ({ who }) => {
      const today = dateOfInstant(house.clock.now());
      return ok({ items: await recentImports(house.log, who.office, { today }) });
    },
  });
}

function undoEndpoint({ house }: Web): Endpoint {
  return endpoint({
    method: 'post',
    scope: 'import',
    path: `${IMPORTS}/{receipt}/undo`,
    reads: NOTHING_PERSONAL,
    summary: '撤回一次导入：它登记的各件作废；原来就有的、之后又办理过的列在 kept',
    example: { parameters: { receipt: 'DR20261120-0000000000' }, body: { reason: '选错了文件' } },
    roles: TAKING_BACK,
    parameters: z.object({ receipt: z.string().max(40) }),
    body: z.object({ reason: z.string().trim().min(1).max(4000) }),
    answers: { 200: shapes.undoneShape },
    handle: async ({ c, who, parameters: { receipt }, body: { reason } }) => {
      const undone = await undoImport(house, {
        ...{ office: who.office, actor: actorOf(who), receipt, reason },
      });
      if (!('code' in undone)) return ok(undone);
      const { code, message } = undone;
      return problem(c, { status: code === 'unknownReceipt' ? 404 : 422, code, title: message });
    },
  });
}
