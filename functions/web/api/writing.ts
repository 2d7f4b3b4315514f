/** What programs may write: one command, or a file of rows. */
import { COMMANDERS, rolesAsking } from '#shared/accounts/permissions.ts';
import { isWithin } from '#shared/accounts/tokens.ts';
import { executeShort } from '#shared/desk/execute-short.ts';
import { withKeys } from '#shared/intake/command-choices.ts';
import { isLong } from '#shared/jobs/ask-job.ts';
import { contentKey } from '#shared/ledger/execution.ts';
import { tellIfMalware } from '#shared/reminders/tell-of-malware.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import { notAllowed, outOfScope } from '../access/turned-away.tsx';
import { type Problem, problem } from '../frame/answers.ts';
import { eraseIfAgreed } from '../frame/erase-after.ts';
import { executed as carriedOut, longestWait } from '../frame/long-work.ts';
import { actorOf, ledgerOf, type Web } from '../frame/web.ts';
import { anyCommand } from './commands.ts';
import { type Endpoint, endpoint, V1 } from './endpoint.ts';
import { executed } from './executed.ts';
import { importEndpoints } from './imports.ts';
import { goingOn, jobShape } from './jobs.ts';
import * as shapes from './shapes.ts';

export function writingEndpoints(web: Web): Endpoint[] {
  return [commandEndpoint(web), ...importEndpoints(web)];
}

const REGISTERING = {
  ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-20' },
  applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' },
  subject: '某路段改造工程的规划许可证',
};

function commandEndpoint(web: Web): Endpoint {
  return endpoint({
    method: 'post',
    path: `${V1}/commands`,
    reads: NOTHING_PERSONAL,
    summary:
      '办理一步：登记、答复、派发等都是命令。需要审批的只提交审批，答 202；年度报告定稿、更正要通读台账，在云上 20 秒内做不完的也答 202，由 Location 查看。可以用 If-Match 说明所看的版本',
    example: { body: REGISTERING },
    roles: COMMANDERS,
    scope: 'asNamed',
    body: anyCommand,
    answers: {
      200: shapes.executedShape,
      201: shapes.executedShape,
      202: shapes.executedShape.or(jobShape),
    },
    handle: async ({ c, who, body, key }) => {
      if (!rolesAsking(body).includes(who.role)) return notAllowed(c);
      if (!isWithin(who.scope, String(body.command))) return outOfScope(c);
      const seen = versionSeen(c.req.header('if-match'));
      if (typeof seen === 'object') return problem(c, seen);
      const request = {
        office: who.office,
        actor: actorOf(who),
        fields: withKeys(body),
        key,
        content: contentKey(body),
        formerKey: `${key} ${contentKey(body)}`,
        ...(typeof seen === 'number' && { expectedVersion: seen }),
      };
      const execution = isLong(body)
        ? await carriedOut(web, request, longestWait(web))
        : await executeShort(ledgerOf(web), request);
      if ('job' in execution) return goingOn(c, execution.job);
      await tellIfMalware(web.house, who.office, execution);
      await eraseIfAgreed(web, { office: who.office, fields: body }, execution);
      return executed(c, execution);
    },
  });
}

/** The version the program has seen; undefined if it does not say. A weak tag matches nothing (RFC 9110, 13.1.1). */
function versionSeen(header: string | undefined): number | undefined | Problem {
  const written = header?.trim() ?? '*';
  const version = /^(?:"(\d{1,9})"|(\d{1,9}))$/.exec(written);
  if (version !== null) return Number(version[1] ?? version[2]);
  if (written === '*') return undefined;
  const told = { field: 'If-Match', title: 'If-Match 应写所看的版本，例如 "3"' };
  return /^W\//.test(written)
    ? { status: 412, code: 'staleVersion', ...told }
    : { status: 400, code: 'badIfMatch', ...told };
}
