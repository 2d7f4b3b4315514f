/**
 * The recorder of feeds: from messages of the queue to facts in the ledger. A record is a row of an import, so the same
 * one twice, late or after a grown one adds nothing; one that contradicts is for a person, with the reason.
 */
import { refusalText } from '#shared/glossary/refusals.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { choice } from '#shared/intake/parse-choices.ts';
import type { ParseOptions } from '#shared/intake/parse-row.ts';
import type { Actor } from '#shared/kernel/event.ts';
import type { Context, Row } from '#shared/kernel/kind.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { sameNumber } from '#shared/kernel/written.ts';
import type { RecordResult } from '#shared/ledger/execution.ts';
import { addedToLists, meetRows } from '#shared/ledger/hotline-lists.ts';
import { contextFor } from '#shared/ledger/prepare.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import type { Handled, Handler } from '#shared/store/consume.ts';
import type { Clock, EventLog } from '#shared/store/ports.ts';
import type { Received } from '#shared/store/queue.ts';
import { type FeedMessage, feedRow, readFeedMessage } from './feed-record.ts';

export const CONFLICT_WORDS = '与已登记的内容不一致';

export type FeedLedger = { readonly log: EventLog; readonly clock: Clock };
export type Known = { readonly options: ParseOptions; readonly context: Context };
type Work = {
  readonly index: number;
  readonly message: FeedMessage;
  readonly row: Row;
  readonly context: Context;
};

export function feedHandler(ledger: FeedLedger): Handler {
  return async (batch) => {
    const results: Handled[] = batch.map(() => 'done');
    const work = await sift(ledger, batch, results);
    if (work.length === 0) return results;
    await meetAll(ledger, work);
    const outcomes = await ledger.log.write(
      work.map(({ message, row, context }) =>
        rowJob(
          hotlineKind,
          {
            ...{ office: message.office, actor: actorOf(message), context },
            number: sameNumber(message.record.number ?? '', row.number),
          },
          row,
        ),
      ),
    );
    for (const [at, outcome] of outcomes.entries()) {
      if (!outcome.ok) throw outcome.error;
      results[work[at]?.index ?? 0] = handled(outcome.value);
    }
    return results;
  };
}

/** Messages that can be read, with the settings of their office; the others are rejected in `results`. */
async function sift(ledger: FeedLedger, batch: readonly Received[], results: Handled[]): Promise<Work[]> {
  const offices = new Map<string, Known>();
  const work: Work[] = [];
  for (const [index, { body }] of batch.entries()) {
    const message = readFeedMessage(body);
    if (message === null) {
      results[index] = { reject: '不是可以识别的记录' };
      continue;
    }
    const known = offices.get(message.office) ?? (await feedSettings(ledger, message.office));
    offices.set(message.office, known);
    const parsed = feedRow(message, known.options);
    if (parsed.ok) work.push({ index, message, row: parsed.row, context: known.context });
    else results[index] = { reject: `${parsed.field}（${parsed.code}）：${parsed.message}` };
  }
  return work;
}

export async function feedSettings({ log, clock }: FeedLedger, office: string): Promise<Known> {
  const today = dateOfInstant(clock.now());
  const [added, context] = await Promise.all([
    addedToLists(log, hotlineKind, office),
    contextFor(log, hotlineKind, { office, today }),
  ]);
  const choices = Object.entries(added).map(
    ([column, labels]) => [column, labels.map((label) => choice(label, label))] as const,
  );
  return { options: { today, added: Object.fromEntries(choices) }, context };
}

const actorOf = ({ feed }: FeedMessage): Actor => ({ user: feed, role: 'feed', via: 'feed' });

async function meetAll({ log }: FeedLedger, work: readonly Work[]): Promise<void> {
  for (const [office, some] of Map.groupBy(work, ({ message }) => message.office)) {
    const [first] = some;
    if (first === undefined) continue;
    const rows = some.map(({ row }) => row);
    await meetRows(log, hotlineKind, { office, actor: actorOf(first.message), rows, context: first.context });
  }
}

function handled(result: RecordResult): Handled {
  switch (result.outcome) {
    case 'recorded':
    case 'duplicate':
      return 'done';
    case 'conflict':
      return { reject: `${result.field}（conflict）：${CONFLICT_WORDS}` };
    case 'refused':
      // somebody else recorded the same case in this moment: the next try sees it
      if (result.refusal.code === 'staleVersion' || result.refusal.code === 'numberTaken')
        throw new Error(refusalText(result.refusal.code));
      return { reject: refusalText(result.refusal.code, result.refusal.facts) };
  }
}
