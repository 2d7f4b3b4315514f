/**
 * From notices of the change feed to the read models. A case that cannot be projected goes to the dead letters with its
 * reason and holds up no other; what fails for want of the store is for a later try.
 */
import { CASE_KINDS, type Commit, type StreamKey } from '#shared/kernel/event.ts';
import { jsonObject } from '#shared/kernel/parse-json.ts';
import type { Handled, Handler } from '#shared/store/consume.ts';
import type { Failure } from '#shared/store/dead-letters.ts';
import { faultOf } from '#shared/store/faults.ts';
import type { House } from '#shared/store/house.ts';
import type { Message } from '#shared/store/queue.ts';
import type { Indexer } from '#shared/store/search-index.ts';
import { type FilledViews, keyOf } from '#shared/store/views.ts';
import { recountedDates } from './catch-up.ts';
import { viewsOf } from './views-of.ts';

export type Projecting = Pick<House, 'log' | 'deadLetters'> & {
  readonly views: FilledViews;
  /** What stands of cases in the index, where it is filled with the views. */
  readonly indexed?: Indexer;
  /** Told of every commit, for who keeps an order of them. */
  readonly noted?: (commits: readonly Commit[]) => Promise<void>;
};
type Later = { readonly at: StreamKey; readonly error: unknown };

/** Notices may come twice, late, shuffled or with gaps. Gives back the cases that must come again, and why. */
export async function projectChanges(
  house: Projecting,
  commits: readonly Commit[],
): Promise<readonly Later[]> {
  try {
    await house.noted?.(commits);
  } catch (error) {
    return commits.map((commit) => ({ at: caseOf(commit), error }));
  }
  const later: Later[] = [];
  for (const { at, error } of await tried(house, commits)) {
    if (faultOf(error) !== 'data') later.push({ at, error });
    else await house.deadLetters.put(projectFailure(at, error));
  }
  return later;
}

/** The same where nobody is there for whom they could wait. Throws while the store is out of reach. */
export async function projectEach(house: Projecting, commits: readonly Commit[]): Promise<void> {
  const later = await projectChanges(house, commits);
  if (later.length > 0) throw new Error(`统计暂时不能更新 (${later.length} cases wait for the store)`);
}

/** The dead letter of a case that cannot be projected. */
export function projectFailure(at: StreamKey, error: unknown): Failure {
  return { ...projectMessageParts(at), reason: reasonOf(error), tries: 1 };
}

/** All at once; where one of them is at fault, case by case, so that only the guilty one fails. */
async function tried(house: Projecting, commits: readonly Commit[]): Promise<readonly Later[]> {
  try {
    await apply(house, commits);
    return [];
  } catch (error) {
    const byCase = [...Map.groupBy(commits, keyOf).values()];
    if (byCase.length === 1 || faultOf(error) !== 'data')
      return byCase.flatMap(([first]) => (first === undefined ? [] : [{ at: caseOf(first), error }]));
    const failed: Later[] = [];
    for (const some of byCase) failed.push(...(await tried(house, some)));
    return failed;
  }
}

async function apply({ log, views, indexed }: Projecting, commits: readonly Commit[]): Promise<void> {
  if (commits.length === 0) return;
  const recounted = await recountedDates({ log, views }, commits);
  const { cases, histories, ...rest } = await viewsOf(log, commits);
  const touched = [...histories.values()].flatMap(([first]) => (first === undefined ? [] : [caseOf(first)]));
  const found = await indexed?.(touched, histories);
  await views.apply({ cases: [...cases, ...recounted.cases], ...rest, ...(found && { indexed: found }) });
}

const caseOf = ({ office, kind, stream }: StreamKey): StreamKey => ({ office, kind, stream });
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function projectMessageParts(at: StreamKey) {
  return { topic: 'project' as const, message: keyOf(at), body: JSON.stringify(caseOf(at)) };
}

/** Asks for a case to be projected again from its whole history. */
export function projectMessage(at: StreamKey): Message {
  const { message: id, body } = projectMessageParts(at);
  return { id, body };
}

/** What is asked for through the queue: a dead letter sent again. */
export function projectHandler(house: Projecting): Handler {
  return async (batch) => {
    const results: Handled[] = [];
    for (const { body } of batch) results.push(await projectAnew(house, body));
    return results;
  };
}

async function projectAnew(house: Projecting, body: string): Promise<Handled> {
  const at = readCase(body);
  const commits = at === null ? [] : await house.log.history(at);
  if (at === null || commits.length === 0) return { reject: '没有这样的事项' };
  const [failed] = await tried(house, commits);
  if (failed === undefined) return 'done';
  if (faultOf(failed.error) !== 'data') throw failed.error;
  return { reject: reasonOf(failed.error) };
}

function readCase(body: string): StreamKey | null {
  const { office, kind, stream } = jsonObject(body) ?? {};
  const known = CASE_KINDS.find((one) => one === kind);
  const isWhole = typeof office === 'string' && typeof stream === 'string' && known !== undefined;
  return isWhole ? { office, kind: known, stream } : null;
}
