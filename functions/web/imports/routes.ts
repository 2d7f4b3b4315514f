import { OFFICERS } from '#shared/accounts/permissions.ts';
import { csvOf } from '#shared/documents/csv-field.ts';
import { TooMuchWork } from '#shared/house/asked-process.ts';
import { formatOf, type ImportFormat } from '#shared/intake/read-records.ts';
import { isReadAsLines } from '#shared/intake/sent-file.ts';
import { keepPart, keepUpload, type OfferedKind } from '#shared/jobs/import-files.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { heavyBy } from '../frame/long-work.ts';
import type { Ctx, Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { importForm } from './import-form.tsx';
import { type By, columnsOf, headingOf, offeredKind, onPage, PATH, uploadPath } from './kinds.ts';
import { outcomeRoutes } from './outcome-routes.tsx';
import { pastImportRoutes } from './past-imports.tsx';
import { prepareRoutes } from './prepare-routes.tsx';
import { valueRoutes } from './values-page.tsx';

export function importRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(PATH, OFFICERS, (c) =>
    importForm(c, { values: { kind: c.req.query('kind') ?? '' }, errors: [] }),
  );
  site.form(PATH, OFFICERS, (c, who, sent) => receive(c, { web, who }, sent));
  prepareRoutes(door, web);
  outcomeRoutes(door, web);
  valueRoutes(door, web);
  pastImportRoutes(door, web);
  site.page(`${PATH}/:kind/blank.csv`, OFFICERS, (c) => blankSheet(c));
}

async function receive(c: Ctx, by: By, sent: FormFields): Promise<Response> {
  const values = { kind: textOf(sent, 'kind') };
  const back = (error: FieldError) => importForm(c, { values, errors: [error] });
  const chosen = chosenIn(sent);
  if ('code' in chosen) return back(chosen);
  const { kind, file, format } = chosen;
  const bytes = await file.bytes();
  const isLines = kind !== null && isReadAsLines(kind);
  const unread = isLines ? null : await unreadable(by, { format, bytes });
  if (unread !== null) return back(unread);
  const upload = await keepUpload(by.web.house, by.who, { name: file.name, format, bytes });
  await keepPart(by.web.house, upload.id, { reading: { kind, reading: {} } });
  return c.redirect(uploadPath(upload.id), 303);
}

/** Of a file that nobody could read why not: told before it is kept. */
async function unreadable(
  { web, who }: By,
  file: { readonly format: ImportFormat; readonly bytes: Uint8Array },
): Promise<FieldError | null> {
  try {
    const guessed = await heavyBy(web, who).run('guessLayout', file);
    return guessed === null ? null : fault('file', guessed.unreadable, `文件：${onPage(guessed.message)}`);
  } catch (error) {
    if (!(error instanceof TooMuchWork) || error.why === 'quota') throw error;
    return fault('file', 'tooMuchWork', TOO_MUCH);
  }
}

const TOO_MUCH = '文件：太大或太乱，在时限内看不完；请分成几个文件，或者用命令行导入（taizhang import）';

const fault = (field: string, code: string, message: string): FieldError => ({ field, code, message });

/** More is read in one go by the command line. */
const LARGEST_BYTES = 10 * 1024 * 1024;
const TOO_LARGE = '文件：超过 10 MB；请分成几个文件，或者用命令行导入（taizhang import）';

type Chosen = { readonly kind: OfferedKind | null; readonly file: File; readonly format: ImportFormat };

/** What to read and as what, or what is missing of it. */
function chosenIn(sent: FormFields): Chosen | FieldError {
  const kind = offeredKind(textOf(sent, 'kind'));
  const file = sent.file instanceof File && sent.file.size > 0 ? sent.file : null;
  if (file === null) return fault('file', 'required', '文件：请选择一个有内容的文件');
  if (file.size > LARGEST_BYTES) return fault('file', 'tooLarge', TOO_LARGE);
  const format = formatOf(file.name);
  if (kind !== null && isReadAsLines(kind) && format !== 'ndjson')
    return fault(
      'file',
      'badChoice',
      '文件：这里的往年报告只接受 .ndjson；Word、网页、Excel 或粘贴的报告，请在“核对报告”里读入，核对后登记',
    );
  return format === undefined
    ? fault('file', 'badChoice', '文件：只接受 .csv、.xlsx 和 .ndjson')
    : { kind, file, format };
}

/** A sheet with the headings alone, to be filled in. */
function blankSheet(c: Ctx): Response | Promise<Response> {
  const kind = offeredKind(c.req.param('kind') ?? '');
  const columns = kind === null ? [] : columnsOf(kind);
  if (columns.length === 0) return notFound(c);
  c.header('content-type', 'text/csv; charset=utf-8');
  c.header('content-disposition', `attachment; filename="${kind}.csv"`);
  return c.body(csvOf([columns.map(headingOf)]));
}
