/** The tables in the shape of the report, from the sums of their cells. */
import { COLUMNS_3, COLUMNS_4, ROWS_3, ROWS_4, SINCE } from './form-rows.ts';

const FEN_PER_TEN_THOUSAND_YUAN = 1_000_000;

type Documents = { readonly issued: number; readonly repealed: number; readonly inForce: number };
type Table = {
  readonly columns: readonly string[];
  readonly rows: Readonly<Record<string, readonly number[]>>;
};
export type RecountedTables = {
  readonly table2: {
    readonly regulations: Documents;
    readonly normativeDocuments: Documents;
    readonly licences: number;
    readonly penalties: number;
    readonly coercions: number;
    readonly feesTenThousandYuan: number;
  };
  readonly table3: Table;
  readonly table4: Table;
};

export function tablesFrom(sums: ReadonlyMap<string, number>, year: number): RecountedTables {
  const at = (cell: string): number => sums.get(cell) ?? 0;
  const documents = (row: string): Documents => ({
    issued: at(`table2.${row}.issued`),
    repealed: at(`table2.${row}.repealed`),
    inForce: at(`table2.${row}.inForce`),
  });
  const table = (name: string, columns: readonly string[], rows: readonly string[]): Table => ({
    columns,
    rows: Object.fromEntries(
      rows.map((row) => [row, columns.map((column) => at(`${name}.${row}.${column}`))]),
    ),
  });
  return {
    table2: {
      regulations: documents('regulations'),
      normativeDocuments: documents('normativeDocuments'),
      licences: at('table2.licences'),
      penalties: at('table2.penalties'),
      coercions: at('table2.coercions'),
      feesTenThousandYuan: at('table2.feesTenThousandYuan') / FEN_PER_TEN_THOUSAND_YUAN,
    },
    table3: table(
      'table3',
      COLUMNS_3,
      ROWS_3.filter((row) => (SINCE[row] ?? 0) <= year),
    ),
    table4: table('table4', COLUMNS_4, ROWS_4),
  };
}
