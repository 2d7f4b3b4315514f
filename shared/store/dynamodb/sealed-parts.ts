/**
 * The sealed record of a commit lies in the commit's own item, so that a decision stays one write; what does not fit
 * there (an item holds 400 KB) goes into items beside it, in the same transaction. It is outside the hashed bytes.
 */
import type { StreamKey } from '#shared/kernel/event.ts';
import { caseKeyOf, type Item, versionKeyOf } from './ledger-items.ts';

const ITEM_BYTES = 380_000;
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

/** What of a seal stands in the commit's item, and the items beside it. */
export function layOut(
  { at, version, bodyBytes }: { at: StreamKey; version: number; bodyBytes: number },
  packed: Buffer,
): { readonly inline: Buffer | null; readonly beside: readonly Item[] } {
  if (bodyBytes + packed.length <= ITEM_BYTES) return { inline: packed, beside: [] };
  const beside: Item[] = [];
  for (let start = 0; start < packed.length; start += ITEM_BYTES)
    beside.push({
      pk: caseKeyOf(at),
      sk: `${sealPrefix(version)}${String(beside.length).padStart(2, '0')}`,
      part: packed.subarray(start, start + ITEM_BYTES),
    });
  return { inline: null, beside };
}

export const sealPrefix = (version: number): string => `s${versionKeyOf(version)}#`;
