/** 核对报告: whether a report that any office has published ties out. Nothing is stored. */
import { EVERYONE } from '../../accounts/permissions.ts';
import { type ReadReport, reportInFile, reportInText } from '../../checker/read-report.ts';
import { type FormFields, textOf } from '../form-fields.ts';
import type { FieldError } from '../look/form.tsx';
import { BLANK_FORM } from '../look/form.tsx';
import type { Site } from '../site.ts';
import { CHECK_PATH, checkerPage, FAULTS, resultPage } from './pages.tsx';

export function checkerRoutes(site: Site): void {
  site.page(CHECK_PATH, EVERYONE, (c) => checkerPage(c, BLANK_FORM));
  site.form(CHECK_PATH, EVERYONE, async (c, _who, fields) => {
    const values = { text: textOf(fields, 'text'), year: textOf(fields, 'year') };
    const turnedBack = (error: FieldError) => checkerPage(c, { values, errors: [error] });
    if (!/^(?:(?:19|20)\d\d)?$/.test(values.year))
      return turnedBack({ field: 'year', code: 'yearUnreadable', message: '年度请写四位数字，例如2022' });
    const file = fileIn(fields);
    if (file === null && values.text === '')
      return turnedBack({ field: 'text', code: 'nothingSent', message: '请粘贴报告的表格，或者选择文件' });
    const read =
      file === null ? reportInText(values.text) : reportInFile(Buffer.from(await file.arrayBuffer()));
    if (!read.ok)
      return turnedBack({
        field: file === null ? 'text' : 'file',
        code: read.fault,
        message: FAULTS[read.fault],
      });
    return resultPage(c, withYear(read, values.year));
  });
}

/** A browser sends an empty file when none was chosen. */
function fileIn(fields: FormFields): File | null {
  const { file } = fields;
  return file instanceof File && file.size > 0 ? file : null;
}

type Readable = Extract<ReadReport, { ok: true }>;

function withYear(read: Readable, year: string): Readable {
  return year === '' ? read : { ...read, report: { ...read.report, year: Number(year) } };
}
