/** Answers that are no page: problem documents, and files to be kept. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Ctx } from './web.ts';

/** RFC 9457 with a stable `code`; `title` is for people. */
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

type Kept = { readonly bytes: Uint8Array; readonly mediaType: string; readonly name: string };

export function attachment(c: Ctx, { bytes, mediaType, name }: Kept): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  });
}
