/** The sealed record of a commit lies in the commit's own item, so that a decision stays one write. It is outside the hashed bytes. */
import { versionKeyOf } from './ledger-items.ts';

const HEADER_PARTS = 3;

/** `algorithm.iv.tag.` as text, then the ciphertext as bytes: base64 would make it a third larger. */
export function packSeal(sealed: string): Buffer {
  const parts = sealed.split('.');
  const header = `${parts.slice(0, HEADER_PARTS).join('.')}.`;
  return Buffer.concat([Buffer.from(header), Buffer.from(parts[HEADER_PARTS] ?? '', 'base64')]);
}

export function unpackSeal(packed: Uint8Array): string {
  const bytes = Buffer.from(packed);
  let end = -1;
  for (let dot = 0; dot < HEADER_PARTS; dot += 1) end = bytes.indexOf('.', end + 1);
  return bytes.subarray(0, end + 1).toString() + bytes.subarray(end + 1).toString('base64');
}

/** Before ADR 70 what did not fit there was put into items beside it. */
export const sealPrefix = (version: number): string => `s${versionKeyOf(version)}#`;
