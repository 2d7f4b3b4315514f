/** 主动公开, 规范性文件, 许可处罚强制, 收费 and other figures of the sample office, as its other systems hand them over. */

import type { Row } from '#shared/kernel/kind.ts';
import { addDays, dateOf, monthOf, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { dayWithin, type Entry, type Setting, step, workday } from './agenda.ts';
import { COLUMNS, DOCUMENT_TITLES, FIGURES, TITLES } from './sample-words.ts';

export function registerEntries(setting: Setting, count: number): Entry[] {
  return [...publications(setting, count), ...documents(setting), ...monthly(setting), ...yearly(setting)];
}

const file = (kind: string, enteredOn: PlainDate, rows: readonly Row[]): Entry => ({
  enteredOn,
  as: '郑登记',
  kind,
  rows,
});

function publications({ chance, first, last }: Setting, count: number): Entry[] {
  const days = Array.from({ length: count }, () => dayWithin(chance, first, last)).sort();
  const years = [...new Set(days.map(yearOf))];
  const rows = days.map((publishedOn, index) => ({
    number: `GK${publishedOn.replaceAll('-', '')}-${index + 1}`,
    publishedOn,
    column: chance.pick(COLUMNS),
    title: chance.pick(TITLES),
    medium: chance.weigh([
      ['website', 70],
      ['wechat', 18],
      ['media', 7],
      ['video', 5],
    ] as const),
  }));
  return years.map((year) => {
    const ofYear = rows.filter((row) => yearOf(row.publishedOn) === year);
    return file('publications', ofYear.at(-1)?.publishedOn ?? last, ofYear);
  });
}

/** Some were in force before the sample begins: 现行有效 is a stock. */
function documents({ chance, first, last }: Setting): Entry[] {
  const before = [1, 2, 3, 4, 5].map((index) => ({
    number: `示政数规〔${yearOf(first) - index}〕1号`,
    kind: 'normativeDocument',
    title: DOCUMENT_TITLES[index - 1] ?? '',
    issuedOn: dateOf(`${yearOf(first) - index}-06-1${index}`),
  }));
  const start = workday(addDays(first, 3));
  const repealed = workday(dateOf(`${yearOf(first) + 1}-05-20`));
  const issued = yearsOf(first, last).map((year) => {
    const on = workday(dateOf(`${year}-0${chance.int(3, 6)}-15`));
    const fields = { command: 'IssueDocument', kind: 'normativeDocument', issuedOn: on };
    const title = `${chance.pick(DOCUMENT_TITLES)}（修订）`;
    return step(on, '周承办', { ...fields, case: `示政数规〔${year}〕1号`, title });
  });
  const repeal = step(repealed, '周承办', {
    command: 'RepealDocument',
    case: before[4]?.number,
    repealedOn: repealed,
  });
  return [
    file('documents', start, before),
    ...[...issued, repeal].filter(({ enteredOn }) => enteredOn <= last),
  ];
}

function yearsOf(first: PlainDate, last: PlainDate): number[] {
  return Array.from({ length: yearOf(last) - yearOf(first) + 1 }, (_one, index) => yearOf(first) + index);
}

/** A month's decisions come as one number from the licensing system. */
function monthly({ chance, first, last }: Setting): Entry[] {
  const entries: Entry[] = [];
  for (let day = first; day <= last; day = addDays(dateOf(`${monthOf(day)}-28`), 4)) {
    const month = monthOf(day);
    const on = workday(dateOf(`${month}-25`));
    if (on > last) break;
    const row = (kind: string, count: number): Row => ({
      number: `${kind === 'licence' ? 'XK' : 'CF'}${month}`,
      kind,
      decidedOn: on,
      count,
    });
    const penalties = chance.chance(0.3) ? [row('penalty', chance.int(1, 3))] : [];
    entries.push(file('decisions', on, [row('licence', chance.int(20, 60)), ...penalties]));
    day = dateOf(`${month}-01`);
  }
  return entries;
}

function yearly({ chance, first, last }: Setting): Entry[] {
  return yearsOf(first, last).flatMap((year) => {
    const on = workday(dateOf(`${year}-07-10`));
    if (on > last) return [];
    const figures = FIGURES.map(([name, unit], index) => ({
      number: `SJ${year}-${index + 1}`,
      recordedOn: on,
      name,
      count: chance.int(3, 40),
      unit,
    }));
    const fee = {
      number: `PJ${year}-001`,
      receivedOn: on,
      amount: chance.int(10, 90) * 10,
      item: '证照工本费',
    };
    return [file('figures', on, figures), file('fees', on, [fee])];
  });
}
