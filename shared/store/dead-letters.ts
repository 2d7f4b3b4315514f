/** Messages that nobody could carry out, with the reason, until a person mends and sends them again or lays them aside. */

import { epochOf, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import { say } from '#shared/telling/say.ts';
import type { Topic } from './queue.ts';
import type { Page, PageRequest } from './views.ts';

/** `message` is the id of the message in its topic. */
export type Failure = {
  readonly topic: Topic;
  readonly message: string;
  readonly body: string;
  readonly reason: string;
  readonly tries: number;
};

/**
 * One earlier round of a letter: what failed and why, who sent it again or laid it aside, and when. `sent`: the mended
 * body, where it was not sent as it was; `dropped`: why it was laid aside.
 */
type Round = {
  readonly body: string;
  readonly reason: string;
  readonly failedAt: Instant;
  readonly sentBy: string;
  readonly sentAt: Instant;
  readonly sent?: string;
  readonly dropped?: string;
};

/** `sent`: on its way again; `dropped`: laid aside. Either reopens if the message fails again. */
export const LETTER_STATES = ['open', 'sent', 'dropped'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export type DeadLetter = Failure & {
  readonly id: string;
  readonly failedAt: Instant;
  readonly state: LetterState;
  readonly rounds: readonly Round[];
};

/** Sent again with `body`, or laid aside because `dropped` says so. */
type Sending = { readonly by: string } & ({ readonly body: string } | { readonly dropped: string });

export interface DeadLetters {
  /** A message that failed for good. The same message again reopens its letter and keeps its rounds. */
  put(failure: Failure): Promise<void>;
  /** Letters of one state (`open` where none is named), the longest failed first. */
  list(page: PageRequest & { readonly state?: LetterState }): Promise<Page<DeadLetter>>;
  get(id: string): Promise<DeadLetter | null>;
  /**
   * Notes what became of an open letter as it was seen; false when it is not open any more. One that has failed once
   * more since it was seen keeps the round and stays open.
   */
  note(seen: DeadLetter, sending: Sending): Promise<boolean>;
  remove(id: string): Promise<void>;
}

const AGAIN = /~\d+$/;

/** A mended record travels beside the one that a platform may have sent once more; its letter is the same. */
export const messageAgain = ({ message, rounds }: DeadLetter): string => `${message}~${rounds.length + 1}`;

export const letterIdOf = ({ topic, message }: Pick<Failure, 'topic' | 'message'>): string =>
  `${topic}:${firstMessage({ topic, message })}`;

function firstMessage({ topic, message }: Pick<Failure, 'topic' | 'message'>): string {
  return topic === 'feed' ? message.replace(AGAIN, '') : message;
}

/** The letter after a failure: `known` is what was kept of the same message. No two failures of one are of one instant. */
export function failedLetter(known: DeadLetter | null, failure: Failure, now: Instant): DeadLetter {
  const failedAt = known === null || known.failedAt < now ? now : instantOf(epochOf(known.failedAt) + 1);
  const message = firstMessage(failure);
  const rounds = known?.rounds ?? [];
  return { ...failure, message, id: letterIdOf(failure), failedAt, state: 'open', rounds };
}

/** The letter after a person has dealt with it as it was `seen`; null when it is not open. */
export function notedLetter(
  known: DeadLetter | null,
  { seen, sending }: { readonly seen: DeadLetter; readonly sending: Sending },
  sentAt: Instant,
): DeadLetter | null {
  if (known?.state !== 'open') return null;
  const { body, reason, failedAt } = seen;
  const mended = 'body' in sending && sending.body !== body ? { sent: sending.body } : {};
  const dropped = 'dropped' in sending ? { dropped: sending.dropped } : {};
  const round = { body, reason, failedAt, sentBy: sending.by, sentAt, ...mended, ...dropped };
  const rounds = [...known.rounds, round];
  // it was sent, and was back sooner than this was noted
  if (known.failedAt !== failedAt) return { ...known, rounds };
  return 'body' in sending
    ? { ...known, body: sending.body, state: 'sent', rounds }
    : { ...known, state: 'dropped', rounds };
}

/** Told of as they come: an alarm listens for the line. The reason stays where only those who may read it look: it can quote a record. */
export function saidLetters(letters: DeadLetters): DeadLetters {
  return {
    ...letters,
    put: async (failure) => {
      await letters.put(failure);
      say('deadLetter', { topic: failure.topic });
    },
  };
}
