/** A list as a file: as it is narrowed and ordered, all its pages, masked as on the page. */
import { setImmediate } from 'node:timers/promises';
import { type ListSheet, listCsv } from '#shared/documents/render-list.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { attachment } from '../frame/answers.ts';
import { heavyBy } from '../frame/long-work.ts';
import type { Ctx } from '../frame/web.ts';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { minute } from '../wording/word.ts';
import { type Labelled, labelledRows } from './labelled.ts';
import { type By, type List, textIn } from './list.ts';
import { columnsOf } from './tools.tsx';

const FORMATS = ['xlsx', 'csv', 'print'] as const;
type Format = (typeof FORMATS)[number];
/** Each row opens a case: more would outlast the patience of a browser, and the time a function has in the cloud. */
const MOST_IN_FILE = 10_000;
export const MOST_ON_PAPER = 500;
const AT_ONCE = 200;

export function formatAsked(c: Ctx): Format | null {
  return FORMATS.find((one) => one === c.req.query('as')) ?? null;
}

type Taken<Row> = { readonly rows: readonly Labelled<Row>[]; readonly more: boolean };

/** The first `most` rows, read and opened page by page. */
export async function takenOf<Row>(
  { web, who }: By,
  { rows: read, about }: List<Row>,
  most: number,
): Promise<Taken<Row>> {
  const rows: Labelled<Row>[] = [];
  for (let after: string | null = null; ; ) {
    const page = await read({ after, limit: Math.min(AT_ONCE, most - rows.length) });
    const { items } = page;
    const some =
      about === undefined
        ? items.map((row) => ({ row, label: { subject: '', person: '' } }))
        : await labelledRows(web.house, who.office, { rows: items, named: about.named });
    rows.push(...some);
    // what lies on this machine is read without a pause: others have their turn between two pages
    await setImmediate();
    if (page.next === null || rows.length >= most) return { rows, more: page.next !== null };
    after = page.next;
  }
}

/** Who took out what, and when: at the head of every file and sheet. */
export function headOf<Row>(
  { c, web, who }: By,
  { said, unit }: List<Row>,
  { rows, more }: Taken<Row>,
): readonly string[] {
  const { name } = c.var.office;
  const number = `${rows.length.toLocaleString('en')} ${unit}`;
  return [
    name,
    `范围：${said.length === 0 ? '全部' : said.join('；')}`,
    more ? `这里只列出前 ${number}，请缩小范围后分次取用` : `共 ${number}`,
    `${minute(web.house.clock.now())} 由 ${who.user}（${ROLE_NAMES[who.role]}）取出`,
  ];
}

/** `worded` for each row, with turns for others between. */
async function inTurns<Row, Words>(rows: readonly Row[], worded: (row: Row) => Words): Promise<Words[]> {
  const all: Words[] = [];
  for (const row of rows) {
    all.push(worded(row));
    if (all.length % AT_ONCE === 0) await setImmediate();
  }
  return all;
}

export async function fileOf<Row>(by: By, list: List<Row>, format: 'xlsx' | 'csv'): Promise<Response> {
  const taken = await takenOf(by, list, MOST_IN_FILE);
  const columns = columnsOf(list);
  const sheet: ListSheet = {
    title: list.title,
    notes: headOf(by, list, taken),
    headings: columns.map(({ title }) => title),
    rows: await inTurns(taken.rows, (row) => columns.map((column) => textIn(column, row))),
  };
  by.c.set('taken', taken.rows.length);
  const day = dateOfInstant(by.web.house.clock.now());
  const isCsv = format === 'csv';
  return attachment(by.c, {
    bytes: isCsv
      ? new TextEncoder().encode(listCsv(sheet))
      : await heavyBy(by.web, by.who).run('listXlsx', sheet),
    mediaType: isCsv
      ? 'text/csv; charset=utf-8'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: `${list.title.replaceAll(/[\\/:*?"<>|\s]+/g, '-')}-${day}.${format}`,
  });
}
