/**
 * The stream of the ledger as Lambda hands it over. What cannot be read or projected is a dead letter at once; what
 * fails for want of the store is reported, comes again, and in the end lies at the failure destination.
 */
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Commit } from '#shared/kernel/event.ts';
import { commitOfImage } from '#shared/store/dynamodb/change-feed.ts';
import { caseAtKey } from '#shared/store/dynamodb/ledger-items.ts';
import { faultOf } from '#shared/store/faults.ts';
import { keyOf } from '#shared/store/views.ts';
import { say } from '#shared/telling/say.ts';
import { type Projecting, projectChanges, projectFailure } from '#shared/views/project-changes.ts';
import { called } from './called.ts';

type StreamConsumer = (event: DynamoDBStreamEvent, context?: Context) => Promise<DynamoDBBatchResponse>;
type Notice = { readonly commit: Commit; readonly sequence: string };

export function fromStream(house: Projecting): StreamConsumer {
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
    const waiting = new Set(later.map(({ at }) => keyOf(at)));
    const failed = notices.filter(({ commit }) => waiting.has(keyOf(commit)));
    return { batchItemFailures: failed.map(({ sequence }) => ({ itemIdentifier: sequence })) };
  });
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
