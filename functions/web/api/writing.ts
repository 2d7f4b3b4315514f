/** What programs may write: one command, or a file of rows. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { CLERKS, OFFICERS, rolesFor } from '../../accounts/permissions.ts';
import { importCommands } from '../../import/import-commands.ts';
import { importReports } from '../../import/import-reports.ts';
import type { ImportRequest, ImportResult } from '../../import/import-result.ts';
import { importRows } from '../../import/import-rows.ts';
import { contentKey, executeCommand, type Fault, type Fields } from '../../record/execute.ts';
import { notAllowed } from '../access/turned-away.tsx';
import { problem } from '../problem.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../web.ts';
import { anyCommand } from './commands.ts';
import { type Endpoint, endpoint, ok } from './endpoint.ts';
import * as shapes from './shapes.ts';

const V1 = '/api/v1';

export function writingEndpoints(web: Web): Endpoint[] {
  return [commandEndpoint(web), importEndpoint(web)];
}

function commandEndpoint({ house }: Web): Endpoint {
  return endpoint({
    method: 'post',
    path: `${V1}/commands`,
    summary: 'Carries out one command; If-Match may name the version that was looked at',
    roles: CLERKS,
    body: anyCommand() as z.ZodType<Fields>,
    answers: { 200: shapes.executedShape, 201: shapes.executedShape },
    handle: async ({ c, who, body, key }) => {
      if (!rolesFor(String(body.command)).includes(who.role)) return notAllowed(c);
      const seen = Number(/^"?(\d+)"?$/.exec(c.req.header('if-match') ?? '')?.[1] ?? 0);
      const execution = await executeCommand(house, {
        office: who.office,
        actor: actorOf(who),
        fields: body,
        // the same key with other content is another command: neither is lost
        key: `${key} ${contentKey(body)}`,
        ...(seen > 0 && { expectedVersion: seen }),
      });
      if (!execution.ok) return refused(c, execution);
      const { outcome, number, version, warnings } = execution;
      return {
        status: outcome === 'recorded' ? 201 : 200,
        body: { outcome, case: number, version, warnings },
      };
    },
  });
}

function refused(c: Ctx, { field, code, message, article, facts }: Fault): Response {
  const status = code === 'staleVersion' ? 409 : code === 'unknownCase' ? 404 : 422;
  const more = { ...(field && { field }), ...(article && { article }), ...(facts && { facts }) };
  return problem(c, { status, code, title: message, ...more });
}

const ROW_KINDS = [
  'applications',
  'hotline',
  'appeals',
  'publications',
  'documents',
  'decisions',
  'fees',
  'figures',
] as const;
const PARAMETERS = z.object({
  kind: z.enum([...ROW_KINDS, 'reports', 'commands']),
  format: z.enum(['csv', 'xlsx', 'ndjson']).default('ndjson'),
  dates: z.enum(['ymd', 'mdy', 'dmy']).optional(),
  zone: z.string().max(60).optional(),
  dryRun: z.stringbool().default(false),
});

function importEndpoint(web: Web): Endpoint {
  return endpoint({
    method: 'post',
    path: `${V1}/imports/{kind}`,
    summary: 'Records the rows of a file: good ones are recorded, each bad one is listed by line and field',
    roles: OFFICERS,
    parameters: PARAMETERS,
    body: ['text/csv', 'application/x-ndjson', XLSX],
    answers: { 200: shapes.importedShape },
    handle: async ({ c, who, parameters }) => {
      const isLines = parameters.kind === 'commands' || parameters.kind === 'reports';
      if (isLines && parameters.format !== 'ndjson')
        return problem(c, { status: 422, code: 'badChoice', title: '这一类只接受 NDJSON', field: 'format' });
      return ok(await importBody(web, { c, who, parameters }));
    },
  });
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Sent = {
  readonly c: Ctx;
  readonly who: Principal;
  readonly parameters: z.output<typeof PARAMETERS>;
};

async function importBody({ house }: Web, { c, who, parameters }: Sent): Promise<ImportResult> {
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-import-'));
  try {
    const file = join(folder, `rows.${parameters.format}`);
    await writeFile(file, Buffer.from(await c.req.arrayBuffer()), { mode: 0o600 });
    const { kind, dates, zone, dryRun } = parameters;
    const request: ImportRequest = {
      ...{ kind, file, dryRun, office: who.office, actor: actorOf(who) },
      options: { ...(dates && { dates }), ...(zone && { zone }) },
    };
    const run = { commands: importCommands, reports: importReports }[kind as string] ?? importRows;
    return await run(house, request);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
