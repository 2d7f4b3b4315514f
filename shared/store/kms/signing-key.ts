/** A signing key of KMS (Ed25519): nobody ever holds it, and only the notary may use it. */
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';

type KmsSigning = {
  /** SubjectPublicKeyInfo. */
  publicKey(): Promise<Buffer>;
  /** At most 4,096 bytes. */
  sign(message: Buffer): Promise<Buffer>;
};

export function kmsSigning(client: KMSClient, keyId: string): KmsSigning {
  return {
    publicKey: async () => bytesOf((await client.send(new GetPublicKeyCommand({ KeyId: keyId }))).PublicKey),
    sign: async (message) => {
      const signing = { KeyId: keyId, Message: message, MessageType: 'RAW' } as const;
      const { Signature } = await client.send(
        new SignCommand({ ...signing, SigningAlgorithm: 'ED25519_SHA_512' }),
      );
      return bytesOf(Signature);
    },
  };
}

function bytesOf(bytes: Uint8Array | undefined): Buffer {
  if (bytes === undefined) throw new Error('KMS gave no bytes');
  return Buffer.from(bytes);
}
