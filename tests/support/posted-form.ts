/**
 * A browser that posts a signed form to a bucket, and what S3 would say to it. The emulator stores whatever comes: the
 * conditions of the policy are held against the form here, as S3's documentation has them (POST Policy, SigV4).
 */
import { createHmac } from 'node:crypto';

type Posted = { readonly action: string; readonly fields: Readonly<Record<string, string>> };
type Condition = Readonly<Record<string, string>> | readonly [string, string | number, string | number];

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Why S3 would turn it away; nothing where it would not. */
export function faultsOf({ fields }: Posted, file: File, at: { now: number; secret: string }): string[] {
  const { Policy = '', 'X-Amz-Signature': signature = '', 'X-Amz-Credential': credential = '' } = fields;
  const [, day = '', region = '', service = '', end = ''] = credential.split('/');
  const key = [region, service, end].reduce(hmac, hmac(`AWS4${at.secret}`, day));
  const { expiration, conditions }: { expiration: string; conditions: Condition[] } = JSON.parse(
    Buffer.from(Policy, 'base64').toString(),
  );
  const named = new Set(['Policy', 'X-Amz-Signature', 'file']);
  const faults: string[] = [];
  const told = (fault: string, holds: boolean) => void (holds || faults.push(fault));
  for (const condition of conditions) {
    if (Array.isArray(condition) && condition[0] === 'content-length-range') {
      told('EntityTooSmall', file.size >= Number(condition[1]));
      told('EntityTooLarge', file.size <= Number(condition[2]));
      continue;
    }
    const [how, name, value] = Array.isArray(condition)
      ? [condition[0], String(condition[1]).slice(1), String(condition[2])]
      : ['eq', ...(Object.entries(condition as Readonly<Record<string, string>>)[0] ?? ['', ''])];
    named.add(name);
    const given = fields[name] ?? '';
    told(`AccessDenied ${name}`, how === 'starts-with' ? given.startsWith(value) : given === value);
  }
  for (const name of Object.keys(fields)) told(`AccessDenied extra ${name}`, named.has(name));
  told('AccessDenied expired', Date.parse(expiration) > at.now);
  told('SignatureDoesNotMatch', hmac(key, Policy).toString('hex') === signature);
  return faults;
}

/** Where the bucket sends the browser back to. */
export async function postTo({ action, fields }: Posted, file: File): Promise<URL> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', file);
  const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}
