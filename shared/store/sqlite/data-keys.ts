/**
 * The data keys of cases. One is wrapped once, when it is made, and those used last are kept open, each beside what it is
 * wrapped as: where something else stands in the ledger by now, or the mark of its destruction, it is another's or gone.
 */
import { createSecretKey, type KeyObject } from 'node:crypto';
import type { StreamKey } from '#shared/kernel/event.ts';
import { caseKeyOf } from '../dynamodb/ledger-items.ts';
import { OtherMasterKey, unwrapped } from '../key-wrapper.ts';
import { ERASED, encrypt, newDataKey } from '../seal.ts';
import type { Statements } from './statements.ts';

const MOST = 256;

type Kept = { readonly wrapped: string; readonly key: Buffer };
export type DataKeys = ReturnType<typeof dataKeysIn>;

function wrappedAnew(masterKey: KeyObject): Kept {
  const key = newDataKey();
  return { key, wrapped: encrypt(masterKey, key) };
}

/** `masterKey` is 32 bytes. */
export function dataKeysIn(sql: Pick<Statements, 'dataKey' | 'addDataKey' | 'isSealed'>, masterKey: Buffer) {
  const { keep, opened, forget } = keptOpen(masterKey);
  const wrapping = createSecretKey(masterKey);
  const standingOf = (at: StreamKey): Buffer | null => {
    const wrapped = sql.dataKey(at);
    const key = wrapped === null ? null : opened(at, wrapped);
    if (wrapped !== null && key === null) throw new OtherMasterKey();
    return key;
  };
  const first = (at: StreamKey): Buffer => {
    const fresh = wrappedAnew(wrapping);
    if (sql.addDataKey(at, fresh.wrapped)) return keep(at, fresh);
    const standing = standingOf(at);
    if (standing === null) throw new OtherMasterKey();
    return standing;
  };
  return {
    forget,
    /** The key of a case that has one. */
    known: (at: StreamKey): Buffer | 'erased' | 'unopenable' => {
      const wrapped = sql.dataKey(at);
      const key = wrapped === null ? null : opened(at, wrapped);
      return key ?? (wrapped === ERASED ? 'erased' : 'unopenable');
    },
    /** Made where there is none, inside a write. Throws OtherMasterKey. */
    made: (at: StreamKey): Buffer => {
      const standing = standingOf(at);
      if (standing !== null) return standing;
      // beside sealed texts whose key is gone none is made: the right one would never open what is sealed from then on
      if (sql.isSealed(at)) throw new OtherMasterKey();
      return first(at);
    },
    /** The same of a case that nothing was recorded of: it is put there without a look, and looked for where one stands. */
    first,
  };
}

function keptOpen(masterKey: Buffer) {
  const kept = new Map<string, Kept>();
  const keep = (at: StreamKey, one: Kept): Buffer => {
    kept.set(caseKeyOf(at), one);
    const oldest = kept.size > MOST ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return one.key;
  };
  return {
    keep,
    /** Null where it was destroyed or does not open. */
    opened: (at: StreamKey, wrapped: string): Buffer | null => {
      const name = caseKeyOf(at);
      const known = kept.get(name);
      kept.delete(name);
      if (known?.wrapped === wrapped) return keep(at, known);
      const key = wrapped === ERASED ? null : unwrapped(masterKey, wrapped, name);
      return key === null ? null : keep(at, { wrapped, key });
    },
    forget: (at: StreamKey): unknown => kept.delete(caseKeyOf(at)),
  };
}
