/**
 * A signing key of KMS: nobody ever holds it, and only the notary may use it. Keys of SM2 exist in the regions of China
 * alone; KMS signs with them for the user of GM/T 0009 and answers with DER.
 */
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';

type KmsSigning = {
  /** SubjectPublicKeyInfo. */
  publicKey(): Promise<Buffer>;
  /** At most 4,096 bytes. */
  sign(message: Buffer): Promise<Buffer>;
};

const ALGORITHMS = { ed25519: 'ED25519_SHA_512', sm2: 'SM2DSA' } as const;

export function kmsSigning(
  client: KMSClient,
  keyId: string,
  kind: keyof typeof ALGORITHMS = 'ed25519',
): KmsSigning {
  return {
    publicKey: async () => bytesOf((await client.send(new GetPublicKeyCommand({ KeyId: keyId }))).PublicKey),
    sign: async (message) => {
      const signing = { KeyId: keyId, Message: message, MessageType: 'RAW' } as const;
      const { Signature } = await client.send(
        new SignCommand({ ...signing, SigningAlgorithm: ALGORITHMS[kind] }),
      );
      return bytesOf(Signature);
    },
  };
}

function bytesOf(bytes: Uint8Array | undefined): Buffer {
  if (bytes === undefined) throw new Error('KMS gave no bytes');
  return Buffer.from(bytes);
}
