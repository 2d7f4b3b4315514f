/** What the functions are handed, whichever home they run in: the ports, wired by one of the two compositions. */
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { AuditLog } from './audit-log.ts';
import type { BlobStore } from './blobs.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Drafts } from './drafts.ts';
import type { Hatch } from './hatch.ts';
import type { Jobs } from './jobs.ts';
import type { Notary } from './notary.ts';
import type { Clock, EventLog } from './ports.ts';
import type { Queue } from './queue.ts';
import type { MalwareScanner } from './scanner.ts';
import type { Search } from './search-index.ts';
import type { Uploads } from './uploads.ts';
import type { Vault } from './vault.ts';
import type { Views } from './views.ts';

/** What a page stands on, in the order in which it is told of. */
export type Part =
  | 'ledger'
  | 'keys'
  | 'views'
  | 'accounts'
  | 'audit'
  | 'deadLetters'
  | 'order'
  | 'masterKey'
  | 'documents'
  | 'queue'
  | 'disk';
/** One small, uncached look, which rejects where the part is out of reach. */
export type Probe = { readonly part: Part; look(): Promise<unknown> };
export type Readiness = {
  readonly probes: readonly Probe[];
  /** What does not keep from work, and is to be seen to. */
  warning(): Promise<'figuresBehind' | 'littleRoom' | null>;
};

/** Where read models follow a feed: at `at` it had brought what was recorded up to `upTo`. */
export type Followed = { readonly at: Instant; readonly upTo: Instant };

export type House = {
  /** Null before anything came; absent where nothing follows a feed that a reader would not wait for. */
  readonly followed?: () => Promise<Followed | null>;
  readonly log: EventLog;
  /** Who read what, who came in, whose rights were changed (ADR 62). */
  readonly audit: AuditLog;
  readonly views: Views;
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;
  readonly drafts: Drafts;
  /** Long work and how far it is (ADR 69). */
  readonly jobs: Jobs;
  readonly blobs: BlobStore;
  readonly scanner: MalwareScanner;
  readonly uploads: Uploads;
  /** For what is too large for a request; absent where a request may be as large as any file. */
  readonly hatch?: Hatch;
  /** Seals what is of no case. */
  readonly vault: Vault;
  /** The index by which cases are found (ADR 51). */
  readonly search: Search;
  /** Signs what was recorded (ADR 60). */
  readonly notary: Notary;
  readonly clock: Clock;
  /** Beyond what its ports show by themselves; absent where there is no more. */
  readonly readiness?: Readiness;
  /** Brings the read models up to everything recorded before the call: for every read that must see a write. */
  catchUp(): Promise<void>;
  /** Projects what this process has recorded and nobody has projected yet; absent where every read catches up. */
  showWritten?(): Promise<void>;
  /** Catches up beside a long piece of recording until what it gives back is called; absent where others do so anyway. */
  catchUpMeanwhile?(): () => Promise<void>;
  /** Rebuilds the read models from the whole ledger while the old ones are read; ended anywhere, those stay in force. */
  rebuild(): Promise<void>;
  /** Projects what was recorded after `since` (null: everything) once more, for what the projector has left out. */
  replay(since: Instant | null): Promise<void>;
  close(): void;
};
