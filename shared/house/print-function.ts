/** Printing asked of the function `Print`: the page goes and the PDF comes back in one call, and nothing of either rests anywhere. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Print, Printer } from '#shared/documents/print-here.ts';

/** Below the limit of who waits for it; `Print` itself is ended sooner. */
const DEADLINE_MS = 26_000;
/** What a call can carry, either way. */
const MOST_BYTES = 6 * 1024 * 1024;

/** As it travels: a page packed, and what came of it. */
export type Asked = { readonly print: string };
export type Answered = { readonly pages: readonly string[] };

export const unpacked = ({ print }: Asked): Print =>
  JSON.parse(gunzipSync(Buffer.from(print, 'base64')).toString());

let client: LambdaClient | null = null;

/** Throws where the page is larger than a call carries, and where it could not be printed. */
export async function printElsewhere(
  FunctionName: string,
  print: Print,
): Promise<Awaited<ReturnType<Printer>>> {
  client ??= new LambdaClient({ maxAttempts: 2 });
  const asked: Asked = { print: gzipSync(JSON.stringify(print)).toString('base64') };
  const Payload = Buffer.from(JSON.stringify(asked));
  if (Payload.length > MOST_BYTES) throw new Error(`${Payload.length} bytes are more than can be printed`);
  const answer = await client.send(new InvokeCommand({ FunctionName, Payload }), {
    abortSignal: AbortSignal.timeout(DEADLINE_MS),
  });
  const text = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError !== undefined) throw new Error(`printing failed: ${text.slice(0, 300)}`);
  const { pages }: Answered = JSON.parse(text);
  return pages.map((page) => Buffer.from(page, 'base64'));
}
