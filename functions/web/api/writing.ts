/** What programs may write: one command, or a file of rows. */
import * as z from 'zod';
import { warningText } from '../../../shared/glossary/warnings.ts';
import { CLERKS, OFFICERS, rolesFor } from '../../accounts/permissions.ts';
import { withKeys } from '../../import/command-choices.ts';
import { isZone } from '../../import/parse-dates.ts';
import { IMPORT_FORMATS } from '../../import/read-records.ts';
import { importReceived, isReadAsLines, SENT_KINDS } from '../../import/received-file.ts';
import { UnreadableFile } from '../../import/unreadable-file.ts';
import { contentKey, executeCommand, type Fault, type Fields } from '../../record/execute.ts';
import { notAllowed } from '../access/turned-away.tsx';
import { problem } from '../problem.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../web.ts';
import { anyCommand } from './commands.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
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
        fields: withKeys(body),
        // the same key with other content is another command: neither is lost
        key: `${key} ${contentKey(body)}`,
        ...(seen > 0 && { expectedVersion: seen }),
      });
      if (!execution.ok) return refused(c, execution);
      const { outcome, number, version, warnings } = execution;
      return {
        status: outcome === 'recorded' ? 201 : 200,
        body: {
          ...{ outcome, case: number, version },
          warnings: warnings.map((warning) => ({ ...warning, message: warningText(warning) })),
        },
      };
    },
  });
}

function refused(c: Ctx, { field, code, message, article, facts }: Fault): Response {
  const status = code === 'staleVersion' ? 409 : code === 'unknownCase' ? 404 : 422;
  const more = { ...(field && { field }), ...(article && { article }), ...(facts && { facts }) };
  return problem(c, { status, code, title: message, ...more });
}

const PARAMETERS = z.object({
  kind: z.enum(SENT_KINDS),
  format: z.enum(IMPORT_FORMATS).default('ndjson'),
  dates: z.enum(['ymd', 'mdy', 'dmy']).optional(),
  zone: z.string().max(60).refine(isZone, 'badChoice').optional(),
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
      if (isReadAsLines(parameters.kind) && parameters.format !== 'ndjson')
        return problem(c, { status: 422, code: 'badChoice', title: '这一类只接受 NDJSON', field: 'format' });
      return importBody(web, { c, who, parameters });
    },
  });
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Sent = {
  readonly c: Ctx;
  readonly who: Principal;
  readonly parameters: z.output<typeof PARAMETERS>;
};

async function importBody({ house }: Web, { c, who, parameters }: Sent): Promise<Response> {
  const { kind, format, dates, zone, dryRun } = parameters;
  try {
    const result = await importReceived(house, {
      ...{ kind, format, dryRun, office: who.office, role: who.role, actor: actorOf(who) },
      bytes: new Uint8Array(await c.req.arrayBuffer()),
      options: { ...(dates && { dates }), ...(zone && { zone }) },
    });
    return c.json(result);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return problem(c, { status: 422, code: error.code, title: error.message, field: 'format' });
  }
}
