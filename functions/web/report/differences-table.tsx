/** Two versions side by side: the figures that differ, with the cases that caused it. */
import type { Child, FC } from 'hono/jsx';
import { numberText } from '#shared/reporting/narrative-numbers.ts';
import type { CellDifference } from '#shared/reporting/year-events.ts';
import { caseLink } from '../cases/case-address.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { cellLabel } from '../tables/cell-label.ts';

type Props = {
  readonly caption: string;
  readonly sides: readonly [string, string];
  readonly differences: readonly CellDifference[];
};

export const DifferencesTable: FC<Props> = ({ caption, sides, differences }) => {
  const columns: readonly Column<CellDifference>[] = [
    { title: '项目', cell: ({ cell }) => cellLabel(cell) },
    { title: sides[0], numeric: true, cell: ({ before, cell }) => valueText(before, cell) },
    { title: sides[1], numeric: true, cell: ({ after, cell }) => valueText(after, cell) },
    { title: '引起差别的件', cell: (one) => <Cases of={one} /> },
  ];
  return <DataTable caption={caption} columns={columns} rows={differences} />;
};

function valueText(value: CellDifference['before'], cell: string): string {
  if (cell.startsWith('narrative.section')) return '见全文';
  return typeof value === 'number' ? numberText(value) : '—';
}

const Cases: FC<{ of: CellDifference }> = ({ of: { cell, cases, more } }) => {
  if (cases.length === 0) return <span class="soft">—</span>;
  return (
    <>
      {cases.map((number, index) => (
        <>
          {index > 0 && '、'}
          {numbered(cell, number)}
        </>
      ))}
      {more > 0 && `等，另有${more}件`}
    </>
  );
};

/** Which kind of record a cell counts follows from its name; those of other offices lead nowhere. */
function numbered(cell: string, number: string): Child {
  const link = number.includes('/') ? number : caseLink(kindOf(cell), number);
  return link === number ? <span>{number}</span> : link;
}

function kindOf(cell: string): string {
  if (cell.startsWith('table3.')) return 'application';
  if (cell.startsWith('table4.')) return 'appeal';
  return /^(?:hotline|events)\./.test(cell) ? 'hotline' : '';
}
