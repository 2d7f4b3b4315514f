/** How far an import is, what became of it, and the rows that were rejected as a file to be mended. */
import { OFFICERS } from '#shared/accounts/permissions.ts';
import { csvOf } from '#shared/documents/csv-field.ts';
import { rowsXlsx } from '#shared/documents/render-rows.ts';
import { suggestionFor } from '#shared/intake/suggestions.ts';
import { partOf, type Upload, uploadOf } from '#shared/jobs/import-files.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { attachment } from '../frame/answers.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { type By, offeredKind, PATH, type ShownOutcome } from './kinds.ts';
import { brokenOffPage, progressPage } from './progress-page.tsx';
import { resultPage } from './result-page.tsx';
import { progressOf } from './run-import.ts';

const FILE = `${PATH}/files/:id`;
const REASONS = ['原因', '建议'];

export function outcomeRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('importRead'));
  site.page(`${FILE}/result`, OFFICERS, (c, who) => result(c, { web, who }));
  site.page(`${FILE}/rejected.csv`, OFFICERS, (c, who) => rejected(c, { web, who }, 'csv'));
  site.page(`${FILE}/rejected.xlsx`, OFFICERS, (c, who) => rejected(c, { web, who }, 'xlsx'));
}

async function result(c: Ctx, by: By): Promise<Response> {
  const { web, who } = by;
  const upload = await uploadOf(web.house, who, c.req.param('id') ?? '');
  if (upload === null) return notFound(c);
  const outcome = await outcomeOf(web, upload.id);
  if (outcome !== null) {
    if (!outcome.dryRun) await web.house.catchUp();
    return resultPage(c, { upload, outcome });
  }
  const progress = await progressOf(by, upload.id);
  return progress === null ? brokenOffPage(c, upload) : progressPage(c, upload, progress);
}

async function outcomeOf(web: Web, id: string): Promise<ShownOutcome | null> {
  const outcome = await partOf(web.house, id, 'outcome');
  const kind = outcome === null ? null : offeredKind(outcome.kind);
  return outcome === null || kind === null ? null : { ...outcome, kind };
}

async function rejected(c: Ctx, by: By, format: 'csv' | 'xlsx'): Promise<Response> {
  const upload = await uploadOf(by.web.house, by.who, c.req.param('id') ?? '');
  const outcome = upload === null ? null : await outcomeOf(by.web, upload.id);
  if (upload === null || outcome === null || outcome.refused.length === 0) return notFound(c);
  const rows = rejectedRows(outcome);
  const isSheet = format === 'xlsx';
  const bytes = isSheet ? await rowsXlsx({ name: '有误的行', rows }) : Buffer.from(csvOf(rows));
  return attachment(c, {
    bytes,
    mediaType: isSheet ? SHEET : 'text/csv; charset=utf-8',
    name: `${baseOf(upload)}-有误的行.${format}`,
  });
}

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const baseOf = ({ name }: Upload): string => name.replace(/\.[^.]*$/, '');

/** In the shape of the file, and behind its columns why, and what may be done. */
function rejectedRows({ kind, headings, refused }: ShownOutcome): readonly (readonly string[])[] {
  const width = Math.max(headings.length, ...refused.map(({ fields }) => fields.length));
  const padded = (fields: readonly string[]) => Array.from({ length: width }, (_, at) => fields[at] ?? '');
  return [
    [...padded(headings), ...REASONS],
    ...refused.map((row) => [
      ...padded(row.fields),
      `第 ${row.line} 行：${row.message}`,
      suggestionFor(kind, row),
    ]),
  ];
}
