/** Answers that are no page: problem documents, and files to be kept. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { behindNow } from '#shared/store/deadline.ts';
import { StoreBusy } from '#shared/store/faults.ts';
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

/** A page says that lists and figures lag; a file is handed on without that, and is not given out meanwhile. */
export function attachment(c: Ctx, kept: Kept): Response {
  if (behindNow() !== null) throw new StoreBusy('lists and figures lag: no file is made of them');
  return sent(c, kept, 'attachment');
}

const ALONE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
/** A viewer of PDF is itself kept from running where a document is sandboxed, and shows nothing. */
const VIEWER = `${ALONE}; object-src 'self'; img-src 'self' data:`;

/** Shown by the browser by itself, where it can load, run and send nothing. For pictures and PDF alone. */
export function shown(c: Ctx, kept: Kept): Response {
  c.set('policy', kept.mediaType === 'application/pdf' ? VIEWER : `${ALONE}; sandbox`);
  return sent(c, kept, 'inline');
}

function sent(c: Ctx, { bytes, mediaType, name }: Kept, how: 'attachment' | 'inline'): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': mediaType,
    'content-disposition': `${how}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  });
}
