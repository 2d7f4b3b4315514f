/**
 * The State Council's yearly arrangement of days off and make-up working days, as dated data (trap 4).
 * A notice may touch the last days of the year before: 2022-12-31 stands in the arrangement of 2023.
 */
import { addDays, dateOf, type PlainDate } from '../plain-date.ts';

/**
 * `notice`: compared with the notice itself. `checked`: from chinese-days 1.5.7 (MIT), compared with a second table.
 * `package`: from chinese-days alone. `office`: entered by the office itself.
 */
export type CalendarSource = 'notice' | 'checked' | 'package' | 'office';

/** One year's arrangement. `daysOff` holds the weekends inside a holiday too; `makeUp` are working weekend days. */
export type CalendarYear = {
  readonly year: number;
  readonly notice: string;
  readonly source: CalendarSource;
  readonly daysOff: readonly PlainDate[];
  readonly makeUp: readonly PlainDate[];
};

type Written = { readonly daysOff: string; readonly makeUp: string };

/** `MM-DD` or `MM-DD~MM-DD`, both ends included; a day of another year is written in full. */
function daysOf(year: number, written: string): PlainDate[] {
  const read = (text: string): PlainDate => dateOf(text.length === 5 ? `${year}-${text}` : text);
  return written.split(' ').flatMap((span) => {
    const [first = '', last = first] = span.split('~');
    const days: PlainDate[] = [];
    for (let day = read(first); day <= read(last); day = addDays(day, 1)) days.push(day);
    return days;
  });
}

function yearOf(year: number, source: CalendarSource, written: Written): CalendarYear {
  const notice = `国务院办公厅关于${year}年部分节假日安排的通知`;
  return {
    year,
    notice,
    source,
    daysOff: daysOf(year, written.daysOff),
    makeUp: daysOf(year, written.makeUp),
  };
}

export const STATE_YEARS: readonly CalendarYear[] = [
  yearOf(2019, 'package', {
    daysOff: '01-01 02-04~02-10 04-05~04-07 05-01~05-04 06-07~06-09 09-13~09-15 10-01~10-07',
    makeUp: '02-02 02-03 04-28 05-05 09-29 10-12',
  }),
  yearOf(2020, 'package', {
    daysOff: '01-01 01-24~02-02 04-04~04-06 05-01~05-05 06-25~06-27 10-01~10-08',
    makeUp: '01-19 04-26 05-09 06-28 09-27 10-10',
  }),
  yearOf(2021, 'package', {
    daysOff: '01-01~01-03 02-11~02-17 04-03~04-05 05-01~05-05 06-12~06-14 09-19~09-21 10-01~10-07',
    makeUp: '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  }),
  yearOf(2022, 'checked', {
    daysOff: '01-01~01-03 01-31~02-06 04-03~04-05 04-30~05-04 06-03~06-05 09-10~09-12 10-01~10-07',
    makeUp: '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  }),
  yearOf(2023, 'checked', {
    daysOff: '2022-12-31 01-01~01-02 01-21~01-27 04-05 04-29~05-03 06-22~06-24 09-29~10-06',
    makeUp: '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  }),
  yearOf(2024, 'checked', {
    daysOff: '01-01 02-10~02-17 04-04~04-06 05-01~05-05 06-10 09-15~09-17 10-01~10-07',
    makeUp: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  }),
  yearOf(2025, 'checked', {
    daysOff: '01-01 01-28~02-04 04-04~04-06 05-01~05-05 05-31~06-02 10-01~10-08',
    makeUp: '01-26 02-08 04-27 09-28 10-11',
  }),
  yearOf(2026, 'notice', {
    daysOff: '01-01~01-03 02-15~02-23 04-04~04-06 05-01~05-05 06-19~06-21 09-25~09-27 10-01~10-07',
    makeUp: '01-04 02-14 02-28 05-09 09-20 10-10',
  }),
];
