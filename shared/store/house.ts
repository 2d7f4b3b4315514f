/** What the functions are handed, whichever home they run in: the ports, wired by one of the two compositions. */
import type { BlobStore } from './blobs.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Clock, EventLog } from './ports.ts';
import type { Queue } from './queue.ts';
import type { Views } from './views.ts';

export type House = {
  readonly log: EventLog;
  readonly views: Views;
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  /** Brings the read models up to everything recorded before the call: for every read that must see a write. */
  catchUp(): Promise<void>;
  /** Catches up beside a long piece of recording until what it gives back is called; absent where others do so anyway. */
  catchUpMeanwhile?(): () => Promise<void>;
  /** Fills the read models anew while the old ones are read; absent where the engine has them emptied first. */
  rebuild?(): Promise<void>;
  close(): void;
};
