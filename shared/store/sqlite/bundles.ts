/** The bundles of cells of every office, kept in memory beside their table: they are few and never change. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { noteOf } from './views-schema.ts';

type Known = {
  readonly byCells: Map<string, number>;
  /** By the array itself, which cases share. */
  readonly byArray: WeakMap<readonly string[], number>;
  readonly byId: Map<number, readonly string[]>;
  readonly byCell: Map<string, number[]>;
};

/**
 * Ask `refresh` first in every transaction: another process may have added some, or rebuilt the views.
 * Where nothing may be written, bundles that are not held get negative identities, which no row has.
 */
export class Bundles {
  readonly #db: DatabaseSync;
  readonly #adding: boolean;
  readonly #after: StatementSync;
  readonly #insert: StatementSync;
  readonly #offices = new Map<string, Known>();
  #filling = '';
  #newest = 0;

  constructor(db: DatabaseSync, { adding }: { readonly adding: boolean }) {
    this.#db = db;
    this.#adding = adding;
    this.#after = db.prepare('SELECT id, office, cells FROM bundles WHERE id > ? ORDER BY id');
    this.#insert = db.prepare('INSERT INTO bundles (office, cells) VALUES (?, ?)');
  }

  refresh(): void {
    const filling = noteOf(this.#db, 'filling') ?? '';
    if (filling !== this.#filling) this.forget();
    this.#filling = filling;
    for (const { id, office, cells } of this.#after.all(this.#newest))
      this.#learn(String(office), String(cells), Number(id));
  }

  /** After a write that was rolled back, with the bundles it had added. */
  forget(): void {
    this.#offices.clear();
    this.#newest = 0;
  }

  /** The bundle's identity, given one when it is new. Only inside a write. */
  idOf(office: string, cells: readonly string[]): number {
    const known = this.#of(office);
    const same = known.byArray.get(cells);
    if (same !== undefined) return same;
    const text = JSON.stringify(cells);
    const before = known.byCells.get(text);
    if (before !== undefined && before > 0) known.byArray.set(cells, before);
    if (before !== undefined) return before;
    const id = this.#adding ? Number(this.#insert.run(office, text).lastInsertRowid) : -1 - known.byId.size;
    this.#learn(office, text, id);
    return id;
  }

  cellsOf(office: string, id: number): readonly string[] {
    return this.#of(office).byId.get(id) ?? [];
  }

  /** The bundles that hold a cell. */
  holding(office: string, cell: string): readonly number[] {
    return this.#of(office).byCell.get(cell) ?? [];
  }

  #of(office: string): Known {
    const known = this.#offices.get(office);
    if (known !== undefined) return known;
    const none: Known = { byCells: new Map(), byArray: new WeakMap(), byId: new Map(), byCell: new Map() };
    this.#offices.set(office, none);
    return none;
  }

  #learn(office: string, text: string, id: number): void {
    const { byCells, byId, byCell } = this.#of(office);
    const cells: string[] = JSON.parse(text);
    byCells.set(text, id);
    byId.set(id, cells);
    for (const cell of cells) byCell.set(cell, [...(byCell.get(cell) ?? []), id]);
    this.#newest = Math.max(this.#newest, id);
  }
}
