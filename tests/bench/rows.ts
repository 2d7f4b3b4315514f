/** Rows of a year like those the first office reported: sources, types, topics and departments in their proportions. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const SOURCES = [
  '12345热线',
  '12345热线',
  '书记在线',
  '码上办',
  '政府在线网民留言',
  '12345热线',
  '综合网格巡查',
  '12345热线',
];
const TYPES = ['consultation', 'assistance', 'complaint', 'report', 'suggestion'];
const SATISFIED = ['satisfied', 'satisfied', 'fairlySatisfied', 'dissatisfied', 'unrated'];
const APPLICANTS = ['naturalPerson', 'naturalPerson', 'commercialEnterprise', 'legalServiceOrganisation'];
const OUTCOMES = ['disclosed', 'partiallyDisclosed', 'unavailable.notHeld', 'refused.stateSecret'];
const DAY = 86_400_000;
const CHUNK = 1 << 20;

export type Year = { readonly year: number; readonly cases: number; readonly source?: string };

const of = (list: readonly string[], at: number): string => list[at % list.length] ?? '';
const written = (epoch: number): string => new Date(epoch).toISOString().slice(0, 19).replace('T', ' ');

/** Every case closed, all within the year; `source` makes all of them come by one. */
export async function writeHotlineRows(file: string, years: readonly Year[]): Promise<void> {
  await writeLines(file, hotlineLines(years));
}

function* hotlineLines(years: readonly Year[]): Generator<string> {
  for (const cells of hotlineRows(years)) yield `${cells.join(',')}\n`;
}

/** The headings, then a row for each case. */
export function* hotlineRows(years: readonly Year[]): Generator<string[]> {
  yield 'number,receivedAt,source,type,topic,department,dueAt,closedAt,satisfaction'.split(',');
  for (const { year, cases, source } of years) {
    const start = Date.UTC(year, 0, 1);
    for (let at = 0; at < cases; at += 1) {
      const received = start + Math.floor((at * 360 * DAY) / cases);
      const closed = received + 3_600_000 + (at % 40) * 3_600_000;
      yield [
        `GD${year}-${String(at + 1).padStart(8, '0')}`,
        written(received),
        source ?? of(SOURCES, at * 7),
        of(TYPES, at * 11),
        `事项${(at * 13) % 40}`,
        `单位${(at * 17) % 30}`,
        written(received + DAY),
        written(closed),
        of(SATISFIED, at * 3),
      ];
    }
  }
}

/** Applications of one year, nine of ten answered. */
export async function writeApplicationRows(file: string, { year, cases }: Year): Promise<void> {
  await writeLines(file, applicationLines(year, cases));
}

function* applicationLines(year: number, cases: number): Generator<string> {
  yield 'number,receivedOn,applicantType,applicantName,subject,outcome,decidedOn\n';
  const start = Date.UTC(year, 0, 1);
  for (let at = 0; at < cases; at += 1) {
    const received = start + Math.floor((at * 340) / cases) * DAY;
    const answered = at % 10 !== 0;
    const cells = [
      `SQ${year}-${String(at + 1).padStart(8, '0')}`,
      written(received).slice(0, 10),
      of(APPLICANTS, at * 3),
      `申请人${at}`,
      `关于第${at}号地块的材料`,
      answered ? of(OUTCOMES, at * 7) : '',
      answered ? written(received + 15 * DAY).slice(0, 10) : '',
    ];
    yield `${cells.join(',')}\n`;
  }
}

async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const out = createWriteStream(file);
  let waiting = '';
  for (const line of lines) {
    waiting += line;
    if (waiting.length < CHUNK) continue;
    if (!out.write(waiting)) await once(out, 'drain');
    waiting = '';
  }
  out.end(waiting);
  await once(out, 'finish');
}
