import { OFFICERS } from '#shared/accounts/permissions.ts';
import { csvOf } from '#shared/documents/csv-field.ts';
import { formatOf, type ImportFormat } from '#shared/intake/read-records.ts';
import { importReceived, isReadAsLines } from '#shared/intake/received-file.ts';
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { actorOf, type Ctx, ledgerOf, type Principal, type Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { importForm } from './import-form.tsx';
import { columnsOf, headingOf, type OfferedKind, offeredKind, PATH } from './kinds.ts';
import { pastImportRoutes } from './past-imports.tsx';
import { type Finding, resultPage } from './result-page.tsx';

export function importRoutes(site: Site, web: Web): void {
  site.page(PATH, OFFICERS, (c) =>
    importForm(c, { values: { kind: c.req.query('kind') ?? '', dates: 'ymd' }, errors: [] }),
  );
  site.form(PATH, OFFICERS, (c, who, sent) => receive(c, { web, who }, sent));
  pastImportRoutes(site, web);
  site.page(`${PATH}/:kind/blank.csv`, OFFICERS, (c) => blankSheet(c));
}

type By = { readonly web: Web; readonly who: Principal };
type Chosen = { readonly kind: OfferedKind; readonly file: File; readonly format: ImportFormat };

async function receive(c: Ctx, { web, who }: By, sent: FormFields): Promise<Response> {
  const dates = datesAsked(textOf(sent, 'dates'));
  const values = { kind: textOf(sent, 'kind'), dates };
  const back = (errors: readonly FieldError[]) => importForm(c, { values, errors });
  const chosen = chosenIn(sent);
  if (!('file' in chosen)) return back(chosen);
  const { kind, file, format } = chosen;
  const dryRun = textOf(sent, 'do') !== 'record';
  const warned: Finding['warned'] = [];
  try {
    const result = await importReceived(ledgerOf(web), {
      ...{ kind, format, dryRun, office: who.office, role: who.role },
      actor: { ...actorOf(who), via: 'import' },
      name: file.name,
      bytes: await file.bytes(),
      options: { dates },
      warn: (warning) => warned.push(warning),
    });
    await web.house.catchUp();
    return await resultPage(c, { kind, fileName: file.name, dryRun, result, warned, dates });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return back([fault('file', error.code, `文件：${onPage(error.message)}`)]);
  }
}

/** Column keys and command-line options mean nothing on a page. */
const onPage = (message: string): string =>
  message.replaceAll(/（[a-z][A-Za-z]+）/g, '').replace(/（命令行[^）]*）/, '');

const fault = (field: string, code: string, message: string): FieldError => ({ field, code, message });

/** What to read and as what, or what is missing of it. */
function chosenIn(sent: FormFields): Chosen | readonly FieldError[] {
  const kind = offeredKind(textOf(sent, 'kind'));
  const file = sent.file instanceof File && sent.file.size > 0 ? sent.file : null;
  const format = file === null ? undefined : formatOf(file.name);
  const errors = [
    ...(kind === null ? [fault('kind', 'required', '数据种类：请选择')] : []),
    ...(file === null ? [fault('file', 'required', '文件：请选择一个有内容的文件')] : []),
    ...(file !== null && format === undefined
      ? [fault('file', 'badChoice', '文件：只接受 .csv、.xlsx 和 .ndjson')]
      : []),
  ];
  if (kind === null || file === null || format === undefined) return errors;
  if (isReadAsLines(kind) && format !== 'ndjson')
    return [fault('file', 'badChoice', '文件：往年报告只接受 .ndjson，每行一份报告')];
  return { kind, file, format };
}

function datesAsked(written: string): 'ymd' | 'mdy' | 'dmy' {
  return written === 'mdy' || written === 'dmy' ? written : 'ymd';
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
