/** Choosing a file of records: once; how it is read is settled on the page that follows. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { SelectField } from '../look/fields.tsx';
import { FileField } from '../look/file-field.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { columnsOf, headingOf, OFFERED, OFFERED_KINDS, PAST, PATH, VALUES } from './kinds.ts';

export function importForm(c: Ctx, form: FormState): Response | Promise<Response> {
  return renderFormPage(c, form, {
    title: '批量导入',
    section: 'imports',
    body: (
      <>
        <h1>批量导入</h1>
        <p class="soft">
          选好文件以后，先看前 20
          行和推测的读法（哪一列是什么、列名在哪一行、日期的次序），改对了再登记。正确的行登记入账，有误的行逐条列出，可以下载改好再导；同一文件再导一次，不会重复登记。导入的记录按历史记录处理，不核对办理步骤。导错了可以整体撤回：
          <a href={PAST}>最近的导入</a>。以前写明过的值：<a href={VALUES}>值的对照</a>。
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

const ImportForm: FC<{ c: Ctx; form: FormState }> = ({ c, form }) => (
  <Form c={c} action={PATH} label="批量导入" upload>
    <SelectField
      form={form}
      name="kind"
      label="数据种类"
      blank="按表头判断"
      autofocus={form.errors.length === 0 && form.values.kind === ''}
      choices={OFFERED_KINDS.map((kind) => ({ value: kind, label: OFFERED[kind].label }))}
    />
    <FileField
      c={c}
      form={form}
      name="file"
      label="文件"
      hint="CSV（UTF-8、GB18030、Big5、UTF-16）、Excel 工作簿（.xlsx）或 NDJSON，不超过 10 MB；更大的文件请用命令行导入"
      accept=".csv,.xlsx,.ndjson"
    />
    <Actions>
      <Button>上传，看看怎么读</Button>
    </Actions>
  </Form>
);

/** Which headings are known, and a sheet to fill in. */
const Headings: FC = () => (
  <section class="panel" aria-labelledby="headings">
    <h2 id="headings">各类文件的栏目</h2>
    <p class="soft">
      自己做表时照下面的栏目，次序不限；带 *
      的必填，其他可以空着或者不设。别的系统导出的表不用改，列名在下一页选。
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
