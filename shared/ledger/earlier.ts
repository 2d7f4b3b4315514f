/** Whether a command was carried out before: the same key again is a duplicate, unless it comes with something else. */
import { formerNumber } from '#shared/kernel/written.ts';
import type { CaseAddress, LogReader } from '#shared/store/ports.ts';
import type { RecordResult, Request } from './execution.ts';

/** What a commit holds as its request, where it holds the content that came with the key. */
const DIGEST = /^[0-9a-f]{64}$/;
/** Files once gave their keys as they stand; those of people, programs and letters were never theirs. */
const BY_FILE: readonly string[] = ['import', 'cli', 'api'];

/** Null when it was not. */
export async function earlierOf(reader: LogReader, request: Request): Promise<RecordResult | null> {
  const { office, key, formerKey, content } = request;
  if (key === undefined) return null;
  const same = await reader.commitOfKey(office, key);
  if (same !== null) {
    const { request: then = '' } = await commitAt(reader, same);
    const isOther = content !== undefined && DIGEST.test(then) && then !== content;
    return isOther ? reused() : duplicate(same);
  }
  const former = formerKey === undefined ? null : await reader.commitOfKey(office, formerKey);
  if (former === null || !BY_FILE.includes((await commitAt(reader, former)).via)) return null;
  const named = request.fields.case ?? request.fields.number;
  const isSame = named === undefined || formerNumber(String(named)) === former.number;
  return isSame ? duplicate(former) : reused();
}

async function commitAt(reader: LogReader, at: CaseAddress) {
  const commit = (await reader.history(at))[at.version - 1];
  return { request: commit?.request, via: commit?.actor.via ?? '' };
}

function duplicate({ number, version }: CaseAddress): RecordResult {
  return { outcome: 'duplicate', number, version };
}

function reused(): RecordResult {
  return { outcome: 'refused', refusal: { code: 'keyReused', article: '', facts: { field: 'key' } } };
}
