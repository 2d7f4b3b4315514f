/**
 * The master key, as the stores see it: it makes data keys and opens what it has wrapped, and never leaves its home,
 * a key file of mode 0600 or KMS. `owner` is bound into the wrapping, so that no case can be given another's key.
 */
import { decrypt, encrypt, newDataKey } from './seal.ts';

type DataKey = { readonly plain: Buffer; readonly wrapped: string };

export interface KeyWrapper {
  newKey(owner: string): Promise<DataKey>;
  /** Throws OtherMasterKey when it was wrapped by another one: that is lost infrastructure, not an erased person. */
  unwrap(wrapped: string, owner: string): Promise<Buffer>;
}

/** The key of a case does not open: another master key wrapped it, it is gone, or it was destroyed. */
export class OtherMasterKey extends Error {
  constructor(message = 'the data key of this case is wrapped by another master key') {
    super(message);
  }
}

/** The data key of `owner`, as either home of the ledger wraps it; null where another master key wrapped it. */
export function unwrapped(masterKey: Buffer, wrapped: string, owner: string): Buffer | null {
  const opened = decrypt(masterKey, wrapped);
  // one machine wraps the bare key
  if (opened === null || opened.length === 32) return opened;
  const [named, key] = opened.toString('utf8').split('\n');
  return named === owner && key !== undefined ? Buffer.from(key, 'base64') : null;
}

/** `masterKey` is 32 bytes. */
export function keyFileWrapper(masterKey: Buffer): KeyWrapper {
  return {
    newKey: async (owner) => {
      const plain = newDataKey();
      return { plain, wrapped: encrypt(masterKey, Buffer.from(`${owner}\n${plain.toString('base64')}`)) };
    },
    unwrap: async (wrapped, owner) => {
      const key = unwrapped(masterKey, wrapped, owner);
      if (key === null) throw new OtherMasterKey();
      return key;
    },
  };
}
