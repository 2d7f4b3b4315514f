/**
 * The audit stream in the table `Audit`: an item an entry under its office and day. Each process writes chains of its
 * own, one a day, so that readers never wait for each other's turn; which chains there are is written down beside them.
 */
import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, paginateScan, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { dateOfInstant, type Instant, laterOf } from '#shared/kernel/plain-date.ts';
import {
  type AuditEntry,
  type AuditLine,
  type AuditLog,
  type AuditPlace,
  type AuditSlice,
  AuditUnwritable,
  auditCommit,
  auditKeyAt,
  auditLineOf,
} from '../audit-log.ts';
import { bytewise } from '../list-place.ts';
import type { Clock, Share, StoredCommit } from '../ports.ts';
import { openTexts } from '../seal.ts';
import { chainsOf, entryKey, entryOf, indexed, isChain, OFFICES } from './audit-items.ts';
import { auditPage } from './audit-pages.ts';
import type { DataKeys } from './data-keys.ts';
import { ifUnchanged, itemAt, itemsOf, putIf, under } from './rows.ts';

const A_PAGE = 500;
type AuditPage = Awaited<ReturnType<AuditLog['page']>>;

type Options = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly keys: DataKeys;
  readonly clock: Clock;
};

export type DynamoAuditLog = AuditLog & {
  slice(after: string | null, limit: number, share: Share): Promise<AuditSlice>;
  /** Everything recorded from the instant on, office by office. */
  recent(since: Instant): AsyncIterable<readonly StoredCommit[]>;
};

/** The client is the house's, and closed with it. */
export function dynamoAuditLog(options: Options): DynamoAuditLog {
  const { client, table, keys } = options;
  const write = writerOf(options);
  return {
    append: async (entry) => {
      try {
        await write(entry);
      } catch (fault) {
        throw new AuditUnwritable('an entry of the audit stream was not written', { cause: fault });
      }
    },
    page: (asked, page) => auditPage({ client, table }, asked, page),
    textsOf: async ({ commit }) => {
      const { seal, recordedAt } = JSON.parse(commit.bytes);
      if (seal === undefined) return {};
      const key = await keys.keyOf(auditKeyAt(commit.office));
      if (!Buffer.isBuffer(key)) return key ?? 'unopenable';
      const item = await itemAt(client, table, entryKey(commit.office, { ...commit, recordedAt }));
      return openTexts(key, item === null ? null : String(item.sealed), seal.digest);
    },
    losses: () => losses(client, table),
    stored: () => stored(client, table),
    slice: async (after, limit, { part, of }) => {
      const query = new ScanCommand({
        ...{ TableName: table, ConsistentRead: true, Limit: limit, Segment: part, TotalSegments: of },
        ...(after !== null && { ExclusiveStartKey: JSON.parse(after) }),
      });
      const { Items = [], LastEvaluatedKey: last } = await client.send(query);
      const entries = Items.filter((one) => !isChain(one)).map(entryOf);
      return { stored: entries, after: last === undefined ? null : JSON.stringify(last) };
    },
    recent: (since) => recent({ client, table }, since),
    close: () => undefined,
  };
}

type Chain = Omit<AuditPlace, 'prev'> & { readonly hash: string };

/** One entry of an office after another: what came first must stand before the next can name its hash. */
function writerOf(options: Options): (entry: AuditEntry) => Promise<void> {
  const process = randomUUID().slice(0, 8);
  const chains = new Map<string, Chain>();
  const turns = new Map<string, Promise<unknown>>();
  let broken = 0;
  const write = async (entry: AuditEntry): Promise<void> => {
    const known = chains.get(entry.office);
    const now = options.clock.now();
    const recordedAt = known === undefined ? now : laterOf(known.recordedAt, now);
    const stream = `${dateOfInstant(recordedAt)}-${process}-${broken}`;
    const before = known?.stream === stream ? known : { version: 0, hash: '' };
    const place = { stream, recordedAt, version: before.version + 1, prev: before.hash };
    try {
      chains.set(entry.office, { ...place, hash: await put(options, entry, place) });
    } catch (fault) {
      // whether it stands there is not known: nothing is hung on it
      broken += 1;
      throw fault;
    }
  };
  return (entry) => {
    const turn = (turns.get(entry.office) ?? Promise.resolve()).then(() => write(entry));
    const settled = turn.catch(() => undefined);
    turns.set(entry.office, settled);
    return turn;
  };
}

