/**
 * Work that is done later than it arrives: records of feeds, reminders, shares of a recount, cases to be projected again,
 * the asking for a checkpoint, slices of long work by who carries them (`shared/jobs/ask-job.ts`). Delivery is at least
 * once, in any order; a message keeps its id through every delivery, so that a consumer recognises what it has done.
 */
export const JOB_TOPICS = ['job', 'signing', 'commands'] as const;
export type JobTopic = (typeof JOB_TOPICS)[number];
export const TOPICS = ['feed', 'reminder', 'proof', 'project', 'seal', ...JOB_TOPICS] as const;
export type Topic = (typeof TOPICS)[number];

/** `id` names the work, not the sending: the same record sent twice carries the same id. At most 256 KB of `body`. */
export type Message = { readonly id: string; readonly body: string };

/** A message on lease: nobody else receives it until the lease ends. `tries` counts deliveries, this one included. */
export type Received = Message & {
  readonly topic: Topic;
  readonly tries: number;
  readonly receipt: string;
  /** For which request it was sent. */
  readonly request?: string;
};

export interface Queue {
  /** Durable when the promise resolves. */
  send(topic: Topic, messages: readonly Message[]): Promise<void>;
  /** At most `limit` (1–10) messages that are due; one neither acknowledged nor postponed comes again after the lease. */
  receive(
    topic: Topic,
    on: { readonly limit: number; readonly leaseSeconds: number },
  ): Promise<readonly Received[]>;
  /** Done for good. A receipt whose lease has ended may be too late: the message may come once more. */
  acknowledge(received: readonly Received[]): Promise<void>;
  /** Comes again after `seconds`. */
  postpone(received: Received, seconds: number): Promise<void>;
  /** How many are kept, those on lease included; an estimate where the engine only estimates. */
  depth(topic: Topic): Promise<number>;
}
