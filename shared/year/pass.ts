/**
 * The nightly pass over a ledger that no function could read within its time (ADR 68): a message a slice, each going on
 * where the one before has noted it ended. First everything is counted up to one cut-off, whichever office it is of,
 * and its entries listed; then seals, and office by office the live tables as of the same cut-off, are held against it;
 * where they differ one more reading says which cases are behind it.
 */
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { DynamoAuditLog } from '#shared/store/dynamodb/audit-log.ts';
import type { DynamoViews } from '#shared/store/dynamodb/views.ts';
import type { House } from '#shared/store/house.ts';
import type { Message } from '#shared/store/queue.ts';
import type { Aggregation } from './aggregation.ts';
import { PassNotes, type SlicedStep } from './pass-notes.ts';

export type PassHouse = House & { readonly views: DynamoViews; readonly audit: DynamoAuditLog };

/** `after` and `part`: where a slice begins; `from`: behind which office an office's step goes on. */
export type Task = {
  readonly pass: string;
  /** What was recorded later is left out on both sides. */
  readonly cut: Instant;
  readonly step: SlicedStep | 'seals' | 'judge' | 'conclude';
  readonly part?: number;
  readonly after?: string | null;
  readonly from?: string;
};

/** The ledger and the traces are each read in so many parts side by side. */
export const PARTS = 8;

export type Pass = {
  readonly house: PassHouse;
  readonly task: Task;
  readonly notes: PassNotes;
  /** When the step has to come to an end (`performance.now()`): what is left is another message. */
  readonly end: number;
  /** Commits read at once. */
  readonly limit: number;
  readonly onDrift: (aggregation: Aggregation) => void;
};

export function notesOf({ blobs }: Pick<House, 'blobs'>, { pass }: Task): PassNotes {
  return new PassNotes(blobs, pass, PARTS);
}

export async function ask(
  { queue }: Pick<House, 'queue'>,
  { pass, cut }: Pick<Task, 'pass' | 'cut'>,
  steps: readonly Omit<Task, 'pass' | 'cut'>[],
): Promise<void> {
  const messages = steps.map((step): Message => {
    const body = JSON.stringify({ pass, cut, ...step });
    return { id: body, body };
  });
  await queue.send('proof', messages);
}

export const partsOf = (step: SlicedStep) =>
  Array.from({ length: PARTS }, (_, part) => ({ step, part, after: null }));
