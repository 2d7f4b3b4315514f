/** Statements that say which rows they give. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

export type Query<Row> = {
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
  iterate(...values: SQLInputValue[]): IterableIterator<Row>;
};

/** `Row` is what the columns of the schema hold; with `arrays` the rows are tuples in the order of the columns. */
export function queryOf<Row>(db: DatabaseSync, sql: string, arrays = false): Query<Row> {
  const statement = db.prepare(sql);
  statement.setReturnArrays(arrays);
  return statement as unknown as Query<Row>;
}

/** Statements of a file with many of them, each prepared when it is first needed. */
export type Sql = {
  /** Whether it changed anything. */
  run(text: string, ...values: SQLInputValue[]): boolean;
  one<Row>(text: string, ...values: SQLInputValue[]): Row | null;
  all<Row>(text: string, ...values: SQLInputValue[]): Row[];
};

export function sqlOf(db: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>();
  const statement = (text: string): StatementSync => {
    const known = prepared.get(text) ?? db.prepare(text);
    prepared.set(text, known);
    return known;
  };
  const query = <Row>(text: string) => statement(text) as unknown as Query<Row>;
  return {
    run: (text, ...values) => statement(text).run(...values).changes > 0,
    one: <Row>(text: string, ...values: SQLInputValue[]) => query<Row>(text).get(...values) ?? null,
    all: <Row>(text: string, ...values: SQLInputValue[]) => query<Row>(text).all(...values),
  };
}
