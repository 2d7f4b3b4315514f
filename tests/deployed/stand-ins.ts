/**
 * Stand-ins of our own for what no emulator is to be had of: KMS, SES v2 and Secrets Manager. They speak the services'
 * protocols as far as the product uses them, and do what their documentation says; nothing of theirs has been compared
 * with the services themselves.
 */
import {
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import { type Call, json } from './asked-of-aws.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
export type Mail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
};
export type StandIns = {
  readonly mails: Mail[];
  /** Null: the service is none of these. */
  answer(call: Call): Answer | Promise<Answer> | null;
};

const answering = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
  body: Buffer.from(JSON.stringify(body)),
});
export const failing = (name: string, message: string, status = 400): Answer =>
  answering(status, { __type: name, message, Message: message });

/** `secrets` by name. */
export function standIns(secrets: Readonly<Record<string, string>>): StandIns {
  const mails: Mail[] = [];
  const kms = keys();
  return {
    mails,
    answer: (call) => {
      if (call.service === 'kms') return kms(call);
      if (call.service === 'ses') return mailed(call, mails);
      if (call.service !== 'secretsmanager') return null;
      const secret = secrets[String(json(call).SecretId)];
      return secret === undefined
        ? failing('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
        : answering(200, { SecretString: secret });
    },
  };
}

type Wire = {
  readonly KeyId?: string;
  readonly Plaintext?: string;
  readonly CiphertextBlob?: string;
  readonly Message?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
};

/** Every key is made when it is first asked for; a key seals for one encryption context and signs with Ed25519. */
function keys(): (call: Call) => Answer {
  const masters = new Map<string, Buffer>();
  const pairs = new Map<string, ReturnType<typeof generateKeyPairSync>>();
  const of = <T>(map: Map<string, T>, id: string, make: () => T): T => {
    const one = map.get(id) ?? make();
    map.set(id, one);
    return one;
  };
  return (call) => {
    const wire = json(call) as Wire;
    const { KeyId = '' } = wire;
    const master = (): Buffer => of(masters, KeyId, () => randomBytes(32));
    const pair = () => of(pairs, KeyId, () => generateKeyPairSync('ed25519') as never);
    if (call.operation === 'GenerateDataKey') {
      const plain = randomBytes(32);
      return answering(200, {
        KeyId,
        Plaintext: plain.toString('base64'),
        CiphertextBlob: sealed(master(), plain, wire),
      });
    }
    if (call.operation === 'Decrypt') {
      const plain = opened(master(), wire);
      return plain === null
        ? failing('InvalidCiphertextException', '')
        : answering(200, { KeyId, Plaintext: plain.toString('base64') });
    }
    if (call.operation === 'GetPublicKey') {
      const der = pair().publicKey.export({ format: 'der', type: 'spki' });
      return answering(200, { KeyId, PublicKey: der.toString('base64'), KeyUsage: 'SIGN_VERIFY' });
    }
    if (call.operation === 'Sign') {
      const message = Buffer.from(wire.Message ?? '', 'base64');
      if (message.length > 4096)
        return failing('ValidationException', 'Member must have length less than or equal to 4096');
      return answering(200, { KeyId, Signature: sign(null, message, pair().privateKey).toString('base64') });
    }
    return failing('UnsupportedOperationException', `the stand-in of KMS does not know ${call.operation}`);
  };
}

const contextOf = ({ EncryptionContext = {} }: Wire): Buffer =>
  Buffer.from(JSON.stringify(EncryptionContext));

function sealed(master: Buffer, plain: Buffer, wire: Wire): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(contextOf(wire));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

function opened(master: Buffer, wire: Wire): Buffer | null {
  const blob = Buffer.from(wire.CiphertextBlob ?? '', 'base64');
  if (blob.length < 29) return null;
  const decipher = createDecipheriv('aes-256-gcm', master, blob.subarray(0, 12)).setAAD(contextOf(wire));
  decipher.setAuthTag(blob.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(blob.subarray(28)), decipher.final()]);
  } catch {
    return null;
  }
}

type Sent = {
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly Content: {
    readonly Simple: { readonly Subject: { Data: string }; readonly Body: { Text: { Data: string } } };
  };
};

function mailed(call: Call, mails: Mail[]): Answer {
  const { FromEmailAddress: from, Destination, Content } = json(call) as unknown as Sent;
  mails.push({
    ...{ from, to: Destination.ToAddresses },
    ...{ subject: Content.Simple.Subject.Data, text: Content.Simple.Body.Text.Data },
  });
  return answering(200, { MessageId: randomUUID() });
}
