/**
 * The master key, as the stores see it: it makes data keys and opens what it has wrapped, and never leaves its home,
 * a key file of mode 0600 or KMS. `owner` is bound into the wrapping, so that no case can be given another's key.
 */
import { decrypt, encrypt, newDataKey } from './seal.ts';

export type DataKey = { readonly plain: Buffer; readonly wrapped: string };

export interface KeyWrapper {
  newKey(owner: string): Promise<DataKey>;
  /** Throws when it was wrapped by another master key: that is lost infrastructure, not an erased person. */
  unwrap(wrapped: string, owner: string): Promise<Buffer>;
}

/** `masterKey` is 32 bytes. */
export function keyFileWrapper(masterKey: Buffer): KeyWrapper {
  return {
    newKey: async (owner) => {
      const plain = newDataKey();
      return { plain, wrapped: encrypt(masterKey, Buffer.from(`${owner}\n${plain.toString('base64')}`)) };
    },
    unwrap: async (wrapped, owner) => {
      const opened = decrypt(masterKey, wrapped);
      // one machine wraps the bare key; it comes here by an archive
      if (opened?.length === 32) return opened;
      const [named, key] = opened?.toString('utf8').split('\n') ?? [];
      if (named !== owner || key === undefined)
        throw new Error('the data key of this case is wrapped by another master key');
      return Buffer.from(key, 'base64');
    },
  };
}
