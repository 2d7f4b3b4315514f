/**
 * The notary as deployed. Only the function that may use the key seals; another puts its commits before it, asks by the
 * queue, and waits until they are sealed.
 */
import { createPublicKey, hash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { type Anchor, storeAnchor } from '#shared/notary/anchors.ts';
import type { NotaryKey } from '#shared/notary/notary-keys.ts';
import { entryOf } from '#shared/notary/ordered-log.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { LogOrder } from '#shared/store/dynamodb/log-order.ts';
import { kmsSigning } from '#shared/store/kms/signing-key.ts';
import { type Notary, SealingRefused } from '#shared/store/notary.ts';
import type { Queue } from '#shared/store/queue.ts';
import { s3Blobs } from '#shared/store/s3/blobs.ts';
import { say } from '#shared/telling/say.ts';
import {
  ALGORITHM,
  keyLine,
  rawEd25519,
  readKeyLine,
  type Signer,
  sm2Key,
  verifierKey,
} from '#shared/transparency/signed-note.ts';
import type { CloudNotary } from './cloud-notary.ts';
import { ledgerKey } from './signing-key.ts';

const KEY_LINE = 'proof/signing.pub';
const USED = 'proof/signing.used';

type Deployed = {
  readonly kms: KMSClient;
  readonly s3: S3Client;
  readonly signingKey: string;
  readonly nextSigningKey: string;
  readonly sm2SigningKey: string;
  readonly anchors: string;
};

/** `signingKey` '' and `anchors` '' where a function may not use them. */
export function deployedSealing(
  { kms, s3, anchors, ...keys }: Deployed,
  blobs: BlobStore,
): Pick<CloudNotary, 'key' | 'anchors' | 'note'> {
  return {
    key: kmsNotaryKey(kms, keys, blobs),
    anchors: anchors === '' ? [] : [bucketAnchor(s3, anchors)],
    note: (anchor, what) => say('anchorFault', { anchor, what }),
  };
}

/** Each object is locked by the rule of the bucket (COMPLIANCE): nobody of the account lifts that. */
function bucketAnchor(client: S3Client, bucket: string): Anchor {
  return storeAnchor(`s3://${bucket}`, s3Blobs({ client, bucket }), async () => undefined);
}

type KeyNames = Pick<Deployed, 'signingKey' | 'nextSigningKey' | 'sm2SigningKey'>;

/** The key that is to come is announced by the next checkpoint; afterwards it may be named alone. */
function kmsNotaryKey(kms: KMSClient, keys: KeyNames, blobs: BlobStore): NotaryKey {
  const line = async (): Promise<string | null> => {
    const kept = await blobs.get(KEY_LINE);
    return kept === null ? null : Buffer.from(kept).toString().trim();
  };
  const ed25519 = async (keyId: string): Promise<Signing> => {
    const signing = kmsSigning(kms, keyId);
    const key = createPublicKey({ key: await signing.publicKey(), format: 'der', type: 'spki' });
    return { sign: signing.sign, raw: rawEd25519(key) };
  };
  return {
    line,
    hasSigned: async () => (await blobs.get(USED)) !== null,
    noteSigned: async () => void (await blobs.putOnce(USED, Buffer.from('\n'))),
    signers: async () => {
      const named = [keys.signingKey, keys.nextSigningKey].filter((one) => one !== '');
      const own = await Promise.all(named.map(ed25519));
      const first = own.slice(0, 1).map(({ raw }) => `${keyLine(ledgerKey(raw))}\n`);
      for (const made of first) await blobs.putOnce(KEY_LINE, Buffer.from(made));
      const name = readKeyLine((await line()) ?? '')?.name;
      if (name === undefined) throw new SealingRefused('noKey', `${KEY_LINE} is no line of a key`);
      const signers = own.map(({ raw, sign }) => ({ ...verifierKey(name, ALGORITHM.ed25519, raw), sign }));
      return keys.sm2SigningKey === ''
        ? signers
        : [...signers, await sm2Signer(kms, keys.sm2SigningKey, name)];
    },
  };
}

type Signing = { readonly raw: Buffer; readonly sign: Signer['sign'] };

async function sm2Signer(kms: KMSClient, keyId: string, name: string): Promise<Signer> {
  const signing = kmsSigning(kms, keyId, 'sm2');
  return { ...sm2Key(name, (await signing.publicKey()).subarray(-65)), sign: signing.sign };
}

const WAIT_MS = 10_000;
const LOOK_MS = 400;

type Asking = {
  readonly notary: Notary;
  readonly order: LogOrder;
  readonly queue: Queue;
  readonly blobs: BlobStore;
};

/** Rejects with SealingRefused where the notary has not answered in ten seconds: it will. */
export function askingNotary({ notary, order, queue, blobs }: Asking): Notary {
  const answered = async <T>(asked: object, look: () => Promise<T | null>): Promise<T> => {
    await queue.send('seal', [{ id: randomUUID(), body: JSON.stringify(asked) }]);
    for (let waited = 0; waited < WAIT_MS; waited += LOOK_MS) {
      await setTimeout(LOOK_MS);
      const found = await look();
      if (found !== null) return found;
    }
    throw new SealingRefused('busy', 'the notary was asked and has not answered yet');
  };
  const signed = async (asked: ToSign): Promise<string> =>
    Buffer.from(await answered(asked, () => blobs.get(signedName(asked)))).toString();
  return {
    ...notary,
    seal: async (commits = []) => {
      await order.note(commits.map(entryOf));
      return answered({}, async () => {
        const proofs = await Promise.all(commits.map((commit) => notary.proofOf('ledger', commit)));
        if (proofs.includes(null)) return null;
        const added = commits.length;
        return (await notary.standing()).map(({ log, checkpoint }) => ({ log, checkpoint, added }));
      });
    },
    sign: (manifest) => signed({ manifest }),
    cosign: (cosign, at) => signed({ cosign, at }),
  };
}

type ToSign = { readonly manifest: string } | { readonly cosign: string; readonly at: Instant };

const signedName = (asked: ToSign): string =>
  `proof/signed/${hash('sha256', 'manifest' in asked ? asked.manifest : JSON.stringify(asked), 'hex')}`;

/** What another function asked for by the queue: it is signed, and put where that one looks. */
export async function signAsked(
  { notary, blobs }: Pick<Asking, 'notary' | 'blobs'>,
  body: string,
): Promise<void> {
  const asked: ToSign | object = JSON.parse(body);
  if (!('manifest' in asked || 'cosign' in asked)) return;
  const made = 'manifest' in asked ? notary.sign(asked.manifest) : notary.cosign(asked.cosign, asked.at);
  await blobs.put(signedName(asked), Buffer.from(await made));
}
