/** A table of the form, merged as printed; every figure leads to the cases behind it, where there are any to show. */
import type { FC } from 'hono/jsx';
import type { LayoutCell, LayoutTable } from '#shared/reporting/layout.ts';

type Props = { readonly table: LayoutTable; readonly hrefOf?: ((cell: string) => string) | undefined };

export const StatutoryTable: FC<Props> = ({ table, hrefOf }) => (
  <div class="statutory" id={`table${table.number}`}>
    <h2 id={`title${table.number}`}>{table.title}</h2>
    <FormTable table={table} hrefOf={hrefOf} titled={`title${table.number}`} />
  </div>
);

/** Wide tables scroll inside their own frame, by keyboard too. `titled` is the id of the heading. */
export const FormTable: FC<Props & { titled: string }> = ({ table, hrefOf, titled }) => (
  <section class="scroll" aria-labelledby={titled} tabindex={0}>
    <table class={`form-table form-table${table.number}`}>
      {table.rows.map((row) => (
        <tr>
          {row.map((cell) => (
            <Cell cell={cell} hrefOf={hrefOf} />
          ))}
        </tr>
      ))}
    </table>
  </section>
);

const spanOf = (span: number): number | undefined => (span > 1 ? span : undefined);

const Cell: FC<{ cell: LayoutCell; hrefOf: Props['hrefOf'] }> = ({ cell, hrefOf }) => {
  const spans = { colspan: spanOf(cell.columns), rowspan: spanOf(cell.rows) };
  if (!cell.isFigure) return <th {...spans}>{cell.text}</th>;
  return (
    <td {...spans} data-cell={cell.id}>
      {hrefOf !== undefined && cell.id !== undefined && cell.value !== 0 ? (
        <a href={hrefOf(cell.id)}>{cell.text}</a>
      ) : (
        cell.text
      )}
    </td>
  );
};
