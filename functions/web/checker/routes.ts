/** 核对报告: whether a report that any office has published ties out. Nothing is stored unless it is asked for then. */
import { EVERYONE } from '#shared/accounts/permissions.ts';
import type { Readable, UnreadableReport } from '#shared/checker/read-report.ts';
import { TooMuchWork } from '#shared/house/asked-process.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, textOf, valuesOf } from '../frame/form-fields.ts';
import { heavyBy } from '../frame/long-work.ts';
import type { Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { BLANK_FORM } from '../look/form.tsx';
import { keepRoutes } from './keep-routes.tsx';
import { CHECK_PATH, checkerPage } from './pages.tsx';
import { resultPage } from './result-page.tsx';

/** Why a source could not be read, in words for people. */
const FAULTS: Readonly<Record<UnreadableReport, string>> = {
  noTables: '没有读到表二、表三或表四的任何一行，内容要连同每行的项目名称',
  noFigures: '读到了表里的项目名称，但没有一个读得懂的数字：每格只写数字，例如5、1,295',
  noReportJson: '这个JSON不是本系统格式的年度报告',
  damagedDocument: '这个文件不是Word文档（.docx）或Excel工作簿（.xlsx），或者已经损坏、过大',
  pdfDocument: '读不了别处生成的 PDF，请打开它，全选、复制文字，粘贴到上面',
  unknownFormat: '读不了这种文件，请用.docx、.xlsx、.csv、.html或.json，或者粘贴表格',
};

const TOO_MUCH = '内容太多或太乱，在时限内读不完；请只粘贴表二、表三、表四，或者把文件分开';

type Heavy = ReturnType<typeof heavyBy>;

export function checkerRoutes(door: Site, web: Web): void {
  keepRoutes(door, web);
  const site = door.reading(NOTHING_PERSONAL);
  site.page(CHECK_PATH, EVERYONE, (c) => checkerPage(c, BLANK_FORM));
  site.form(CHECK_PATH, EVERYONE, async (c, who, fields) => {
    const heavy = heavyBy(web, who);
    const names = ['text', 'year', 'previousText'];
    const values = Object.fromEntries(names.map((name) => [name, textOf(fields, name)]));
    const turnedBack = (error: FieldError) => checkerPage(c, { values, errors: [error] });
    const year = textOf(fields, 'year');
    if (!/^(?:(?:19|20)\d\d)?$/.test(year))
      return turnedBack({ field: 'year', code: 'yearUnreadable', message: '年度请写四位数字，例如2022' });
    const read = await readIn(heavy, fields, ['text', 'file']);
    if (read === null)
      return turnedBack({ field: 'text', code: 'nothingSent', message: '请粘贴报告的表格，或者选择文件' });
    if ('field' in read) return turnedBack(read);
    const previous = await readIn(heavy, fields, ['previousText', 'previousFile']);
    if (previous !== null && 'field' in previous) return turnedBack(previous);
    return resultPage(c, { read: withYear(read, year), previous: previous?.report });
  });
}

/** A chosen file goes before what was pasted; null when there is neither. Blanks at the ends may be cells. */
async function readIn(
  heavy: Heavy,
  fields: FormFields,
  [text, name]: readonly [text: string, file: string],
): Promise<Readable | FieldError | null> {
  const file = fileIn(fields, name);
  if (file === null && textOf(fields, text) === '') return null;
  const field = file === null ? text : name;
  try {
    const read =
      file === null
        ? await heavy.run('checkText', valuesOf(fields, text)[0] ?? '')
        : await heavy.run('checkFile', await file.bytes());
    return read.ok ? read : { field, code: read.fault, message: FAULTS[read.fault] };
  } catch (fault) {
    if (!(fault instanceof TooMuchWork) || fault.why === 'quota') throw fault;
    return { field, code: 'tooMuchWork', message: TOO_MUCH };
  }
}

/** A browser sends an empty file when none was chosen. */
function fileIn(fields: FormFields, name: string): File | null {
  const file = fields[name];
  return file instanceof File && file.size > 0 ? file : null;
}

function withYear(read: Readable, year: string): Readable {
  return year === '' ? read : { ...read, report: { ...read.report, year: Number(year) } };
}
