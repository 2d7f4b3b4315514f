/**
 * The port of the audit stream (ADR 62): who read what, who came in, whose rights were changed. Entries are commits of
 * the ledger's own form, chained by hash, in a store of their own; nothing changes or removes one.
 */
import type { AuditWhat } from '#shared/glossary/audit.ts';
import type {
  CaseKind,
  Commit,
  CommitBody,
  EventData,
  SealableEvent,
  StoredEvent,
  StreamKey,
  Via,
} from '#shared/kernel/event.ts';
import { dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import { commitFrom } from './commit-bytes.ts';
import type { OpenedSeal, Share, StoredCommit } from './ports.ts';
import { type SealedRecord, sealTexts } from './seal.ts';

/** A case, or what else is known by a name: `account` with the name of a person, `token` with its id. */
export type AuditSubject = {
  readonly kind: CaseKind | 'account' | 'token' | 'key' | 'case';
  readonly number: string;
};

/** Free and personal: sealed, as texts of cases are. `name`: a name tried at the door, which may be a password. */
type AuditTexts = Readonly<Partial<Record<'words' | 'reason' | 'name', string>>>;

export type AuditEntry = {
  readonly office: string;
  /** An account, the user of a token, or the user of the operating system; '' before anybody is known. */
  readonly who: string;
  /** '' where none is known. */
  readonly role: string;
  readonly via: Via;
  /** The address a request came from. */
  readonly from?: string | undefined;
  /** The public name of a session, never its secret. */
  readonly session?: string | undefined;
  readonly what: AuditWhat;
  readonly on?: AuditSubject | undefined;
  /** Facts without names and free text: which page, which format, which role. */
  readonly details?: EventData | undefined;
  readonly texts?: AuditTexts | undefined;
};

/** An entry as it stands; `id` names it for good. */
export type AuditLine = Omit<AuditEntry, 'what' | 'texts'> & {
  readonly id: string;
  readonly at: Instant;
  readonly what: string;
  readonly commit: StoredCommit;
};

export type AuditAsked = {
  readonly office: string;
  readonly who?: string | undefined;
  readonly on?: AuditSubject | undefined;
  readonly what?: AuditWhat | undefined;
  /** Only what changes who may do what: `RIGHT_ACTS`. */
  readonly rights?: boolean | undefined;
  readonly from?: string | undefined;
  /** Both included. */
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
};

type Page = { readonly items: readonly AuditLine[]; readonly next: string | null };
export type AuditSlice = { readonly stored: readonly StoredCommit[]; readonly after: string | null };

export interface AuditLog {
  /** Durable within a second. Throws AuditUnwritable: what was to be read is then not given out. */
  append(entry: AuditEntry): Promise<void>;
  /** The newest first. `after` is the `next` of the page before; throws UnknownPlace for another text. */
  page(asked: AuditAsked, page: { readonly after: string | null; readonly limit: number }): Promise<Page>;
  /** The sealed texts of one. */
  textsOf(line: Pick<AuditLine, 'commit'>): Promise<OpenedSeal>;
  /** Entries that are gone and that the engine itself has counted or written down, by name; some thousands at most. */
  losses(): Promise<readonly string[]>;
  /** Everything as stored, chain by chain, each in its order. */
  stored(): AsyncIterable<readonly StoredCommit[]>;
  /**
   * About `limit` entries of a share behind a place (null: from the beginning), in any order; a place of null is the end.
   * Absent where the engine keeps all in one order.
   */
  slice?(after: string | null, limit: number, share: Share): Promise<AuditSlice>;
  close(): void;
}

/** Reading is refused where its entry cannot be written. */
export class AuditUnwritable extends Error {}

/** The office's key for what is sealed in its stream. */
export const auditKeyAt = (office: string): StreamKey => ({ office, kind: 'audit', stream: 'texts' });

type Placed = Pick<AuditEntry, 'on' | 'from' | 'session' | 'details'>;

export type AuditPlace = {
  readonly stream: string;
  readonly version: number;
  readonly prev: string;
  readonly recordedAt: Instant;
};

/** An entry as the commit of its place, and its sealed texts where it has any. */
export function auditCommit(
  entry: AuditEntry,
  { stream, version, prev, recordedAt }: AuditPlace,
  key: () => Buffer,
): { readonly commit: Commit; readonly seal: SealedRecord | null } {
  const { office, who, role, via, what, on, from, session, details, texts } = entry;
  const data = { ...(on && { on }), ...(from && { from }), ...(session && { session }) };
  const event: SealableEvent = {
    ...{ type: what, v: 1, on: dateOfInstant(recordedAt) },
    data: { ...data, ...(details && { details }) },
    ...(texts && { texts }),
  };
  const at = { office, kind: 'audit', stream } as const;
  const draft = { at, number: stream, version, actor: { user: who, role, via }, events: [event] };
  const seal = sealTexts(key, draft.events);
  return { commit: commitFrom(draft, { recordedAt, prev, seal }), seal };
}

/** A stored entry as a line. Throws SyntaxError where the bytes are no JSON. */
export function auditLineOf(commit: StoredCommit): AuditLine {
  const body: CommitBody = JSON.parse(commit.bytes);
  const { office, actor, recordedAt, stream, version } = body;
  const event = body.events[0] as (StoredEvent & { readonly data: Placed }) | undefined;
  const { on, from, session, details } = event?.data ?? {};
  return {
    ...{ id: `${stream}.${version}`, at: recordedAt, office, commit },
    ...{ who: actor.user, role: actor.role, via: actor.via, what: event?.type ?? '' },
    ...{ ...(on && { on }), ...(from && { from }), ...(session && { session }), ...(details && { details }) },
  };
}
