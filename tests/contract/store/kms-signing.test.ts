/** Checkpoints signed by keys of KMS: another in the place of the first, and one of SM2 beside it. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deployedSealing } from '#shared/house/deployed-notary.ts';
import { judgedChain } from '#shared/notary/judged-chain.ts';
import { shelfIn } from '#shared/notary/kept-tree.ts';
import { openNotary } from '#shared/notary/open-notary.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';
import type { LogEntry } from '#shared/transparency/log-entry.ts';
import { readKeyLine } from '#shared/transparency/signed-note.ts';
import { startFakeKms } from './fake-kms.ts';

const ed25519 = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
const keys = {
  A: ed25519(),
  B: ed25519(),
  C: ed25519(),
  S: generateKeyPairSync('ec', { namedCurve: 'SM2' }).privateKey,
};
const folder = mkdtempSync(join(tmpdir(), 'taizhang-kms-'));
const blobs = folderBlobs(folder);
const entries: LogEntry[] = [];
let kms: Awaited<ReturnType<typeof startFakeKms>>;
const clients: { destroy(): void }[] = [];
let second = 0;

beforeAll(async () => {
  kms = await startFakeKms(keys);
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await kms.stop();
  rmSync(folder, { recursive: true });
});

type Named = { readonly now: string; readonly next?: string; readonly sm2?: string };

/** One more entry, sealed by the function that is told these keys. */
async function sealed({ now, next = '', sm2 = '' }: Named) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new KMSClient({ endpoint: kms.endpoint, region: 'cn-north-1', credentials });
  const s3 = new S3Client({ region: 'cn-north-1', credentials });
  clients.push(client, s3);
  const told = { signingKey: now, nextSigningKey: next, sm2SigningKey: sm2, anchors: '' };
  const name = { office: 'o', kind: 'application', number: 'x', version: 1, recordedAt: '2026-11-23' };
  entries.push({ hash: String(entries.length).padStart(64, '0'), ...name });
  const source = {
    log: 'ledger',
    entriesFrom: async function* (index: number) {
      if (index < entries.length) yield entries.slice(index);
    },
    waiting: async (size: number) => ({ count: entries.length - size, since: null }),
    indexOf: async () => null,
  } as const;
  second += 1;
  const at = `2026-11-23T09:00:${String(second).padStart(2, '0')}.000+08:00` as never;
  const notary = openNotary({
    ...{ blobs, clock: { now: () => at }, alone: (work) => work() },
    ...{ ...deployedSealing({ kms: client, s3, ...told }, blobs), anchors: [] },
    logs: [{ source, stored: async function* () {} }],
  });
  await notary.seal();
  return notary;
}

const ids = async (notary: Awaited<ReturnType<typeof sealed>>) => (await notary.keys()).lines.length;

it('a key that is named as the next is announced, and signs alone', async () => {
  const first = await (await sealed({ now: 'A' })).keyLine();
  const both = await sealed({ now: 'A', next: 'B' });
  const [current] = (await both.keys()).lines;
  expect(current).not.toBe(first);
  expect(readKeyLine(current ?? '')?.name).toBe(readKeyLine(first ?? '')?.name);
  const alone = await sealed({ now: 'B' });
  expect(await alone.keyLine()).toBe(first);
  expect((await alone.keys()).lines).toEqual([current]);
  // the former one, or one that nobody announced, seals nothing
  await expect(sealed({ now: 'A' })).rejects.toMatchObject({ code: 'noKey' });
  await expect(sealed({ now: 'C' })).rejects.toMatchObject({ code: 'noKey' });
  expect(await ids(await sealed({ now: 'B', sm2: 'S' }))).toBe(2);
  await expect(sealed({ now: 'B' })).rejects.toMatchObject({ code: 'noKey' });
  expect(await ids(await sealed({ now: 'B', next: 'C', sm2: 'S' }))).toBe(2);
  await sealed({ now: 'C', sm2: 'S' });
  const shelf = shelfIn(blobs, 'proof/ledger');
  const { chain, faults } = await judgedChain({ log: 'ledger', shelf, keyLine: first });
  expect(faults).toEqual([]);
  expect(chain.map(({ keys: announced = [] }) => announced.length)).toEqual([0, 1, 0, 1, 1, 0]);
});
