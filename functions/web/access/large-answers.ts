/** An answer that is too large for a function to give: it is laid into the hatch, and the browser sent there (ADR 70). */
import { LARGEST_ANSWER } from '#shared/store/hatch.ts';
import type { Ctx, Web } from '../frame/web.ts';

export async function handOutLarge(c: Ctx, { house }: Web): Promise<void> {
  const { hatch } = house;
  if (hatch === undefined || c.res.status !== 200 || c.res.body === null) return;
  const bytes = new Uint8Array(await c.res.clone().arrayBuffer());
  if (bytes.length <= LARGEST_ANSWER) return;
  const mediaType = c.res.headers.get('content-type') ?? 'application/octet-stream';
  // what is no download is shown as it would have been here
  const disposition = c.res.headers.get('content-disposition') ?? 'inline';
  const to = await hatch.handOut({ bytes, mediaType, disposition });
  c.res = new Response(null, { status: 303, headers: { location: to, 'cache-control': 'no-store' } });
}
