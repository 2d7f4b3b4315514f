/**
 * This instance as a witness of others (C2SP tlog-witness): an office sends each new checkpoint of its log with the proof
 * that it goes on where the last one ended, and gets a signature under it. Who may is known by a token of its own.
 */
import { READERS_OF_SEALS } from '#shared/accounts/permissions.ts';
import { added, witnessedBy } from '#shared/notary/witness.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import { notSignedIn } from '../access/turned-away.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { type Endpoint, endpoint, V1 } from './endpoint.ts';

const EXAMPLE =
  'old 0\n\ntaizhang/0123456789abcdef/ledger\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— taizhang/0123456789abcdef AAAAAAA=\n';
const BEARER = /^Bearer (\S{20,200})$/;

export function witnessEndpoints({ house, config }: Web): Endpoint[] {
  const tokenOf = (c: Ctx): string => BEARER.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
  return [
    endpoint({
      method: 'post',
      path: `${V1}/witness/add-checkpoint`,
      reads: NOTHING_PERSONAL,
      summary: '为下级单位的存证点作见证：核对它与上一次的一致，签名返回（C2SP tlog-witness）',
      example: { body: EXAMPLE },
      roles: READERS_OF_SEALS,
      identify: async (c): Promise<Principal | Response> => {
        const log = await witnessedBy(house.blobs, tokenOf(c));
        if (log === null) return notSignedIn(c);
        return { user: `witness:${log.name}`, role: 'auditor', office: config.office, via: 'api' };
      },
      body: ['text/plain'],
      answers: {},
      handle: async ({ c }) => {
        const log = await witnessedBy(house.blobs, tokenOf(c));
        if (log === null) return notSignedIn(c);
        const { status, text } = await added(house, log, await c.req.text());
        const type = status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8';
        return c.body(text, status, { 'content-type': type, 'cache-control': 'no-store' });
      },
    }),
  ];
}
