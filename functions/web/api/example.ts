/** The call of an endpoint as its example tells it: printed for people, put into the document, and tried by a test. */
import * as z from 'zod';
import { pathPart } from '../frame/path-part.ts';
import type { Endpoint } from './endpoint.ts';

export type Call = {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

export function callOf({ method, path, body, identify, example }: Endpoint): Call {
  const given = Object.entries(example.parameters ?? {});
  const values = new Map(given);
  const named = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => pathPart(values.get(name) ?? ''));
  const asked = new URLSearchParams(given.filter(([name]) => !path.includes(`{${name}}`)));
  const type = body instanceof z.ZodType ? 'application/json' : body?.[0];
  const written = typeof example.body === 'string' ? example.body : JSON.stringify(example.body);
  const writes = method === 'post' && identify === undefined;
  return {
    method: method === 'get' ? 'GET' : 'POST',
    path: asked.size === 0 ? named : `${named}?${asked}`,
    headers: {
      ...(type !== undefined && { 'content-type': type }),
      ...(writes && { 'idempotency-key': example.key ?? '20261120-0001' }),
    },
    body: written ?? null,
  };
}

/** By a feed's secret. A witness is asked with a token of its own. */
export function isSigned({ method, path, identify }: Endpoint): boolean {
  return method === 'post' && identify !== undefined && !path.includes('/witness/');
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** As typed into a shell, where TAIZHANG is the address of the product and TOKEN a token, or FEED and SECRET of a feed. */
export function shellOf({ method, path, headers, body }: Call, signed: boolean): string {
  const address = `"$TAIZHANG${path.replaceAll('$', '%24').replaceAll('"', '%22')}"`;
  const told = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  if (signed)
    return [
      `BODY=${quoted(body ?? '')}`,
      'NOW=$(date +%s)',
      `SIGNATURE=$(printf '%s.%s' "$NOW" "$BODY" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/.* //')`,
      lines(
        ['curl', '-H "X-Feed: $FEED"', '-H "X-Timestamp: $NOW"', '-H "X-Signature: sha256=$SIGNATURE"'],
        [...told, '--data-binary "$BODY"', address],
      ),
    ].join('\n');
  const sends = body === null ? [] : [`--data-binary $${quoted(body.replaceAll('\n', String.raw`\n`))}`];
  const method_ = method === 'POST' && body === null ? ['-X POST'] : [];
  return lines(['curl', '-H "Authorization: Bearer $TOKEN"'], [...method_, ...told, ...sends, address]);
}

function lines(first: readonly string[], rest: readonly string[]): string {
  return [first.join(' '), ...rest].join(' \\\n  ');
}
