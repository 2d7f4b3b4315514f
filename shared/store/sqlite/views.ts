/** The read models on SQLite. Every read and every write is one transaction: figures and members are of one moment. */
import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { DraftingViews, Views, ViewsMoment, ViewsReader } from '../views.ts';
import { OPEN_YEAR } from '../views.ts';
import { Bundles } from './bundles.ts';
import { draftOf } from './drafting.ts';
import { Reopened } from './place-taken.ts';
import { queryOf } from './query.ts';
import { applierOf } from './views-apply.ts';
import { auditOf, beginSnapshot } from './views-audit.ts';
import { figuresReaderOf } from './views-figures.ts';
import { listReaderOf } from './views-lists.ts';
import { membersReaderOf } from './views-members.ts';
import { emptyViews, noteOf, openViewsDatabase, positionOf } from './views-schema.ts';
import { worklistReaderOf } from './views-worklist.ts';
import { holdingOf } from './views-writes.ts';

/** `projection` names the program that fills them: another one's views are emptied, and so is what cannot be read. */
export function sqliteViews(file: string, projection: string, onDamage?: () => void): DraftingViews {
  const own = new Reopened(() => viewsIn(openViewsDatabase(file, projection, { onDamage }), projection));
  const draft = () => draftOf({ file, own }, projection);
  return new Proxy({ ...own.now(), draft, close: () => own.close() }, { get: asking(own) });
}

/** Whichever connection is there when it is asked. */
function asking(own: Reopened<OwnViews>) {
  return (views: DraftingViews, name: string | symbol): unknown => {
    const method = Reflect.get(views, name);
    if (name === 'close' || name === 'draft' || typeof method !== 'function') return method;
    return (...asked: unknown[]) => own.ask((now) => Reflect.get(now, name)(...asked));
  };
}

type OwnViews = Omit<DraftingViews, 'draft'>;

function viewsIn(db: DatabaseSync, projection: string): OwnViews {
  return {
    ...viewsOf(db, projection),
    moment: async () => momentOf(db),
    holding: async () => holdingOf(db),
    anchor: async () => noteOf(db, 'anchor'),
  };
}

function viewsOf(db: DatabaseSync, projection: string): Views {
  const bundles = new Bundles(db, { adding: true });
  const atOnce: AtOnce = (read) => atOneMoment(db, read);
  return {
    ...readerOf(db, { bundles, atOnce }),
    position: async () => positionOf(db),
    apply: applierOf(db, { bundles, projection }),
    audit: async () => auditOf(db),
    clear: async () => {
      emptyViews(db, projection);
      bundles.forget();
    },
    close: () => db.close(),
  };
}

type AtOnce = <T>(read: () => T) => T;
type Reading = { readonly bundles: Bundles; readonly atOnce: AtOnce };

function readerOf(db: DatabaseSync, { bundles, atOnce }: Reading): ViewsReader {
  const figures = figuresReaderOf(db, bundles);
  const members = membersReaderOf(db, bundles);
  const lists = listReaderOf(db);
  const worklist = worklistReaderOf(db);
  const asOf = queryOf<{ recorded_at: Instant }>(db, 'SELECT recorded_at FROM newest WHERE office = ?');
  const reading: AtOnce = (read) =>
    atOnce(() => {
      bundles.refresh();
      return read();
    });
  return {
    figures: async (wanted) => reading(() => figures(wanted)),
    asOf: async (office) => asOf.get(office)?.recorded_at ?? null,
    members: async (cell, page) => reading(() => members(cell, page)),
    summary: async (office, kind, number) => lists.summary(office, kind, number),
    list: async (office, filter, page) => atOnce(() => lists.list(office, filter, page)),
    count: async (office, filter) => atOnce(() => lists.count(office, filter)),
    worklist: async (office, page, filter = {}) => atOnce(() => worklist.page(office, page, filter)),
    openCount: async (office, filter = {}) => atOnce(() => worklist.count(office, filter)),
    offices: async () => officesOf(db),
    years: async (office) => yearsOf(db, office),
  };
}

/** On a connection of its own, while others write. */
function momentOf(live: DatabaseSync): ViewsMoment {
  const { db, end } = beginSnapshot(live);
  const bundles = new Bundles(db, { adding: false });
  return { ...readerOf(db, { bundles, atOnce: (read) => read() }), holds: holdingOf(db), end };
}

function atOneMoment<T>(db: DatabaseSync, read: () => T): T {
  db.exec('BEGIN');
  try {
    return read();
  } finally {
    db.exec('COMMIT');
  }
}

function officesOf(db: DatabaseSync): string[] {
  return db
    .prepare('SELECT office FROM newest ORDER BY office')
    .all()
    .map(({ office }) => String(office));
}

/** A stock that has not ended stands in no further year than the newest beginning or end of anything. */
function yearsOf(db: DatabaseSync, office: string): number[] {
  const row = db
    .prepare(
      'SELECT min(first) AS first, max(CASE last WHEN ? THEN first ELSE last END) AS last FROM spans WHERE office = ?',
    )
    .get(OPEN_YEAR, office);
  if (row?.first === null || row === undefined) return [];
  const [first, last] = [Number(row.first), Number(row.last)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