/** Its hash. */
async function put({ client, table, keys }: Options, entry: AuditEntry, place: AuditPlace): Promise<string> {
  const { office, texts } = entry;
  const never = async (): Promise<boolean> => false;
  const key = texts === undefined ? null : await keys.keyFor(auditKeyAt(office), false, never);
  const { commit, seal } = auditCommit(entry, place, () => key ?? Buffer.alloc(0));
  if (await putEntry({ client, table }, { line: auditLineOf(commit), sealed: seal?.bytes ?? '' }))
    return commit.hash;
  throw new Error('something stands there already');
}

type Entry = { readonly line: AuditLine; readonly sealed: string };

/** False where something stands there. A chain is written down before its first entry. */
export async function putEntry(
  { client, table }: Pick<Options, 'client' | 'table'>,
  { line, sealed }: Entry,
): Promise<boolean> {
  const { office, stream, version, bytes, hash } = line.commit;
  const fresh = { TableName: table, ...ifUnchanged(null) };
  if (version === 1) {
    await putIf(client, { ...fresh, Item: { pk: OFFICES, sk: `o${office}` } });
    await putIf(client, { ...fresh, Item: { pk: chainsOf(office), sk: stream } });
  }
  const key = entryKey(office, { recordedAt: line.at, stream, version });
  const Item = { ...key, body: bytes, hash, ...(sealed !== '' && { sealed }), ...indexed(line) };
  return putIf(client, { ...fresh, Item });
}

/** A chain is one day's, and the table gives what stands under one key together: the chains of a day are told apart. */
async function* stored(
  client: DynamoDBDocumentClient,
  TableName: string,
): AsyncGenerator<readonly StoredCommit[]> {
  let [day, entries]: [unknown, StoredCommit[]] = [null, []];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    for (const item of Items.filter((one) => !isChain(one))) {
      if (item.pk !== day) yield byChain(entries);
      if (item.pk !== day) [day, entries] = [item.pk, []];
      entries.push(entryOf(item));
    }
  yield byChain(entries);
}

const byChain = (entries: readonly StoredCommit[]): readonly StoredCommit[] =>
  entries.toSorted((a, b) => bytewise(a.stream, b.stream) || a.version - b.version);

/** A chain that was begun has a first entry. */
async function losses(client: DynamoDBDocumentClient, TableName: string): Promise<readonly string[]> {
  const [begun, met] = [new Set<string>(), new Set<string>()];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    for (const item of Items) {
      if (item.pk === OFFICES) continue;
      if (isChain(item)) begun.add(`${String(item.pk).slice(chainsOf('').length)} ${item.sk}`);
      else met.add(`${String(item.pk).split('#')[0]} ${entryOf(item).stream}`);
    }
  return [...begun].filter((chain) => !met.has(chain)).sort();
}

async function* recent(
  { client, table }: Pick<Options, 'client' | 'table'>,
  since: Instant,
): AsyncGenerator<readonly StoredCommit[]> {
  for (const { sk } of await itemsOf(client, { TableName: table, ...under(OFFICES) })) {
    const asked = { office: String(sk).slice(1), since };
    let after: string | null = null;
    do {
      const page: AuditPage = await auditPage({ client, table }, asked, { after, limit: A_PAGE });
      yield page.items.map(({ commit }) => commit);
      after = page.next;
    } while (after !== null);
  }
}
