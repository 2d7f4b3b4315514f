/** Every commit of the ledger, page by page, in as many segments as the recount is fanned out over. */
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Commit } from '../../kernel/event.ts';
import type { Share, Within } from '../ports.ts';
import { caseKeyOf, commitOfItem, isCommitKey } from './ledger-items.ts';
import { type Ledger, ledgerReader } from './ledger-reader.ts';
import type { FillPlace } from './views-generations.ts';

export type CommitsPage = {
  readonly commits: readonly Commit[];
  /** Behind which key the next page begins; `end` behind the last. */
  readonly place: FillPlace;
};

/** The pages of a share behind a place, as they come: a case may be split between two. */
export async function* pagesOf(
  { client, table }: Pick<Ledger, 'client' | 'table'>,
  { part, of }: Share,
  after: FillPlace | null,
): AsyncGenerator<CommitsPage> {
  const query = {
    TableName: table,
    ConsistentRead: true,
    Segment: part,
    TotalSegments: of,
    FilterExpression: 'attribute_exists(body)',
    ProjectionExpression: 'sk, body, #hash',
    ExpressionAttributeNames: { '#hash': 'hash' },
  };
  const from = after === null || after === 'end' ? {} : { startingToken: after };
  for await (const { Items = [], LastEvaluatedKey } of paginateScan({ client, ...from }, query))
    yield {
      commits: Items.filter(({ sk }) => isCommitKey(sk)).map(commitOfItem),
      place: LastEvaluatedKey ?? 'end',
    };
}

/**
 * The engine keeps the items of a case together and in order; should a case come in pieces all the same (the engine
 * promises this for a query, not for a scan), what is missing before a piece is read from its history.
 */
export async function* scanCommits(
  ledger: Ledger,
  share: Share = { part: 0, of: 1 },
): AsyncGenerator<readonly Commit[]> {
  const next = new Map<string, number>();
  const reader = ledgerReader(ledger);
  for await (const { commits } of pagesOf(ledger, share, null)) {
    const page: Commit[] = [];
    for (const commit of commits) {
      const expected = next.get(caseKeyOf(commit)) ?? 1;
      const run = commit.version > expected ? await reader.history(commit) : [commit];
      const due = run.filter(({ version }) => version >= expected);
      page.push(...due);
      next.set(caseKeyOf(commit), (due.at(-1)?.version ?? expected - 1) + 1);
    }
    yield page;
  }
}

/** The engine has no order to read a part of: the whole is read, and what is not wanted is left out here. */
export async function* scanWithin(
  ledger: Ledger,
  share?: Share,
  { offices, kinds, changedAfter }: Within = {},
): AsyncGenerator<readonly Commit[]> {
  const isWanted = ({ office, kind }: Commit): boolean =>
    (offices?.has(office) ?? true) && (kinds?.has(kind) ?? true);
  let open: Commit[] = [];
  const isChanged = (): boolean =>
    changedAfter === undefined || (open.at(-1)?.recordedAt ?? '') > changedAfter;
  for await (const page of scanCommits(ledger, share)) {
    const given: Commit[] = [];
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
