/** Problem documents (RFC 9457) with a stable `code`; `title` is for people. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Ctx } from './web.ts';

export type Problem = {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly field?: string;
  readonly article?: string;
  readonly reference?: string;
  readonly facts?: unknown;
};

export function problem(c: Ctx, { status, code, title, ...rest }: Problem): Response {
  const type = `urn:taizhang:problem:${code}`;
  return c.body(JSON.stringify({ type, title, status, code, ...rest }), status, {
    'content-type': 'application/problem+json; charset=utf-8',
  });
}
