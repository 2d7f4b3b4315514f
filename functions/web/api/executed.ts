/** What comes of a command, as the API answers it: at once, or when a job is looked at. */
import type { Execution, Fault } from '#shared/desk/execute.ts';
import { positionNow } from '#shared/desk/position.ts';
import { warningText } from '#shared/glossary/warnings.ts';
import { problem } from '../frame/answers.ts';
import type { Ctx } from '../frame/web.ts';
import type { Reply } from './endpoint.ts';

const STATUS = { recorded: 201, duplicate: 200, proposed: 202 } as const;

type Done = Extract<Execution, { ok: true }>;

export function executed(c: Ctx, execution: Execution): Reply | Response {
  if (execution.ok) return { status: STATUS[execution.outcome], body: executedBody(execution) };
  const { code } = execution;
  const status = code === 'staleVersion' ? 409 : code === 'unknownCase' ? 404 : 422;
  return problem(c, { status, ...refusalOf(execution) });
}

export function executedBody({ outcome, number, version, warnings }: Done) {
  const position = positionNow();
  return {
    ...{ outcome, case: number, version },
    ...(outcome === 'proposed' && { step: `${version}.1` }),
    ...(position !== null && { position }),
    warnings: warnings.map((warning) => ({ ...warning, message: warningText(warning) })),
  };
}

export function refusalOf({ field, code, message, article, facts }: Fault) {
  const more = { ...(field && { field }), ...(article && { article }), ...(facts && { facts }) };
  return { code, title: message, ...more };
}
