/** Data keys wrapped by KMS. The owner is the encryption context: KMS itself refuses a key under another case. */
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { type KeyWrapper, OtherMasterKey } from '../key-wrapper.ts';

/** What KMS answers where the wrapping is another key's, another case's or was altered; an outage is none of these. */
const OF_ANOTHER_KEY = new Set(['IncorrectKeyException', 'InvalidCiphertextException']);

/** `keyId` is the ARN or alias of a symmetric key. Throws what the SDK throws. */
export function kmsKeyWrapper(client: KMSClient, keyId: string): KeyWrapper {
  const contextOf = (owner: string) => ({ case: owner });
  return {
    newKey: async (owner) => {
      const made = await client.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: contextOf(owner) }),
      );
      return {
        plain: bytesOf(made.Plaintext),
        wrapped: bytesOf(made.CiphertextBlob).toString('base64'),
      };
    },
    unwrap: async (wrapped, owner) => {
      const opened = await client
        .send(
          new DecryptCommand({
            KeyId: keyId,
            CiphertextBlob: Buffer.from(wrapped, 'base64'),
            EncryptionContext: contextOf(owner),
          }),
        )
        .catch((fault: unknown) => {
          if (fault instanceof Error && OF_ANOTHER_KEY.has(fault.name)) throw new OtherMasterKey();
          throw fault;
        });
      return bytesOf(opened.Plaintext);
    },
  };
}

function bytesOf(bytes: Uint8Array | undefined): Buffer {
  if (bytes === undefined) throw new Error('KMS answered without a key');
  return Buffer.from(bytes);
}
