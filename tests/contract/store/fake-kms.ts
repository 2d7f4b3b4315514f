/** Two operations of KMS over its own protocol, with the binding of the encryption context. There is no emulator of it here. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

type Call = {
  readonly KeyId?: string;
  readonly CiphertextBlob?: string;
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

export async function startFakeKms(): Promise<FakeKms> {
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
    const result = operation === 'GenerateDataKey' ? generate(master, call) : open(master, call);
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
