/** Messages that nobody could carry out, with the reason, until a person mends and sends them again or drops them. */
import type { Instant } from '../kernel/plain-date.ts';
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

/** One earlier round of a letter: what failed and why, and who sent it again, as it was or mended. */
export type Round = {
  readonly body: string;
  readonly reason: string;
  readonly failedAt: Instant;
  readonly sentBy: string;
  readonly sentAt: Instant;
};

export type DeadLetter = Failure & {
  readonly id: string;
  readonly failedAt: Instant;
  /** `sent`: on its way again; it opens anew if it fails again. */
  readonly state: 'open' | 'sent';
  readonly rounds: readonly Round[];
};

export interface DeadLetters {
  /** A message that failed for good. The same message again opens its letter anew and keeps its rounds. */
  put(failure: Failure): Promise<void>;
  /** Open letters, the longest failed first. */
  list(page: PageRequest): Promise<Page<DeadLetter>>;
  get(id: string): Promise<DeadLetter | null>;
  /** Notes that the letter goes out again with `body`; false when it is not open. */
  noteSent(id: string, again: { readonly body: string; readonly by: string }): Promise<boolean>;
  remove(id: string): Promise<void>;
}

export const letterIdOf = ({ topic, message }: Pick<Failure, 'topic' | 'message'>): string =>
  `${topic}:${message}`;

/** The letter after a failure: `known` is what was kept of the same message. */
export function failedLetter(known: DeadLetter | null, failure: Failure, failedAt: Instant): DeadLetter {
  return { ...failure, id: letterIdOf(failure), failedAt, state: 'open', rounds: known?.rounds ?? [] };
}

/** The letter on its way again: the body it failed with goes into its rounds. */
export function sentLetter(
  letter: DeadLetter,
  { body, by }: { readonly body: string; readonly by: string },
  sentAt: Instant,
): DeadLetter {
  const round = {
    body: letter.body,
    reason: letter.reason,
    failedAt: letter.failedAt,
    sentBy: by,
    sentAt,
  };
  return { ...letter, body, state: 'sent', rounds: [...letter.rounds, round] };
}
