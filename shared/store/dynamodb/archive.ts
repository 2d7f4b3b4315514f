/**
 * The whole ledger as the same portable NDJSON that one machine writes (`sqlite/archive.ts`). The engine has no order
 * of all commits: what came from an archive keeps its order, what was recorded here takes its place by its instant.
 */
import { PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Commit } from '#shared/kernel/event.ts';
import { isJsonObject } from '#shared/kernel/parse-json.ts';
import { type Instant, laterOf } from '#shared/kernel/plain-date.ts';
import {
  ArchiveError,
  type ArchiveRow,
  ArchiveSum,
  archiveRows,
  headLine,
  rowLine,
} from '../archive-form.ts';
import { commitOf } from '../commit-bytes.ts';
import { addCutOff } from './cut-offs.ts';
import { isAuditKey, SEARCH_KEY } from './data-keys.ts';
import { caseAtKey, caseKeyOf, caseOf, isCommitKey } from './ledger-items.ts';
import { type Ledger, storedSeal } from './ledger-reader.ts';
import { recordTogether } from './record-job.ts';
import { packSeal, unpackSeal } from './sealed-parts.ts';

export type ArchivedLedger = Ledger & { readonly keyTable: string };
type Cells = readonly (string | number)[];

const byCells = (a: Cells, b: Cells): number => {
  const at = a.findIndex((cell, index) => cell !== b[index]);
  return at === -1 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
};

/** Lines of the archive, each ending in a newline. Nobody may record meanwhile. */
export async function* archiveOf(
  ledger: ArchivedLedger,
  proof: readonly ArchiveRow[] = [],
): AsyncGenerator<string> {
  const sum = new ArchiveSum();
  yield sum.note(headLine());
  for await (const row of rowsOf(ledger)) yield sum.note(rowLine(row), row.t);
  for (const row of proof) yield sum.note(rowLine(row), row.t);
  yield sum.closingLine();
}

const row = (t: ArchiveRow['t'], r: Cells): ArchiveRow => ({ t, r });

async function* rowsOf(ledger: ArchivedLedger): AsyncGenerator<ArchiveRow> {
  const commits = (await allCommits(ledger)).sort(byPlace);
  for (const [index, { office, kind, stream, version, bytes, hash }] of commits.entries())
    yield row('commits', [index + 1, office, kind, stream, version, bytes, hash]);
  const first = commits.filter(({ version }) => version === 1);
  const numbers = first.map(({ office, kind, number, stream }) => [office, kind, number, stream]);
  for (const cells of numbers.sort(byCells)) yield row('numbers', cells);
  const keys = commits.flatMap(({ office, key }, index) =>
    key === undefined ? [] : [[office, key, index + 1]],
  );
  for (const cells of keys.sort(byCells)) yield row('keys', cells);
  const sealed = commits.filter(({ seal }) => seal !== undefined);
  for (const commit of sealed.sort((a, b) => byCells([a.seal?.ref ?? ''], [b.seal?.ref ?? '']))) {
    const packed = await storedSeal(ledger, commit);
    if (packed !== null) yield row('seals', [commit.seal?.ref ?? '', unpackSeal(packed)]);
  }
  for (const cells of (await dataKeys(ledger)).sort(byCells)) yield row('data_keys', cells);
}

/** By instant, as the other engine orders them and looks them up; those of one instant as the archive before had them. */
function byPlace(a: Commit, b: Commit): number {
  const placeOf = ({ position, recordedAt, version, ...at }: Commit): Cells => {
    const placed = position || Number.MAX_SAFE_INTEGER;
    return [recordedAt, placed, caseKeyOf(at), version];
  };
  return byCells(placeOf(a), placeOf(b));
}

async function allCommits({ client, table }: Ledger): Promise<Commit[]> {
  const commits: Commit[] = [];
  const query = { TableName: table, ConsistentRead: true, FilterExpression: 'attribute_exists(body)' };
  for await (const { Items = [] } of paginateScan({ client }, query))
    for (const { sk, body, hash, position } of Items)
      if (isCommitKey(sk)) commits.push(commitOf(Number(position ?? 0), String(body), String(hash)));
  return commits;
}

async function dataKeys({ client, keyTable }: ArchivedLedger): Promise<Cells[]> {
  const found: Cells[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: keyTable, ConsistentRead: true }))
    for (const { pk, wrapped } of Items.filter(({ pk: one }) => one !== SEARCH_KEY && !isAuditKey(one))) {
      const { office, kind, stream } = caseAtKey(String(pk));
      found.push([office, kind, stream, String(wrapped)]);
    }
  return found;
}

/** Fills an empty ledger, once all lines are read and found whole. Throws ArchiveError, and then nothing was put. */
export async function restoreArchive(
  ledger: ArchivedLedger,
  lines: Iterable<string>,
  reading: { readonly unclosed?: boolean } = {},
): Promise<void> {
  const rows = [...archiveRows(lines, reading)];
  const of = (table: string): Cells[] => rows.flatMap(({ t, r }) => (t === table ? [r] : []));
  const seals = new Map(of('seals').map(([ref, body]) => [String(ref), packSeal(String(body))]));
  for (const [office, kind, stream, wrapped] of of('data_keys')) {
    const Item = { pk: caseKeyOf(caseOf(office, kind, stream)), wrapped };
    await ledger.client.send(new PutCommand({ TableName: ledger.keyTable, Item }));
  }
  const newest = new Map<string, Instant>();
  for (const [position, , , , , body, hash] of of('commits')) {
    const commit = commitOf(Number(position), String(body), String(hash));
    const pending = { commit, seal: commit.seal === undefined ? null : (seals.get(commit.seal.ref) ?? null) };
    if (!(await recordTogether(ledger, [pending])))
      throw new ArchiveError(`${commit.number} stands there already`);
    for (const office of [commit.office, ...officesSignedIn(commit)])
      newest.set(office, laterOf(newest.get(office) ?? commit.recordedAt, commit.recordedAt));
  }
  // what was signed there stays apart from what is recorded here, whatever the clock says
  for (const [office, instant] of newest) await addCutOff(ledger, office, instant);
}

/** Whose reports stand in the signed report of a whole tree. */
function officesSignedIn({ kind, events }: Commit): string[] {
  if (kind !== 'year') return [];
  const parts = events.flatMap(({ data }) => (Array.isArray(data.offices) ? data.offices : []));
  return parts.flatMap((part) => (isJsonObject(part) ? [String(part.office)] : []));
}
