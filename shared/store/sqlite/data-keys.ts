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

type Asked = Pick<Statements, 'dataKey' | 'addDataKey' | 'isSealed'> & { isBegun(at: StreamKey): boolean };

/** `masterKey` is 32 bytes. */
export function dataKeysIn(sql: Asked, masterKey: Buffer) {
  const { keep, opened, forget } = keptOpen(masterKey);
  const wrapping = createSecretKey(masterKey);
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
      const isBegun = sql.isBegun(at);
      const standing = isBegun ? sql.dataKey(at) : null;
      const known = standing === null ? null : opened(at, standing);
      if (known !== null) return known;
      // beside sealed texts whose key is gone none is made: the right one would never open what is sealed from then on
      if (standing !== null || (isBegun && sql.isSealed(at))) throw new OtherMasterKey();
      const fresh = wrappedAnew(wrapping);
      if (sql.addDataKey(at, fresh.wrapped)) return keep(at, fresh);
      // bytes were sealed for a case that is not there yet
      const before = opened(at, sql.dataKey(at) ?? ERASED);
      if (before === null) throw new OtherMasterKey();
      return before;
    },
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
