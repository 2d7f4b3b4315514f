/** Every commit of the ledger, page by page, in as many segments as the recount is fanned out over. */
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { commitOf } from '../commit-bytes.ts';
import type { Share, Slice, StoredCommit, Within } from '../ports.ts';
import { sliceOf } from '../slices.ts';
import {
  caseAtKey,
  caseKeyOf,
  commitKeyOf,
  type ItemKey,
  isCommitKey,
  versionOfKey,
} from './ledger-items.ts';
import { commitWithSeal, type Ledger, partsOf } from './ledger-reader.ts';
import type { Stored } from './rows.ts';
import type { FillPlace } from './views-generations.ts';

const ALL: Share = { part: 0, of: 1 };

type CommitsPage = {
  readonly commits: readonly Commit[];
  /** Behind which key the next page begins; `end` behind the last. */
  readonly place: FillPlace;
};
type ItemsPage = Omit<CommitsPage, 'commits'> & { readonly items: readonly Stored[] };
type StoredPage = Omit<CommitsPage, 'commits'> & { readonly stored: readonly StoredCommit[] };

/** By where it stands, whatever its bytes say. */
function storedOf({ pk, sk, body, hash }: Stored): StoredCommit {
  const at = caseAtKey(String(pk));
  return { ...at, version: versionOfKey(String(sk)), position: 0, bytes: String(body), hash: String(hash) };
}

/** Items: some hundreds of commits, so that whoever is ended between two places begins little anew. */
const FILLED_AT_ONCE = 500;

/** The pages of a share behind a place, as they come, with their sealed texts: a case may be split between two. */
export async function* pagesOf(
  ledger: Pick<Ledger, 'client' | 'table'>,
  share: Share,
  after: FillPlace | null,
): AsyncGenerator<CommitsPage> {
  for await (const { items, place } of itemPages(ledger, share, {
    after,
    seals: true,
    pageSize: FILLED_AT_ONCE,
  }))
    yield { commits: items.map(commitWithSeal), place };
}

async function* storedPages(
  ledger: Pick<Ledger, 'client' | 'table'>,
  share: Share,
  from: From,
): AsyncGenerator<StoredPage> {
  for await (const { items, place } of itemPages(ledger, share, from))
    yield { stored: items.map(storedOf), place };
}

async function* itemPages(
  { client, table }: Pick<Ledger, 'client' | 'table'>,
  { part, of }: Share,
  { after, pageSize, seals = false }: From,
): AsyncGenerator<ItemsPage> {
  const query = {
    TableName: table,
    ConsistentRead: true,
    Segment: part,
    TotalSegments: of,
    FilterExpression: 'attribute_exists(body)',
    ProjectionExpression: `pk, sk, body, #hash${seals ? ', seal' : ''}`,
    ExpressionAttributeNames: { '#hash': 'hash' },
  };
  const from = after === null || after === 'end' ? {} : { startingToken: after };
  const paging = { client, ...from, ...(pageSize && { pageSize }) };
  for await (const { Items = [], LastEvaluatedKey } of paginateScan(paging, query))
    yield {
      items: Items.filter(({ sk }) => isCommitKey(sk)),
      place: LastEvaluatedKey ?? 'end',
    };
}

type From = { readonly after: FillPlace | null; readonly pageSize?: number; readonly seals?: boolean };
type SliceAsked = { readonly after: string | null; readonly limit: number; readonly share?: Share };

/**
 * A scan goes by the hash of the first key and then by the second: the items of a case lie together. The place is the
 * last item given; what its case has got since is passed over, so that no case comes twice.
 */
export function sliceBehind(ledger: Ledger, { after, limit, share = ALL }: SliceAsked): Promise<Slice> {
  const from: ItemKey | null = after === null ? null : JSON.parse(after);
  const fresh = async function* (): AsyncGenerator<readonly StoredCommit[]> {
    // beside each commit may stand the parts of its seal, its number and its key
    for await (const { stored } of storedPages(ledger, share, { after: from, pageSize: limit * 3 }))
      yield stored.filter((commit) => caseKeyOf(commit) !== from?.pk);
  };
  return sliceOf(fresh(), limit, (last) => JSON.stringify(commitKeyOf(last, last.version)));
}

