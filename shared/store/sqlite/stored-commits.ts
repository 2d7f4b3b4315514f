/** Reading the log case by case: all of it, a share, or the cases of some offices and kinds. */
import { setImmediate } from 'node:timers/promises';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { commitOf, hashOf } from '../commit-bytes.ts';
import type { EventLog, Share, Slice, StoredCommit, Within } from '../ports.ts';
import { sliceOf } from '../slices.ts';
import type { Statements } from './statements.ts';

const PAGE = 2000;
/** Of a page that somebody waits for beside others: it is read and understood without a pause. */
const PAGE_OF_CHANGED = 400;
const SORTED_TOGETHER = 5000;
const ALL: Share = { part: 0, of: 1 };

export function wholeReader(sql: Statements): Pick<EventLog, 'scan' | 'stored' | 'offices' | 'slice'> {
  return {
    scan: (share, within) => scan(sql, share, within),
    stored: (share, within) => storedCommits(sql, share, within),
    offices: async () => [...new Set(groupsOf(sql, {}).map(({ office }) => office))],
    slice: (after, limit, share) => sliceBehind(sql, { after, limit, ...(share && { share }) }),
  };
}

async function* scan(sql: Statements, share?: Share, within?: Within): AsyncGenerator<readonly Commit[]> {
  for await (const page of storedCommits(sql, share, within))
    yield page.map(({ position, bytes, hash }) => commitOf(position, bytes, hash));
}

/** By the key of the case and its version: whole cases come together, whatever came between. */
async function* storedCommits(
  sql: Statements,
  { part, of } = ALL,
  within: Within = {},
): AsyncGenerator<readonly StoredCommit[]> {
  for await (const page of pagesOf(sql, within))
    yield of === 1 ? page : page.filter((commit) => shareOf(commit, of) === part);
}

function pagesOf(sql: Statements, within: Within): Iterable<StoredCommit[]> | AsyncIterable<StoredCommit[]> {
  if (within.changedAfter !== undefined) return changedCases(sql, within, within.changedAfter);
  return within.offices === undefined && within.kinds === undefined ? everything(sql) : groups(sql, within);
}

/** Behind every version of the case at which the slice before ended. */
function sliceBehind(
  sql: Statements,
  { after, limit, share: { part, of } = ALL }: SliceAsked,
): Promise<Slice> {
  const from: StreamKey | null = after === null ? null : JSON.parse(after);
  const pages = everything(sql, from === null ? undefined : { ...from, version: Number.MAX_SAFE_INTEGER });
  const own = function* (): Generator<StoredCommit[]> {
    for (const page of pages) yield of === 1 ? page : page.filter((commit) => shareOf(commit, of) === part);
  };
  return sliceOf(own(), limit, ({ office, kind, stream }) => JSON.stringify({ office, kind, stream }));
}

type SliceAsked = { readonly after: string | null; readonly limit: number; readonly share?: Share };
type Behind = Pick<StoredCommit, 'office' | 'kind' | 'stream' | 'version'>;

function* everything(sql: Statements, behind?: Behind): Generator<StoredCommit[]> {
  for (let last = behind; ; ) {
    const page = sql.afterKey(last, PAGE);
    yield page;
    if (page.length < PAGE) return;
    last = page.at(-1);
  }
}

function* groups(sql: Statements, within: Within): Generator<StoredCommit[]> {
  for (const group of groupsOf(sql, within))
    for (let after = { ...group, stream: '', version: 0 }; ; ) {
      const page = sql.groupAfter(after, PAGE);
      yield page;
      const last = page.at(-1);
      if (page.length < PAGE || last === undefined) break;
      after = last;
    }
}

type Group = Pick<StreamKey, 'office' | 'kind'>;

function groupsOf(sql: Statements, { offices, kinds }: Within): readonly Group[] {
  if (offices !== undefined && kinds !== undefined)
    return [...offices].sort().flatMap((office) => [...kinds].sort().map((kind) => ({ office, kind })));
  const found: Group[] = [];
  for (let next = sql.nextGroup({ office: '', kind: '' }); next !== undefined; next = sql.nextGroup(next))
    if (isWithin(next, { ...(offices && { offices }), ...(kinds && { kinds }) })) found.push(next);
  return found;
}

async function* changedCases(
  sql: Statements,
  within: Within,
  instant: NonNullable<Within['changedAfter']>,
): AsyncGenerator<StoredCommit[]> {
  let page: StoredCommit[] = [];
  for (const at of await changedSince(sql, sql.positionAt(instant))) {
    if (!isWithin(at, within)) continue;
    page.push(...sql.wholeCase(at));
    if (page.length < PAGE_OF_CHANGED) continue;
    yield page;
    page = [];
    await setImmediate();
  }
  yield page;
}

/** Each once, some thousands at a time in the order of their keys. Others have their turn: it may be most of the ledger. */
async function changedSince(sql: Statements, from: number): Promise<readonly StreamKey[]> {
  const found = new Map<string, StreamKey>();
  for (let position = from; ; ) {
    const some = sql.changedBehind(position, PAGE_OF_CHANGED);
    for (const { office, kind, stream } of some)
      found.set([office, kind, stream].join('\0'), { office, kind, stream });
    if (some.length < PAGE_OF_CHANGED) break;
    position = some.at(-1)?.position ?? position;
    await setImmediate();
  }
  const keys = [...found.keys()];
  const ordered: StreamKey[] = [];
  for (let start = 0; start < keys.length; start += SORTED_TOGETHER) {
    for (const key of keys.slice(start, start + SORTED_TOGETHER).sort()) {
      const at = found.get(key);
      if (at !== undefined) ordered.push(at);
    }
    await setImmediate();
  }
  return ordered;
}

function isWithin({ office, kind }: Pick<StreamKey, 'office' | 'kind'>, { offices, kinds }: Within): boolean {
  return (offices?.has(office) ?? true) && (kinds?.has(kind) ?? true);
}

/** Which share a case falls into: the same for all its commits. */
export function shareOf({ office, kind, stream }: StreamKey, of: number): number {
  return Number.parseInt(hashOf(`${office}#${kind}#${stream}`).slice(0, 8), 16) % of;
}
