/** What a person should know of a file and what stops none of its rows; each once, however often it is met. */
import type { Warning } from '#shared/kernel/decision.ts';
import { judgeHeadings, unknownHeading } from './judge-headings.ts';
import type { KindSpec } from './kinds.ts';
import { nearestColumn } from './near-heading.ts';
import { parseDateCell } from './parse-dates.ts';
import { columnOf, tidy, unknownHeadings } from './parse-headings.ts';
import type { ParseOptions } from './parse-row.ts';
import type { RawRecord, ReaderNews } from './read-raw-record.ts';

type Reading = {
  readonly spec: KindSpec;
  readonly options: ParseOptions;
  /** Told at once, too. */
  readonly tell?: ((warning: Warning) => void) | undefined;
};

export class ImportWarnings {
  readonly said: Warning[] = [];
  readonly #reading: Reading;
  readonly #keys = new Set<string>();
  readonly #strange = new Set<string>();
  #isTable = false;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  readonly warn = (warning: Warning): void => {
    const key = JSON.stringify(warning);
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.said.push(warning);
    this.#reading.tell?.(warning);
  };

  /** Throws UnreadableFile where the headings are not those of the kind. */
  newsWith(share: (read: number) => void): ReaderNews {
    const { spec, options } = this.#reading;
    return {
      share,
      headings: (headings) => {
        this.#isTable = true;
        judgeHeadings(spec, headings, options).forEach(this.warn);
      },
      leftOut: (sheet, others) =>
        this.warn({ code: 'otherSheets', facts: { sheet, others: others.join('、') } }),
      looked: ({ unnamed, hidden = 0, merged = 0 }) => {
        if (unnamed.length > 0) this.warn({ code: 'noHeading', facts: { columns: unnamed.join('、') } });
        if (hidden > 0) this.warn({ code: 'hiddenRows', facts: { rows: hidden } });
        if (merged > 0) this.warn({ code: 'mergedCells', facts: { rows: merged } });
      },
    };
  }

  /** Rows that only add up others are none of the table; it is said which they were. */
  withoutTotals(records: readonly RawRecord[]): readonly RawRecord[] {
    const { spec, options } = this.#reading;
    const totals = records.filter((record) => isTotals(spec, record, options));
    for (const { line } of totals) this.warn({ code: 'totalsRow', facts: { line } });
    return totals.length === 0 ? records : records.filter((record) => !totals.includes(record));
  }

  /** Fields of objects that mean no column; each line may have others. */
  noteFields(): void {
    if (this.#isTable) return;
    const { spec, options } = this.#reading;
    for (const heading of unknownHeadings(spec, options)) {
      if (this.#strange.has(heading)) continue;
      this.#strange.add(heading);
      this.warn(unknownHeading(heading, { meant: nearestColumn(heading, spec.columns) }));
    }
  }
}

const TOTALS = /^(?:本页|全年|本年)?(?:合计|总计|小计|共计|累计|total|grandtotal|sum)$/i;

function firstFilled(cells: RawRecord['cells']): string {
  for (const heading in cells) if (cells[heading]?.trim()) return cells[heading];
  return '';
}

/** The first cell that is filled says so, and no day is given, which no row is recorded without. */
export function isTotals(
  spec: KindSpec,
  { cells }: Pick<RawRecord, 'cells'>,
  options: ParseOptions,
): boolean {
  if (!TOTALS.test(tidy(firstFilled(cells)))) return false;
  const filled = Object.entries(cells).filter(([, text]) => text.trim() !== '');
  const days = spec.columns.filter(
    ({ type, required }) => required && (type === 'date' || type === 'instant'),
  );
  return filled.every(([heading, text]) => {
    const key = columnOf(spec, heading, options);
    return days.every((day) => day.key !== key) || parseDateCell(text, options) === null;
  });
}
