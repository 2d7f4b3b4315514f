/** The letters by which a spreadsheet names its columns: column 28 is AB. */

const LETTERS = 26;
const BEFORE_A = 64;
/** Far more than a table of records has. What stands further right is taken for one more column: nobody pays its width. */
export const MOST_TABLE_COLUMNS = 500;
/** Column XFD, the last there is. */
export const MOST_COLUMNS = 16_384;

export function lettersOf(number: number): string {
  const [rest, last] = [Math.floor((number - 1) / LETTERS), ((number - 1) % LETTERS) + 1];
  return `${rest > 0 ? lettersOf(rest) : ''}${String.fromCharCode(BEFORE_A + last)}`;
}

/** The column of a cell such as `AB12`; 0 where no letter names one. */
export function columnIn(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - BEFORE_A;
    if (letter < 1 || letter > LETTERS) break;
    column = column * LETTERS + letter;
    if (column > MOST_COLUMNS) return column;
  }
  return column;
}
