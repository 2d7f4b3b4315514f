/** The index of one machine: `search.db`. Terms are intersected from the rarest on, newest cases first. */
import type { DatabaseSync } from 'node:sqlite';
import { OtherVersion } from '../faults.ts';
import { UnknownPlace } from '../list-place.ts';
import type { Candidates, FollowingIndex, SearchDraft, Wanted } from '../search-index.ts';
import { inWrite } from './begin-write.ts';
import { Reopened } from './place-taken.ts';
import { queryOf } from './query.ts';
import { blocksIn } from './search-blocks.ts';
import { searchDraftOf } from './search-draft.ts';
import { type Form, LAYOUT, noteDown, noteIn, openSearchDatabase } from './search-schema.ts';
import { numberOf, searchWritesIn } from './search-writes.ts';

export type SqliteSearchIndex = FollowingIndex & {
  /** One to be filled in a file of its own, and to take the place of this one. */
  draft(): SearchDraft;
  /** Until it is asked something. */
  letGo(): void;
};

export function sqliteSearchIndex(file: string, { form: terms, ...options }: Form): SqliteSearchIndex {
  const form = `${LAYOUT} ${terms}`;
  const own = new Reopened(() => indexIn(openSearchDatabase(file, { form, ...options }), form));
  return {
    enter: (cases) => own.ask((index) => index.enter(cases)),
    forget: (at) => own.ask((index) => index.forget(at)),
    find: (wanted) => own.ask((index) => index.find(wanted)),
    held: (at) => own.now().held(at),
    position: () => own.ask((index) => index.position()),
    anchor: () => own.ask((index) => index.anchor()),
    advance: (...to) => own.ask((index) => index.advance(...to)),
    draft: () => searchDraftOf({ file, own }, form),
    letGo: () => void own.letGo(),
    close: () => own.close(),
  };
}

function indexIn(db: DatabaseSync, form: string): FollowingIndex {
  const writes = searchWritesIn(db);
  const find = finderIn(db);
  const written = (write: () => void): Promise<void> =>
    inWrite(db, () => {
      if (noteIn(db, 'form') !== form) throw new OtherVersion('the search index');
      write();
    });
  return {
    enter: async (cases) => written(() => writes.enter(cases)),
    forget: async (at) => written(() => writes.forget(at)),
    find: async (wanted) => find(wanted),
    held: (at) => writes.heldIn(at)?.version ?? 0,
    position: async () => Number(noteIn(db, 'position') ?? 0),
    anchor: async () => noteIn(db, 'anchor'),
    advance: async (cases, { position, anchor }, erased = []) =>
      written(() => {
        writes.enter(cases);
        for (const at of erased) writes.forget(at);
        if (Number(noteIn(db, 'position') ?? 0) >= position) return;
        noteDown(db, 'position', String(position));
        noteDown(db, 'anchor', anchor);
      }),
    close: () => db.close(),
  };
}

const END = Number.MAX_SAFE_INTEGER;

function finderIn(db: DatabaseSync): (wanted: Wanted) => Candidates {
  const blocks = blocksIn(db);
  const streamOf = queryOf<{ stream: string }>(db, 'SELECT stream FROM cases WHERE doc = ?');
  return ({ office, kind, terms, after, limit }) => {
    const before = after === null ? END : docIn(after);
    const counted = terms.map(numberOf).map((term) => ({ term, blocks: blocks.count(term) }));
    if (terms.length === 0 || counted.some((one) => one.blocks === 0)) return { items: [], next: null };
    const lists = counted.sort((a, b) => a.blocks - b.blocks).map(({ term }) => blocks.descending(term));
    const docs = commonTo(lists, before - 1, limit + 1);
    const items = docs.slice(0, limit).flatMap((doc) => {
      const stream = streamOf.get(doc)?.stream;
      return stream === undefined ? [] : [{ at: { office, kind, stream }, place: String(doc) }];
    });
    return { items, next: docs.length > limit ? String(docs[limit - 1]) : null };
  };
}

function docIn(place: string): number {
  const doc = Number(place);
  if (!/^\d+$/.test(place) || !Number.isSafeInteger(doc)) throw new UnknownPlace(place);
  return doc;
}

type Descending = (most: number) => number | null;

/** Each list is asked for the next that the others may hold, so that a common term costs what a rare one leaves of it. */
function commonTo(lists: readonly Descending[], from: number, count: number): readonly number[] {
  const found: number[] = [];
  let most = from;
  while (found.length < count) {
    let agreed = 0;
    while (agreed < lists.length) {
      const next = lists[agreed]?.(most) ?? null;
      if (next === null) return found;
      agreed = next === most ? agreed + 1 : agreed === 0 ? 1 : 0;
      most = next;
    }
    found.push(most);
    most -= 1;
  }
  return found;
}
