/** Files of a case by the API: as they are, in bytes; a file by command is the same in base64. */
import * as z from 'zod';
import { EVERYONE, READERS_OF_FAILURES, rolesFor } from '#shared/accounts/permissions.ts';
import { faultIn } from '#shared/attachments/keep-file.ts';
import { openFile } from '#shared/attachments/open-file.ts';
import { executeShort } from '#shared/desk/execute-short.ts';
import { MEDIA_TYPES } from '#shared/documents/render-report.ts';
import {
  ATTACHMENT_KINDS,
  FILE_TYPE_TERMS,
  FILE_TYPES,
  SCAN_OUTCOMES,
} from '#shared/glossary/attachments.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { type AttachedFile, type Handled, handlingOf } from '#shared/handling/state.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { contentKey } from '#shared/ledger/execution.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { tellIfMalware, tellOfMalware } from '#shared/reminders/tell-of-malware.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import { notFound } from '../access/turned-away.tsx';
import { PAPER_FORMATS, pagesOf } from '../case-file/render.ts';
import { caseFileFor } from '../case-file/routes.tsx';
import { mostOf } from '../cases/attach-form.tsx';
import { seenCase } from '../cases/seen-case.ts';
import { attachment, problem } from '../frame/answers.ts';
import { actorOf, type Ctx, ledgerOf, type Principal, type Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import { executed } from './executed.ts';
import { caseInPath } from './reads.ts';
import { groundMissing, isShownAll, revealGround } from './revealing.ts';
import * as shapes from './shapes.ts';

const FILES = `${V1}/cases/{kind}/{number}/files`;
const ONE_CASE = { kind: 'application', number: 'SQ2026-0000001' };
const named = z.object({ kind: shapes.kind, number: shapes.numberInPath });
const instant = z.iso.datetime({ offset: true });

const fileShape = z.object({
  file: z.string().describe('its name here'),
  paper: z.enum(ATTACHMENT_KINDS),
  name: z.string().optional().describe('absent once the texts of the case are erased'),
  type: z.enum(FILE_TYPES),
  bytes: z.int(),
  digest: z.string().optional().describe('SHA-256 of the file'),
  sha256: z.string().describe('SHA-256 of the file as it is kept, sealed'),
  scan: z.enum(SCAN_OUTCOMES),
  scanner: z.string().nullable(),
  threat: z.string().optional(),
  note: z.string().optional(),
  by: z.string(),
  at: instant,
  withdrawn: z.object({ by: z.string(), at: instant, reason: z.string().optional() }).nullable(),
});

export function fileEndpoints(web: Web): Endpoint[] {
  return [attachEndpoint(web), listEndpoint(web), getEndpoint(web), caseFileEndpoint(web)];
}

type Named = { readonly kind: CaseKind; readonly number: string };

async function caseAt(
  log: LogReader,
  { office }: Principal,
  { kind, number }: Named,
): Promise<CaseFile<Handled> | null> {
  const known = KINDS.get(kind);
  if (known?.isBeside === undefined) return null;
  return (await openCase(log, known, { office, number })) as CaseFile<Handled> | null;
}

function listEndpoint({ house }: Web): Endpoint {
  return endpoint({
    method: 'get',
    path: FILES,
    reads: caseInPath('caseRead'),
    summary: '一件的附件，按上传的先后；已撤下的注明',
    example: { parameters: ONE_CASE },
    roles: EVERYONE,
    parameters: named,
    answers: { 200: z.object({ items: z.array(fileShape) }) },
    handle: async ({ c, who, parameters }) => {
      const of = await caseAt(house.log, who, parameters);
      if (of === null) return notFound(c);
      const seen = await seenCase(house, { who, full: false }, of);
      return ok({ items: handlingOf(seen.state).files.map(({ event: _, ...file }: AttachedFile) => file) });
    },
  });
}

function getEndpoint(web: Web): Endpoint {
  const { house } = web;
  return endpoint({
    method: 'get',
    path: `${FILES}/{file}`,
    reads: caseInPath('attachmentOpened'),
    summary: '一个附件的原件，与台账核对后给出；不能打开的答 409 和原因代码',
    example: { parameters: { ...ONE_CASE, file: 'FILE' } },
    roles: EVERYONE,
    parameters: named.extend({ file: z.string().max(64) }),
    answers: {},
    media: FILE_TYPES.map((type) => FILE_TYPE_TERMS[type].mediaType),
    handle: async ({ c, who, parameters: { file, ...at } }) => {
      const of = await caseAt(house.log, who, at);
      const found = of && handlingOf(of.state).files.find((one) => one.file === file);
      if (!of || !found || (found.withdrawn !== null && !READERS_OF_FAILURES.includes(who.role)))
        return notFound(c);
      const opened = await openFile(house, of, file);
      if (opened === null) return notFound(c);
      if (opened.ok) {
        const { mediaType } = FILE_TYPE_TERMS[opened.type];
        return attachment(c, { bytes: opened.bytes, mediaType, name: opened.name });
      }
      if (opened.newly) await tellOfMalware(house, { office: who.office, kind: at.kind, case: of.number });
      return problem(c, { status: 409, code: opened.why, title: '附件没有打开' });
    },
  });
}

function attachEndpoint(web: Web): Endpoint {
  return endpoint({
    method: 'post',
    path: FILES,
    reads: NOTHING_PERSONAL,
    summary: '上传一个附件：请求正文就是文件，格式按内容判断',
    example: {
      parameters: { ...ONE_CASE, paper: 'evidence', name: '说明.txt' },
      body: '申请人来电说明用途',
      key: '20261120-0002',
    },
    roles: rolesFor('AttachFile'),
    scope: 'AttachFile',
    parameters: named.extend({
      paper: z.enum(ATTACHMENT_KINDS),
      name: z.string().min(1).max(200).describe('the name of the file'),
      note: z.string().min(1).max(4000).optional(),
    }),
    body: ['application/octet-stream'],
    answers: { 200: shapes.executedShape, 201: shapes.executedShape },
    handle: ({ c, who, parameters, key }) => attach(c, { web, who, key }, parameters),
  });
}

function caseFileEndpoint(web: Web): Endpoint {
  return endpoint({
    method: 'get',
    path: `${V1}/cases/{kind}/{number}/case-file`,
    reads: caseInPath('printed'),
    summary: '一件申请、工单或者复议诉讼案件的办理单，PDF 或 Word',
    example: { parameters: { ...ONE_CASE, format: 'docx' } },
    roles: EVERYONE,
    parameters: named.extend({
      format: z.enum(PAPER_FORMATS).default('pdf'),
      full: z.stringbool().default(false).describe('identity numbers, contacts and pictures, too'),
      ground: revealGround,
    }),
    answers: {},
    media: PAPER_FORMATS.map((format) => MEDIA_TYPES[format]),
    handle: async ({ c, who, parameters: { kind, number, format, full, ground } }) => {
      const pages = pagesOf(kind);
      if (full && ground === undefined && !isShownAll(who)) return groundMissing(c);
      const made = pages && (await caseFileFor(c, { web, who, pages, number }, { format, full }));
      if (made === 'noPrinter')
        return problem(c, { status: 503, code: 'noPrinter', title: '这台机器不能生成 PDF' });
      return made ?? notFound(c);
    },
  });
}

type By = { readonly web: Web; readonly who: Principal; readonly key: string };
type Sent = Named & { readonly paper: string; readonly name: string; readonly note?: string | undefined };

async function attach(c: Ctx, { web, who, key }: By, { kind, number, ...sent }: Sent) {
  const bytes = Buffer.from(await c.req.arrayBuffer());
  const fault = faultIn(bytes, mostOf(web));
  if (fault !== null) {
    const { code, facts } = fault;
    return problem(c, { status: 422, code, title: refusalText(code, facts), ...(facts && { facts }) });
  }
  const content = bytes.toString('base64');
  const fields = { command: 'AttachFile', kind, case: number, ...sent, content };
  const done = await executeShort(ledgerOf(web), {
    ...{ office: who.office, actor: actorOf(who), fields, key, content: contentKey(fields) },
  });
  await tellIfMalware(web.house, who.office, done);
  return executed(c, done);
}
