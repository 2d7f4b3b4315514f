/**
 * Which cases stand under which terms: keyed hashes of what people know of a case (ADR 51). Disposable like the read
 * models. Whoever asks opens what is found and sees for himself: a row too many does no harm.
 */
import type { CaseKind, Commit, StreamKey } from '#shared/kernel/event.ts';
import type { Known } from '#shared/kernel/known.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';

/**
 * `terms` are all of one office and kind; `version` is that of the history they were taken from. `open`: those of each
 * thing that stands in the clear elsewhere (its number, its department) and names nobody.
 */
export type IndexedCase = {
  readonly at: StreamKey;
  readonly version: number;
  /** By which newest comes first: the day of its first event. */
  readonly day: PlainDate;
  readonly terms: readonly string[];
  readonly open?: readonly (readonly string[])[];
};

/** What is known of a case, with its number, the version of the history it was taken from, and the day of its first event. */
export type KnownCase = Known & Pick<IndexedCase, 'version' | 'day'> & { readonly number: string };

/** Of cases that are some, what stands of them. `read`: what was read of them already, or is known, by `keyOf`. */
export type Indexer = (
  cases: readonly StreamKey[],
  read?: ReadonlyMap<string, readonly Commit[] | KnownCase>,
) => Promise<readonly IndexedCase[]>;

/** A case as a rebuild has read it, to the version that it has come to; `known` where nothing of it is sealed. */
export type ToldCase = {
  readonly at: StreamKey;
  readonly version: number;
  /** Whether nothing was told of it before. */
  readonly begins: boolean;
  readonly known?: KnownCase;
};
/** Some commits on: the cases they touch, each once in the order of the log, and of them those that say who was erased. */
export type ToldBatch = {
  readonly cases: readonly ToldCase[];
  readonly personal: readonly Commit[];
  readonly place: Place;
};

/** `place`: where to go on behind it. */
export type Candidate = { readonly at: StreamKey; readonly place: string };
/** Cases under all of the terms. `after`: a place; at most `limit` of them. */
export type Wanted = {
  readonly office: string;
  readonly kind: CaseKind;
  readonly terms: readonly string[];
  readonly after: string | null;
  readonly limit: number;
};
/** `next`: where to go on; null where there are no more. There may be fewer than asked for before that. */
export type Candidates = { readonly items: readonly Candidate[]; readonly next: string | null };

export interface SearchIndex {
  /** Each case as it is known now: rows of terms it has no more go. An older version changes nothing. */
  enter(cases: readonly IndexedCase[]): Promise<void>;
  /** Removes every row of a case: with its key nothing of its texts may be found by. */
  forget(at: StreamKey): Promise<void>;
  /** Newest first; throws UnknownPlace for a place it never gave. */
  find(wanted: Wanted): Promise<Candidates>;
}

/** Of an ordered log, and what it says there. */
type Place = { readonly position: number; readonly anchor: string };

/** An index that follows an ordered log by itself. */
export interface FollowingIndex extends SearchIndex {
  position(): Promise<number>;
  anchor(): Promise<string | null>;
  /** The version a case is held in; 0 where it is not. */
  held(at: StreamKey): number;
  /** Cases, those that were erased since, and the place in the log they bring it to, as one write. */
  advance(cases: readonly IndexedCase[], place: Place, erased?: readonly StreamKey[]): Promise<void>;
  close(): void;
}

/** An index of an ordered log that is filled from its first commit on, by nobody else, before it takes another's place. */
export interface SearchDraft {
  /** Cases that it does not hold, in the order in which they came. */
  begin(cases: readonly IndexedCase[]): void;
  /** Cases that it holds, as they are known now. */
  renew(cases: readonly IndexedCase[]): void;
  /** Whatever was entered of them before. */
  forget(cases: readonly StreamKey[]): void;
  held: FollowingIndex['held'];
  /** All of it, as one write: it stands for the log up to that place. */
  takeOver(place: Place | null): Promise<void>;
  /** Whatever became of it. */
  discard(): void;
}

/** As the functions are handed it. */
export type Search = {
  readonly index: SearchIndex;
  /** The key of its hashes. */
  key(): Promise<Buffer>;
  /** Takes up what was recorded; gives back how many commits are still ahead, because there were too many at once. */
  follow(): Promise<number>;
};
