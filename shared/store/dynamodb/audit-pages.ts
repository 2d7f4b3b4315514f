/** Pages of the audit stream: by person or case from an index, by day else, the newest first. */
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { RIGHT_ACTS } from '#shared/glossary/audit.ts';
import { type AuditAsked, type AuditLine, auditLineOf } from '../audit-log.ts';
import { UnknownPlace } from '../list-place.ts';
import { chainsOf, dayOf, entryOf, isPlace, personOf, rightsOf, subjectOf } from './audit-items.ts';
import { lastOf, type Stored } from './rows.ts';

type Table = { readonly client: DynamoDBDocumentClient; readonly table: string };
type Wanted = { readonly after: string | null; readonly limit: number };
type Page = { readonly items: readonly AuditLine[]; readonly next: string | null };

/** Behind every place of an instant, and before the next instant. */
const BEHIND = '$';
/** So many entries are looked through for one page where no index knows what is asked: it may be short, and go on. */
const LOOKED_THROUGH = 5000;

type Range = { readonly low: string; readonly high: string };

export async function auditPage(table: Table, asked: AuditAsked, { after, limit }: Wanted): Promise<Page> {
  if (after !== null && !isPlace(after)) throw new UnknownPlace(after);
  const high = [...(after === null ? [] : [after]), asked.until === undefined ? '~' : asked.until + BEHIND];
  const range = { low: asked.since ?? '0', high: high.sort()[0] ?? '~' };
  const found: Stored[] = [];
  let [looked, last] = [0, ''];
  for await (const items of stretches(table, asked, range)) {
    for (const item of items) {
      if (item.sk === after) continue;
      looked += 1;
      if (matches(item, asked)) found.push(item);
      if (found.length > limit) break;
      last = String(item.sk);
    }
    if (found.length > limit || looked >= LOOKED_THROUGH) return { items: linesOf(found, limit), next: last };
  }
  return { items: linesOf(found, limit), next: null };
}

const linesOf = (items: readonly Stored[], limit: number): AuditLine[] =>
  items.slice(0, limit).map((item) => auditLineOf(entryOf(item)));

/** What no index has looked at. */
function matches(item: Stored, { who, on, what, rights, from }: AuditAsked): boolean {
  const line = auditLineOf(entryOf(item));
  return (
    (!rights || RIGHT_ACTS.some((act) => act === line.what)) &&
    (who === undefined || line.who === who) &&
    (on === undefined || (line.on?.kind === on.kind && line.on.number === on.number)) &&
    (what === undefined || line.what === what) &&
    (from === undefined || line.from === from)
  );
}

function stretches(
  table: Table,
  { office, who, on, rights }: AuditAsked,
  range: Range,
): AsyncIterable<Stored[]> {
  if (on !== undefined) return under(table, { index: 'case', key: subjectOf(office, on), ...range });
  if (rights) return under(table, { index: 'right', key: rightsOf(office), ...range });
  if (who !== undefined) return under(table, { index: 'person', key: personOf(office, who), ...range });
  return byDay(table, office, range);
}

/** Days without an entry are passed over: the chains say which have one. */
async function* byDay(table: Table, office: string, { low, high }: Range): AsyncGenerator<Stored[]> {
  for (let day = await dayBefore(table, office, high); day !== null && day >= low.slice(0, 10); ) {
    yield* under(table, { key: dayOf(office, day), low, high });
    day = await dayBefore(table, office, day);
  }
}

async function dayBefore({ client, table }: Table, office: string, place: string): Promise<string | null> {
  const chain = await lastOf(client, {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND sk < :sk',
    ExpressionAttributeValues: { ':pk': chainsOf(office), ':sk': place },
  });
  return chain === null ? null : String(chain.sk).slice(0, 10);
}

type Under = Range & { readonly index?: 'person' | 'case' | 'right'; readonly key: string };

async function* under({ client, table }: Table, { index, key, low, high }: Under): AsyncGenerator<Stored[]> {
  for (let from: Record<string, unknown> | undefined; ; ) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
        KeyConditionExpression: '#key = :key AND sk BETWEEN :low AND :high',
        ExpressionAttributeNames: { '#key': index === undefined ? 'pk' : `${index}Key` },
        ExpressionAttributeValues: { ':key': key, ':low': low, ':high': high },
        ...{ ScanIndexForward: false, Limit: 200, ExclusiveStartKey: from },
      }),
    );
    yield Items;
    if (LastEvaluatedKey === undefined) return;
    from = LastEvaluatedKey;
  }
}
