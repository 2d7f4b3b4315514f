/** An index filled anew in a file of its own: one write from beginning to end, in the order that suits its trees. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { IndexedCase, SearchDraft } from '../search-index.ts';
import { isNobodys, type Place, placeTaken } from './place-taken.ts';
import { blocksIn } from './search-blocks.ts';
import { gatheredBlocks } from './search-gathered.ts';
import { noteDown, openSearchDatabase } from './search-schema.ts';
import { caseRowsIn, dayStart, type Held, numbersOf, termBytes, termsIn } from './search-writes.ts';
import { asDraft, closeDraft, draftBeside, handOver, removeDraft } from './views-draft.ts';

/** Cases of one statement. */
const TOGETHER = 16;

/** To take the place of the index that stands there. */
export function searchDraftOf(place: Place, form: string): SearchDraft {
  const own = draftBeside(place.file);
  const opened = (): DatabaseSync => openSearchDatabase(own, { form, set: asDraft });
  let db = opened();
  db.exec('BEGIN IMMEDIATE');
  const { write, ...filling } = fillingIn(db);
  return {
    ...filling,
    takeOver: async (upTo) => {
      write();
      if (upTo !== null) for (const [name, value] of Object.entries(upTo)) noteDown(db, name, String(value));
      db.exec('COMMIT');
      if (isNobodys(place)) {
        closeDraft(db, own);
        if (placeTaken(own, place)) return;
        db = opened();
      }
      // nothing takes the place of a file that this process has open
      place.own.now();
      await handOver(db, place.file);
    },
    discard: () => {
      if (db.isOpen) db.close();
      removeDraft(own);
    },
  };
}

type Filling = Omit<SearchDraft, 'takeOver' | 'discard'> & { write(): void };

function fillingIn(db: DatabaseSync): Filling {
  const rows = caseRowsIn(db);
  const { held, houseOf } = rows;
  const gathered = gatheredBlocks(db);
  const { renew, remove } = changingIn(rows, gathered, blocksIn(db));
  const [insert, nextDoc] = [insertingInto(db), numbering()];
  const heldIn = ({ office, kind, stream }: IndexedCase['at']) => held.get(office, kind, stream);
  return {
    begin: (cases) => {
      const house = ofOne(houseOf);
      insert(
        cases.map(({ at, version, day, terms }) => {
          const [doc, numbers] = [nextDoc(day), numbersOf(terms)];
          for (const term of numbers) gathered.add(term, doc);
          return [doc, house(at), at.stream, version, termBytes(numbers)];
        }),
      );
    },
    renew: (cases) => {
      for (const one of cases) {
        const before = heldIn(one.at);
        if (before !== undefined && before.version < one.version) renew(one, before);
      }
    },
    forget: (cases) => {
      for (const gone of cases.flatMap((at) => heldIn(at) ?? [])) remove(gone);
    },
    held: (at) => heldIn(at)?.version ?? 0,
    write: () => gathered.write(),
  };
}

/** Of cases that are held: what stands under their terms may wait still. */
function changingIn(
  { replace, remove }: ReturnType<typeof caseRowsIn>,
  gathered: ReturnType<typeof gatheredBlocks>,
  blocks: ReturnType<typeof blocksIn>,
) {
  const taken = (doc: number, terms: readonly number[]): void => {
    if (terms.length > 0) gathered.write();
    for (const term of terms) blocks.change(term, { add: [], remove: [doc] });
  };
  return {
    renew: ({ version, terms }: IndexedCase, before: Held): void => {
      const [was, now] = [termsIn(before), numbersOf(terms)];
      const { doc } = before;
      for (const term of now) if (!was.includes(term)) gathered.add(term, doc);
      taken(
        doc,
        was.filter((term) => !now.includes(term)),
      );
      replace.run(version, termBytes(now), doc);
    },
    remove: (one: Held): void => {
      taken(one.doc, termsIn(one));
      remove.run(one.doc);
    },
  };
}

type HouseOf = ReturnType<typeof caseRowsIn>['houseOf'];

/** Thousands of cases that come together are of one office and kind. */
function ofOne(houseOf: HouseOf): HouseOf {
  let last: { readonly office: string; readonly kind: string; readonly house: number } | null = null;
  return (at) => {
    if (last?.office !== at.office || last.kind !== at.kind) last = { ...at, house: houseOf(at) };
    return last.house;
  };
}

/** Cases of one day stand in the order they came. */
function numbering(): (day: PlainDate) => number {
  const last = new Map<number, number>();
  return (day) => {
    const start = dayStart(day);
    const doc = (last.get(start) ?? start) + 1;
    last.set(start, doc);
    return doc;
  };
}

function insertingInto(db: DatabaseSync): (rows: readonly (readonly SQLInputValue[])[]) => void {
  const rowsOf = (count: number): string => Array(count).fill('(?, ?, ?, ?, ?)').join(', ');
  const inserting = (count: number) =>
    db.prepare(`INSERT INTO cases (doc, house, stream, version, terms) VALUES ${rowsOf(count)}`);
  const [many, one] = [inserting(TOGETHER), inserting(1)];
  return (rows) => {
    const whole = rows.length - (rows.length % TOGETHER);
    for (let at = 0; at < whole; at += TOGETHER) many.run(...rows.slice(at, at + TOGETHER).flat());
    for (const row of rows.slice(whole)) one.run(...row);
  };
}
