/** The bytes that are stored, hashed and exported: one JSON object per commit, its keys in the order written here. */
import { hash } from 'node:crypto';
import type { Commit, CommitBody, SealableEvent, StoredEvent } from '#shared/kernel/event.ts';
import type { CaseAddress, CommitDraft } from './ports.ts';

/** SHA-256, in hex, of the commit's bytes; the bytes hold the hash of the commit before. */
export function hashOf(bytes: string): string {
  return hash('sha256', bytes);
}

function storedEvent(event: SealableEvent): StoredEvent {
  const { type, v, on, data, texts } = event;
  if (texts === undefined) return { type, v, on, data };
  const sealed = Object.keys(texts).sort();
  return sealed.length === 0 ? { type, v, on, data } : { type, v, on, data, sealed };
}

type Placed = Pick<CommitBody, 'recordedAt' | 'prev'> & { readonly seal: CommitBody['seal'] | null };

type Draft = Omit<CommitDraft, 'events'> & { readonly events: readonly SealableEvent[] };

/** A draft as it is recorded in its place. */
export function commitFrom(draft: Draft, { recordedAt, prev, seal }: Placed): Commit {
  const { at, version, number, actor, request, key } = draft;
  const { office, kind, stream } = at;
  const events = draft.events.map(storedEvent);
  const sealed = seal ? { ref: seal.ref, digest: seal.digest } : undefined;
  // in the order in which the fields are stored; what is undefined is left out
  const bytes = JSON.stringify({
    office,
    kind,
    stream,
    version,
    number,
    recordedAt,
    actor,
    request,
    key,
    seal: sealed,
    events,
    prev,
  });
  const placed = { office, kind, stream, version, number, recordedAt, actor, events, prev };
  const commit: Made = { ...placed, position: 0, hash: hashOf(bytes), bytes };
  if (request !== undefined) commit.request = request;
  if (key !== undefined) commit.key = key;
  if (sealed !== undefined) commit.seal = sealed;
  return commit;
}

type Made = { -readonly [Field in keyof Commit]: Commit[Field] };

export function addressOf({ office, kind, stream, number, version }: Commit): CaseAddress {
  return { office, kind, stream, number, version };
}

/** Reads a stored commit. Throws SyntaxError where the bytes are no commit: `verify` reports that as a broken chain. */
export function commitOf(position: number, bytes: string, hash: string): Commit {
  const body: CommitBody | null = JSON.parse(bytes);
  // somebody has put another JSON there
  if (!Array.isArray(body?.events)) throw new SyntaxError('these bytes are no commit');
  return Object.assign(body, { position, hash, bytes });
}
