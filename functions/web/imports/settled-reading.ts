/** A reading with everything said that was only guessed: what is shown is what is carried out, and what is kept. */
import type { LookedAt } from '#shared/intake/preview/look-into.ts';
import type { Reading } from '#shared/intake/reading.ts';

const FIRST_OF_SHORT = 2000;

export function settledReading(asked: Partial<Reading>, looked: LookedAt): Reading {
  const { layout, columns, dates, sheets } = looked;
  const order = asked.dates ?? dates.guess;
  const years = asked.years ?? (dates.hasShortYears ? FIRST_OF_SHORT : undefined);
  const sheet = sheets.length > 1 ? (asked.sheet ?? layout?.sheet ?? sheets[0]) : undefined;
  return {
    ...asked,
    columns: Object.fromEntries(columns.map(({ heading, key }) => [heading, key])),
    ...placeIn(looked),
    ...(sheet !== undefined && { sheet }),
    ...(order !== undefined && { dates: order }),
    ...(years !== undefined && { years }),
  };
}

/** Where the table lies; of a file of objects nothing. */
export function placeIn({ layout, encoding }: LookedAt): Partial<Reading> {
  if (layout === null) return {};
  const { headings: row = 1, headingRows: rows, separator } = layout;
  return {
    headings: rows === 2 ? { row, rows } : { row },
    ...(separator !== undefined && { separator }),
    ...(encoding !== undefined && { encoding }),
  };
}
