/** Every commit of the ledger, page by page, in as many segments as the recount is fanned out over. */
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Commit } from '#shared/kernel/event.ts';
import { commitOf } from '../commit-bytes.ts';
import type { Share, StoredCommit, Within } from '../ports.ts';
import { caseAtKey, caseKeyOf, isCommitKey, versionOfKey } from './ledger-items.ts';
import { type Ledger, partsOf } from './ledger-reader.ts';
import type { Stored } from './rows.ts';
import type { FillPlace } from './views-generations.ts';

type CommitsPage = {
  readonly commits: readonly Commit[];
  /** Behind which key the next page begins; `end` behind the last. */
  readonly place: FillPlace;
};
type StoredPage = Omit<CommitsPage, 'commits'> & { readonly stored: readonly StoredCommit[] };

/** By where it stands, whatever its bytes say. */
function storedOf({ pk, sk, body, hash }: Stored): StoredCommit {
  const at = caseAtKey(String(pk));
  return { ...at, version: versionOfKey(String(sk)), position: 0, bytes: String(body), hash: String(hash) };
}

/** The pages of a share behind a place, as they come: a case may be split between two. */
export async function* pagesOf(
  ledger: Pick<Ledger, 'client' | 'table'>,
  share: Share,
  after: FillPlace | null,
): AsyncGenerator<CommitsPage> {
  for await (const { stored, place } of storedPages(ledger, share, after))
    yield { commits: stored.map(read), place };
}

async function* storedPages(
  { client, table }: Pick<Ledger, 'client' | 'table'>,
  { part, of }: Share,
  after: FillPlace | null,
): AsyncGenerator<StoredPage> {
  const query = {
    TableName: table,
    ConsistentRead: true,
    Segment: part,
    TotalSegments: of,
    FilterExpression: 'attribute_exists(body)',
    ProjectionExpression: 'pk, sk, body, #hash',
    ExpressionAttributeNames: { '#hash': 'hash' },
  };
  const from = after === null || after === 'end' ? {} : { startingToken: after };
  for await (const { Items = [], LastEvaluatedKey } of paginateScan({ client, ...from }, query))
    yield {
      stored: Items.filter(({ sk }) => isCommitKey(sk)).map(storedOf),
      place: LastEvaluatedKey ?? 'end',
    };
}

/**
 * The engine keeps the items of a case together and in order; should a case come in pieces all the same (the engine
 * promises this for a query, not for a scan), what is missing before a piece is read from its history.
 */
async function* storedCommits(
  ledger: Ledger,
  share: Share = { part: 0, of: 1 },
): AsyncGenerator<readonly StoredCommit[]> {
  const next = new Map<string, number>();
  for await (const { stored } of storedPages(ledger, share, null)) {
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

/** The engine has no order to read a part of: the whole is read, and what is not wanted is left out here. */
export async function* storedWithin(
  ledger: Ledger,
  share?: Share,
  { offices, kinds, changedAfter }: Within = {},
): AsyncGenerator<readonly StoredCommit[]> {
  const isWanted = ({ office, kind }: StoredCommit): boolean =>
    (offices?.has(office) ?? true) && (kinds?.has(kind) ?? true);
  let open: StoredCommit[] = [];
  const isChanged = (): boolean => {
    const last = open.at(-1);
    return changedAfter === undefined || (last !== undefined && read(last).recordedAt > changedAfter);
  };
  for await (const page of storedCommits(ledger, share)) {
    const given: StoredCommit[] = [];
    for (const commit of page.filter(isWanted)) {
      const isNext = open[0] !== undefined && caseKeyOf(open[0]) !== caseKeyOf(commit);
      if (isNext && isChanged()) given.push(...open);
      if (isNext) open = [];
      open.push(commit);
    }
    yield given;
  }
  if (isChanged()) yield open;
}

function read({ position, bytes, hash }: StoredCommit): Commit {
  return commitOf(position, bytes, hash);
}

export async function* scanWithin(
  ledger: Ledger,
  share?: Share,
  within?: Within,
): AsyncGenerator<readonly Commit[]> {
  for await (const page of storedWithin(ledger, share, within)) yield page.map(read);
}
