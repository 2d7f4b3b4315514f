/** A file to be kept, under its own name. */
import type { Ctx } from './web.ts';

/** `type` is the media type. */
export function attachment(c: Ctx, bytes: Uint8Array, [type, name]: readonly [string, string]): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  });
}
