/** Four operations of KMS over its own protocol, with the binding of the encryption context. There is no emulator of it here. */
import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { sm2Signature } from '#shared/transparency/sm2.ts';

type Call = {
  readonly KeyId?: string;
  readonly CiphertextBlob?: string;
  readonly Message?: string;
  readonly SigningAlgorithm?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
};

export type FakeKms = {
  readonly endpoint: string;
  /** What was asked for, in order. */
  readonly operations: string[];
  /** The name of the fault it answers with instead; null: none. */
  failing(fault: ((operation: string) => string | null) | null): void;
  stop(): Promise<void>;
};

type Signing = Readonly<Record<string, KeyObject>>;

/** `signing`: private keys of Ed25519 and SM2 by their ids. */
export async function startFakeKms(signing: Signing = {}): Promise<FakeKms> {
  const master = randomBytes(32);
  const operations: string[] = [];
  let failing: Parameters<FakeKms['failing']>[0] = null;
  const server = createServer(async (request, answer) => {
    const call = JSON.parse(await text(request)) as Call;
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    operations.push(operation);
    const fault = failing?.(operation) ?? null;
    if (fault !== null) {
      answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      answer.end(JSON.stringify({ __type: fault }));
      return;
    }
    const key = signing[call.KeyId ?? ''];
    const result =
      key !== undefined
        ? await asSigner(key, call)
        : operation === 'GenerateDataKey'
          ? generate(master, call)
          : open(master, call);
    answer.writeHead(result === null ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    answer.end(JSON.stringify(result ?? { __type: 'InvalidCiphertextException' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    operations,
    failing: (next) => {
      failing = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The public key, or a signature where there is a message; null for an algorithm that is not the key's. */
async function asSigner(key: KeyObject, { KeyId, Message, SigningAlgorithm }: Call) {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  if (Message === undefined) return { KeyId, PublicKey: spki.toString('base64') };
  const message = Buffer.from(Message, 'base64');
  const isEd25519 = key.asymmetricKeyType === 'ed25519';
  if (SigningAlgorithm !== (isEd25519 ? 'ED25519_SHA_512' : 'SM2DSA')) return null;
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const at = der.indexOf(Buffer.from('0201010420', 'hex')) + 5;
  const Signature = isEd25519
    ? sign(null, message, key)
    : await sm2Signature(message, der.subarray(at, at + 32), spki.subarray(-65));
  return { KeyId, Signature: Signature.toString('base64') };
}

const contextOf = (call: Call) => Buffer.from(JSON.stringify(call.EncryptionContext ?? {}));

function generate(master: Buffer, call: Call) {
  const [plain, iv] = [randomBytes(32), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(contextOf(call));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const blob = Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  return { KeyId: call.KeyId, Plaintext: plain.toString('base64'), CiphertextBlob: blob };
}

function open(master: Buffer, call: Call) {
  const blob = Buffer.from(call.CiphertextBlob ?? '', 'base64');
  const decipher = createDecipheriv('aes-256-gcm', master, blob.subarray(0, 12)).setAAD(contextOf(call));
  decipher.setAuthTag(blob.subarray(12, 28));
  try {
    const plain = Buffer.concat([decipher.update(blob.subarray(28)), decipher.final()]);
    return { KeyId: call.KeyId, Plaintext: plain.toString('base64') };
  } catch {
    return null;
  }
}
