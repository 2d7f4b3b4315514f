/** What is sealed of the ledger, and the proofs of it, for auditors' programs. Hashes and texts as C2SP and RFC 6962 have them. */
import * as z from 'zod';
import { READERS_OF_SEALS } from '#shared/accounts/permissions.ts';
import { historyOf } from '#shared/ledger/case-history.ts';
import { LOGS } from '#shared/transparency/log-entry.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import { notFound } from '../access/turned-away.tsx';
import type { Web } from '../frame/web.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import { caseInPath } from './reads.ts';
import * as shapes from './shapes.ts';

const log = z.enum(LOGS);
const hashes = z.array(z.string()).describe('SHA-256，base64');
const checkpoint = z.string().describe('签名的存证点全文（C2SP tlog-checkpoint）');
const anchorShape = z.object({
  anchor: z.string(),
  size: z.int().nullable(),
  at: z.string(),
  fault: z.enum(['unreachable', 'emptied', 'ahead', 'forked']).nullable(),
});

export function proofEndpoints({ house }: Web): Endpoint[] {
  return [newest(house), growth(house), inclusion(house)];
}

function newest(house: Web['house']): Endpoint {
  return endpoint({
    method: 'get',
    path: `${V1}/proof/{log}/checkpoint`,
    reads: NOTHING_PERSONAL,
    summary: '最近的存证点、公钥、尚未存证的笔数和各存放处的情况',
    example: { parameters: { log: 'ledger' } },
    roles: READERS_OF_SEALS,
    parameters: z.object({ log }),
    answers: {
      200: z.object({
        checkpoint: checkpoint.nullable(),
        key: z.string().nullable().describe('最初的公钥行（C2SP signed-note），始终不变'),
        keys: z.array(z.string()).describe('现在签名的公钥行：Ed25519，设有 SM2 的在其后'),
        announcements: z.array(z.string()).describe('从最初的公钥到现在的：公布新密钥的存证点全文'),
        unsealed: z.object({ count: z.int(), since: z.string().nullable() }),
        anchors: z.array(anchorShape),
      }),
    },
    handle: async ({ c, parameters }) => {
      const found = (await house.notary.standing()).find((one) => one.log === parameters.log);
      if (found === undefined) return notFound(c);
      const anchors = found.anchors.map(({ anchor, size, at, fault }) => ({ anchor, size, at, fault }));
      const key = await house.notary.keyLine();
      const { lines: keys, announcements } = await house.notary.keys();
      const { checkpoint: newest, unsealed } = found;
      return ok({ checkpoint: newest?.whole ?? null, key, keys, announcements, unsealed, anchors });
    },
  });
}

function growth(house: Web['house']): Endpoint {
  return endpoint({
    method: 'get',
    path: `${V1}/proof/{log}/consistency`,
    reads: NOTHING_PERSONAL,
    summary: '证明最近的存证点包含以前某个大小的存证点（RFC 6962 一致性证明）',
    example: { parameters: { log: 'ledger', from: '1' } },
    roles: READERS_OF_SEALS,
    parameters: z.object({ log, from: shapes.whole(1, 999_999_999) }),
    answers: { 200: z.object({ checkpoint, hashes }) },
    handle: async ({ c, parameters }) => {
      const proof = await house.notary.consistency(parameters.log, parameters.from);
      return proof === null ? notFound(c) : ok(proof);
    },
  });
}

function inclusion(house: Web['house']): Endpoint {
  return endpoint({
    method: 'get',
    path: `${V1}/cases/{kind}/{number}/versions/{version}/proof`,
    reads: caseInPath('caseRead'),
    summary: '证明一件的某次记录在最近的存证点之内（RFC 6962 包含证明）；还没有存证的是 404',
    example: { parameters: { kind: 'application', number: 'SQ2026-0000001', version: '1' } },
    roles: READERS_OF_SEALS,
    parameters: z.object({
      kind: shapes.kind,
      number: shapes.numberInPath,
      version: shapes.whole(1, 99_999_999),
    }),
    answers: {
      200: z.object({
        index: z.int().describe('在日志中的位置，从 0 起'),
        entry: z.string().describe('该次记录的 SHA-256，十六进制；叶子是 SHA-256(0x00 ‖ 这 32 个字节)'),
        checkpoint,
        hashes,
      }),
    },
    handle: async ({ c, who, parameters: { kind, number, version } }) => {
      const commits = await historyOf(house.log, { office: who.office, kind, number });
      const commit = commits?.[version - 1];
      const proof = commit === undefined ? null : await house.notary.proofOf('ledger', commit);
      return commit === undefined || proof === null ? notFound(c) : ok({ ...proof, entry: commit.hash });
    },
  });
}