/**
 * The engine keeps the items of a case together and in order; should a case come in pieces all the same (the engine
 * promises this for a query, not for a scan), what is missing before a piece is read from its history.
 */
async function* storedCommits(ledger: Ledger, share: Share = ALL): AsyncGenerator<readonly StoredCommit[]> {
  const next = new Map<string, number>();
  for await (const { stored } of storedPages(ledger, share, { after: null })) {
    const page: StoredCommit[] = [];
    for (const commit of stored) {
      const expected = next.get(caseKeyOf(commit)) ?? 1;
      const run = commit.version > expected ? await wholeCase(ledger, caseKeyOf(commit)) : [commit];
      const due = run.filter(({ version }) => version >= expected);
      page.push(...due);
      next.set(caseKeyOf(commit), (due.at(-1)?.version ?? expected - 1) + 1);
    }
    yield page;
  }
}

async function wholeCase(ledger: Ledger, pk: string): Promise<StoredCommit[]> {
  return (await partsOf(ledger, { pk, prefix: 'v' })).map(storedOf);
}

/** By the index where somebody waits for it and it is whole; else all is read, and what is not wanted left out here. */
export async function* storedWithin(
  ledger: Ledger,
  share?: Share,
  within: Within = {},
): AsyncGenerator<readonly StoredCommit[]> {
  const isAll = share === undefined || share.of === 1;
  const written = within.indexed && isAll ? ((await ledger.written?.within(within)) ?? null) : null;
  if (written === null) yield* filtered(ledger, share, within);
  else yield* casesNamed(ledger, written, within);
}

/** Cases read side by side. */
const AT_ONCE = 16;

async function* casesNamed(
  ledger: Ledger,
  cases: readonly StreamKey[],
  within: Within,
): AsyncGenerator<readonly StoredCommit[]> {
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    const some = cases.slice(from, from + AT_ONCE);
    const histories = await Promise.all(some.map((at) => wholeCase(ledger, caseKeyOf(at))));
    yield histories.filter((history) => isChanged(history, within)).flat();
  }
}

function isChanged(history: readonly StoredCommit[], { changedAfter }: Within): boolean {
  const last = history.at(-1);
  return changedAfter === undefined || (last !== undefined && read(last).recordedAt > changedAfter);
}

async function* filtered(
  ledger: Ledger,
  share: Share | undefined,
  within: Within,
): AsyncGenerator<readonly StoredCommit[]> {
  const { offices, kinds } = within;
  const isWanted = ({ office, kind }: StoredCommit): boolean =>
    (offices?.has(office) ?? true) && (kinds?.has(kind) ?? true);
  let open: StoredCommit[] = [];
  for await (const page of storedCommits(ledger, share)) {
    const given: StoredCommit[] = [];
    for (const commit of page.filter(isWanted)) {
      const isNext = open[0] !== undefined && caseKeyOf(open[0]) !== caseKeyOf(commit);
      if (isNext && isChanged(open, within)) given.push(...open);
      if (isNext) open = [];
      open.push(commit);
    }
    yield given;
  }
  if (isChanged(open, within)) yield open;
}

function read({ position, bytes, hash }: StoredCommit): Commit {
  return commitOf(position, bytes, hash);
}

/** From the index; where it is not whole, by reading everything. */
export async function officesIn(ledger: Ledger): Promise<readonly string[]> {
  const known = (await ledger.written?.offices()) ?? null;
  if (known !== null) return known;
  const found = new Set<string>();
  for await (const { stored } of storedPages(ledger, ALL, { after: null }))
    for (const { office } of stored) found.add(office);
  return [...found].sort();
}

export async function* scanWithin(
  ledger: Ledger,
  share?: Share,
  within?: Within,
): AsyncGenerator<readonly Commit[]> {
  for await (const page of storedWithin(ledger, share, within)) yield page.map(read);
}
