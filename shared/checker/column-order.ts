/** Whether the headings above figures stand in the order of the form: figures in another order would be read as others'. */
import {
  APPLICANT_TYPES,
  DOCUMENT_COLUMN_LABELS,
  DOCUMENT_COLUMNS,
  TABLE3_COLUMN_LABELS,
  TABLE4_COLUMN_LABELS,
  TABLE4_COLUMNS,
} from '#shared/glossary.ts';
import { type FormRow, signsOf, type TableNumber } from './form-rows.ts';

const OTHER_APPLICANTS = TABLE3_COLUMN_LABELS.otherOrganisation;
/** 其他 is a heading of rows, too. */
const APPLICANTS = APPLICANT_TYPES.map((type) => TABLE3_COLUMN_LABELS[type]).filter(
  (label) => label !== OTHER_APPLICANTS,
);
/** 总计 stands beside 自然人 in the upper line of two, and behind all others in one. */
const ENDS = [TABLE3_COLUMN_LABELS.naturalPerson, TABLE3_COLUMN_LABELS.total];
const ORDERS: Readonly<Record<TableNumber, readonly (readonly string[])[]>> = {
  2: [DOCUMENT_COLUMNS.map((column) => DOCUMENT_COLUMN_LABELS[column])],
  3: [APPLICANTS, ENDS],
  4: [TABLE4_COLUMNS.map((column) => TABLE4_COLUMN_LABELS[column])],
};
/** More words than any table has before its first figures. */
const MOST_HEADINGS = 60;

export class ColumnOrder {
  readonly disordered = new Set<TableNumber>();
  readonly #isOther = new Set<TableNumber>();
  #headings: string[] = [];

  heading(signs: string): void {
    if (this.#headings.length < MOST_HEADINGS) this.#headings.push(signs);
  }

  /** Asked at the first figure of each row; headings hold until the next ones. */
  isFormsOf({ table, width }: FormRow): boolean {
    this.#judge(table);
    this.#headings = [];
    if (width === 1 || !this.#isOther.has(table)) return true;
    this.disordered.add(table);
    return false;
  }

  #judge(table: TableNumber): void {
    const read = ORDERS[table].map((order) => placesOf(order, this.#headings));
    if (read.every(({ length }) => length < 2)) return;
    if (read.every(isInOrder)) this.#isOther.delete(table);
    else this.#isOther.add(table);
  }
}

function placesOf(order: readonly string[], headings: readonly string[]): readonly number[] {
  const signs = order.map(signsOf);
  return headings.map((heading) => signs.indexOf(heading)).filter((place) => place >= 0);
}

/** Each heading behind the one before it in the form; all of them may come again, as table 四 has them three times. */
function isInOrder(places: readonly number[]): boolean {
  const last = Math.max(...places);
  return places.every((place, at) => {
    const before = places[at - 1] ?? -1;
    return place > before || (before === last && place === places[0]);
  });
}
