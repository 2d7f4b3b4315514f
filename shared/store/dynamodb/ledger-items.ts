/**
 * What stands in the table `Ledger` (ADR 17): one item per commit under the key of its case, one per number, one per
 * idempotency key. The hashed bytes are one string attribute, so that the audited bytes are the stored bytes.
 */
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import { commitOf, hashOf } from '../commit-bytes.ts';
import type { CaseAddress } from '../ports.ts';

export type ItemKey = { readonly pk: string; readonly sk: string };
export type Item = ItemKey & Readonly<Record<string, unknown>>;

/** Ids are chosen by people: what separates the parts of a key must not stand inside one. */
const part = encodeURIComponent;

export const caseKeyOf = ({ office, kind, stream }: StreamKey): string =>
  `${part(office)}#${kind}#${part(stream)}`;

/** The case of a key, as it stands there. */
export function caseAtKey(pk: string): StreamKey {
  const [office, kind, stream] = pk.split('#').map(decodeURIComponent);
  return caseOf(office, kind, stream);
}

/** From what stands in an item or a row: the ledger once took it as the name of a case. */
export function caseOf(office: unknown = '', kind: unknown = '', stream: unknown = ''): StreamKey {
  return { office: String(office), kind: String(kind) as CaseKind, stream: String(stream) };
}

const VERSION_DIGITS = 8;
export const versionKeyOf = (version: number): string => `v${String(version).padStart(VERSION_DIGITS, '0')}`;
export const versionOfKey = (sk: string): number => Number(sk.slice(1));
export const commitKeyOf = (at: StreamKey, version: number): ItemKey => ({
  pk: caseKeyOf(at),
  sk: versionKeyOf(version),
});

/** Numbers of a kind lie on several keys: no key takes more than 1,000 writes a second. */
export const NUMBER_SHARDS = 8;
const shardOf = (number: string): number => Number.parseInt(hashOf(number).slice(0, 4), 16) % NUMBER_SHARDS;
export const numberShardKey = (of: { office: string; kind: CaseKind }, shard: number): string =>
  `${part(of.office)}#${of.kind}#number#${shard}`;
export const numberKeyOf = (of: { office: string; kind: CaseKind; number: string }): ItemKey => ({
  pk: numberShardKey(of, shardOf(of.number)),
  sk: of.number,
});

export const idempotencyKeyOf = (office: string, key: string): ItemKey => ({
  pk: `${part(office)}#key#${hashOf(key)}`,
  sk: 'key',
});

export const cutOffKeyOf = (office: string, instant: string): ItemKey => ({
  pk: `${part(office)}#cut`,
  sk: instant,
});

export function addressOfItem(item: Readonly<Record<string, unknown>>): CaseAddress {
  const at = caseOf(item.office, item.kind, item.stream);
  return { ...at, number: String(item.number), version: Number(item.version) };
}

/** The commit of an item; an engine without an order of all commits leaves the position 0. */
export function commitOfItem(item: Readonly<Record<string, unknown>>): Commit {
  return commitOf(0, String(item.body), String(item.hash));
}

export const isCommitKey = (sk: unknown): boolean => typeof sk === 'string' && /^v\d{8}$/.test(sk);
