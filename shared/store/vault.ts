/**
 * What holds personal data and is of no case, or of none yet: sealed under a key of its own that the master key wraps
 * for this owner alone.
 */
import { type KeyWrapper, OtherMasterKey } from './key-wrapper.ts';
import { decrypt, encrypt } from './seal.ts';

export interface Vault {
  seal(owner: string, plain: Uint8Array): Promise<Uint8Array>;
  /** Null for what another key, or for another owner, was sealed; and for what was not sealed at all. */
  open(owner: string, sealed: Uint8Array): Promise<Uint8Array | null>;
}

export function vaultUnder(wrapper: KeyWrapper): Vault {
  return {
    seal: async (owner, bytes) => {
      const { plain, wrapped } = await wrapper.newKey(owner);
      return Buffer.from(`${wrapped}\n${encrypt(plain, Buffer.from(bytes))}`);
    },
    open: async (owner, sealed) => {
      const [wrapped = '', body = ''] = Buffer.from(sealed).toString('latin1').split('\n');
      if (body === '') return null;
      try {
        return decrypt(await wrapper.unwrap(wrapped, owner), body);
      } catch (fault) {
        if (fault instanceof OtherMasterKey) return null;
        throw fault;
      }
    },
  };
}
