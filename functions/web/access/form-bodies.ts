/** The fields of a posted form, once it is known that splitting it costs no more than a form does. */
import type { FormFields } from '../frame/form-fields.ts';
import type { Ctx } from '../frame/web.ts';

/** Ten thousand numbers of a report's text may be ticked; signing in has six fields. */
const MOST_FIELDS = { known: 20_000, stranger: 100 } as const;
/** Files come as multipart. The longest text of a form is a tenth of this, written as %E5%8F%B0. */
const LARGEST_URLENCODED = 4 * 1024 * 1024;

/** `broken`: truncated, or without a boundary. `tooMuch`: more fields, or more text, than any form of ours. */
export async function fieldsOf(c: Ctx): Promise<FormFields | 'broken' | 'tooMuch'> {
  const bytes = Buffer.from(await c.req.arrayBuffer());
  const most = c.var.principal === null ? MOST_FIELDS.stranger : MOST_FIELDS.known;
  const type = c.req.header('content-type') ?? '';
  const boundary = /boundary="?([^";\s]{1,100})/i.exec(type)?.[1];
  if (boundary === undefined && bytes.length > LARGEST_URLENCODED) return 'tooMuch';
  if (hasMore(bytes, boundary ?? '&', most)) return 'tooMuch';
  try {
    return await c.req.parseBody({ all: true });
  } catch (error) {
    if (error instanceof TypeError) return 'broken';
    throw error;
  }
}

/** Stops at the first that is too many. */
function hasMore(bytes: Buffer, sign: string, most: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf(sign); at >= 0; at = bytes.indexOf(sign, at + sign.length)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}
