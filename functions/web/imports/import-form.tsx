/** Choosing a file of records: first looked through, then recorded. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { RadioGroup } from '../look/choice-sets.tsx';
import { SelectField } from '../look/fields.tsx';
import { FileField } from '../look/file-field.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { columnsOf, headingOf, OFFERED, OFFERED_KINDS, PAST, PATH } from './kinds.ts';

const DATE_ORDERS = [
  { value: 'ymd', label: '年月日，如 2026-9-18' },
  { value: 'mdy', label: '月日年，如 9/18/2026' },
  { value: 'dmy', label: '日月年，如 18/9/2026' },
];

export function importForm(c: Ctx, form: FormState): Response | Promise<Response> {
  return renderFormPage(c, form, {
    title: '批量导入',
    section: 'imports',
    body: (
      <>
        <h1>批量导入</h1>
        <p class="soft">
          正确的行登记入账，有误的行逐条列出行号和栏目；同一文件再导一次，不会重复登记。导入的记录按历史记录处理，不核对办理步骤。导错了可以整体撤回：
          <a href={PAST}>最近的导入</a>。
        </p>
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <ImportForm c={c} form={form} />
        </section>
        <Headings />
      </>
    ),
  });
}

export const ImportForm: FC<{ c: Ctx; form: FormState }> = ({ c, form }) => (
  <Form c={c} action={PATH} label="批量导入" upload>
    <SelectField
      form={form}
      name="kind"
      label="数据种类"
      autofocus={form.errors.length === 0 && form.values.kind === ''}
      choices={OFFERED_KINDS.map((kind) => ({ value: kind, label: OFFERED[kind].label }))}
    />
    <FileField
      form={form}
      name="file"
      label="文件"
      hint="CSV（UTF-8 或 GB18030）、Excel 工作簿（.xlsx，第一张表）或 NDJSON，不超过 10 MB；更大的文件请用命令行导入"
      accept=".csv,.xlsx,.ndjson"
    />
    <RadioGroup form={form} name="dates" label="文件中日期的写法" choices={DATE_ORDERS} />
    <Actions>
      <Button name="do" value="check" kind="secondary">
        先检查，不登记
      </Button>
      <Button name="do" value="record">
        登记
      </Button>
    </Actions>
  </Form>
);

/** Which headings are known, and a sheet to fill in. */
const Headings: FC = () => (
  <section class="panel" aria-labelledby="headings">
    <h2 id="headings">各类文件的栏目</h2>
    <p class="soft">
      第一行写栏目名称，次序不限；带 *
      的必填，其他可以空着或者不设。名称里的星号、空格、换行、冒号和括号里的说明不影响辨认，不认识的栏目会列出来。
    </p>
    <dl class="headings">
      {OFFERED_KINDS.filter((kind) => columnsOf(kind).length > 0).map((kind) => (
        <div>
          <dt>
            {OFFERED[kind].label} <a href={`${PATH}/${kind}/blank.csv`}>下载空白表</a>
          </dt>
          <dd>
            {columnsOf(kind)
              .map((column) => `${headingOf(column)}${column.required ? ' *' : ''}`)
              .join('、')}
          </dd>
        </div>
      ))}
    </dl>
  </section>
);
