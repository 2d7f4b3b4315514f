/**
 * The stream of the ledger as Lambda hands it over. What cannot be read or projected is a dead letter at once; what
 * fails for want of the store is reported, comes again, and in the end lies at the failure destination.
 */
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Commit } from '#shared/kernel/event.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { commitOfImage } from '#shared/store/dynamodb/change-feed.ts';
import { caseAtKey } from '#shared/store/dynamodb/ledger-items.ts';
import { faultOf } from '#shared/store/faults.ts';
import type { Followed } from '#shared/store/house.ts';
import { keyOf } from '#shared/store/views.ts';
import { say } from '#shared/telling/say.ts';
import { type Projecting, projectChanges, projectFailure } from '#shared/views/project-changes.ts';
import { called } from './called.ts';

type StreamConsumer = (event: DynamoDBStreamEvent, context?: Context) => Promise<DynamoDBBatchResponse>;
type Following = Projecting & { readonly views: { noteFollowed?(note: Followed): Promise<void> } };
type Notice = { readonly commit: Commit; readonly sequence: string };

export function fromStream(house: Following): StreamConsumer {
  const noted = notingFollowed(house);
  return called(async ({ Records }) => {
    const notices: Notice[] = [];
    for (const record of Records) notices.push(...(await noticeOf(house, record)));
    const later = await projectChanges(
      house,
      notices.map(({ commit }) => commit),
    );
    const forbidden = later.find(({ error }) => faultOf(error) === 'deployment');
    // an error of the function itself, which an alarm counts: nothing here succeeds before somebody has mended it
    if (forbidden !== undefined) throw forbidden.error;
    sayProjected(Records);
    await noted(notices);
    const waiting = new Set(later.map(({ at }) => keyOf(at)));
    const failed = notices.filter(({ commit }) => waiting.has(keyOf(commit)));
    return { batchItemFailures: failed.map(({ sequence }) => ({ itemIdentifier: sequence })) };
  });
}

/** A page that says how far behind it is need not know it to the second. */
const BETWEEN_NOTES_MS = 5000;

/** What cannot be noted is no reason to bring anything again. */
function notingFollowed({ views }: Following): (notices: readonly Notice[]) => Promise<void> {
  let last = 0;
  return async (notices) => {
    const newest = notices
      .map(({ commit }) => commit.recordedAt)
      .sort()
      .at(-1);
    const now = Date.now();
    if (newest === undefined || now - last < BETWEEN_NOTES_MS) return;
    last = now;
    await views.noteFollowed?.({ at: instantOf(now), upTo: newest }).catch(() => undefined);
  };
}

/** For which requests, and how long after the first of them was recorded. */
function sayProjected(records: readonly DynamoDBRecord[]): void {
  const requests = new Set(records.flatMap(({ dynamodb }) => dynamodb?.NewImage?.request?.S ?? []));
  const seconds = records.flatMap(({ dynamodb }) => dynamodb?.ApproximateCreationDateTime ?? []);
  const delay = seconds.length === 0 ? undefined : Math.max(0, Date.now() - Math.min(...seconds) * 1000);
  say('projected', { notices: records.length, ProjectionDelay: delay, requests: [...requests] });
}

async function noticeOf(
  { log, deadLetters }: Projecting,
  { dynamodb }: DynamoDBRecord,
): Promise<readonly Notice[]> {
  const image = dynamodb?.NewImage ?? {};
  try {
    const commit = await commitOfImage(image, log);
    return commit === null ? [] : [{ commit, sequence: dynamodb?.SequenceNumber ?? '' }];
  } catch (error) {
    if (faultOf(error) !== 'data') throw error;
    await deadLetters.put(projectFailure(caseAtKey(image.pk?.S ?? ''), error));
    return [];
  }
}
