/** The form that takes a published report, and what its tie-outs come to. */
import type { FC } from 'hono/jsx';
import { checksOf } from '../../../shared/reporting/checks.ts';
import { tablesOf } from '../../../shared/reporting/forms.ts';
import type { UnreadableReport } from '../../checker/read-report.ts';
import type { ReadTables } from '../../checker/read-tables.ts';
import { Banner } from '../look/banner.tsx';
import { TextArea, TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { CheckBanner } from '../tables/check-lines.tsx';
import { StatutoryTable } from '../tables/statutory-table.tsx';
import type { Ctx } from '../web.ts';

export const CHECK_PATH = '/check';

export const FAULTS: Readonly<Record<UnreadableReport, string>> = {
  noTables: '没有读到表二、表三或表四的任何一行，内容要连同每行的项目名称',
  noReportJson: '这个JSON不是本系统格式的年度报告',
  damagedDocument: '这个文件不是Word文档（.docx），或者已经损坏、过大',
  unknownFormat: '读不了这种文件，请用.docx、.html或.json，或者粘贴表格',
};

export function checkerPage(c: Ctx, form: FormState): Response | Promise<Response> {
  const hasErrors = form.errors.length > 0;
  return renderPage(c, {
    title: '核对报告',
    section: 'check',
    hasErrors,
    status: hasErrors ? 422 : 200,
    body: (
      <>
        <h1>核对报告</h1>
        <p>
          核对任何单位已公布的政府信息公开工作年度报告，表内勾稽关系是否相符。内容只用于这次核对，不保存。
        </p>
        <ErrorSummary errors={form.errors} title="没有核对，请先改正" />
        <Form c={c} action={CHECK_PATH} label="核对报告" upload>
          <TextArea
            form={form}
            name="text"
            label="报告的表格"
            rows={12}
            hint="从网页或Word中复制表二、表三、表四，连同每行的项目名称，粘贴在这里。"
          />
          <FileField form={form} />
          <TextField form={form} name="year" label="报告年度" size="short" inputmode="numeric" optional />
          <Actions>
            <Button>核对</Button>
          </Actions>
        </Form>
      </>
    ),
  });
}

const FileField: FC<{ form: FormState }> = ({ form }) => {
  const error = form.errors.find(({ field }) => field === 'file');
  return (
    <div class={`field${error === undefined ? '' : ' field-wrong'}`}>
      <label for="f-file">
        或者选择文件<span class="optional">（选填）</span>
      </label>
      <p class="hint" id="f-file-hint">
        Word文档（.docx）、网页（.html）或JSON文件；选了文件，就不看上面的内容。
      </p>
      {error !== undefined && (
        <p class="field-error" id="f-file-error" data-code={error.code}>
          {error.message}
        </p>
      )}
      <input
        id="f-file"
        name="file"
        type="file"
        accept=".docx,.html,.htm,.json,.txt"
        aria-describedby={error === undefined ? 'f-file-hint' : 'f-file-hint f-file-error'}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
    </div>
  );
};

export function resultPage(c: Ctx, { report, unread }: ReadTables): Response | Promise<Response> {
  const checks = checksOf(report);
  return renderPage(c, {
    title: '核对结果',
    section: 'check',
    wide: true,
    body: (
      <>
        <h1>核对结果</h1>
        {checks.length === 0 ? (
          <Banner kind="warning">读到的内容不足，没有一项勾稽关系可以核对。</Banner>
        ) : (
          <CheckBanner checks={checks} consequence="" />
        )}
        <Unread lines={unread} />
        <p class="soft">
          与上一年报告的衔接（上年结转、现行有效件数）不在此核对；空白的单元格涉及的关系不核对。
          <a href={CHECK_PATH}>核对另一份</a>
        </p>
        {tablesOf(report).map((table) => (
          <StatutoryTable table={table} />
        ))}
      </>
    ),
  });
}

const Unread: FC<{ lines: readonly string[] }> = ({ lines }) =>
  lines.length === 0 ? null : (
    <Banner kind="warning">
      <p>有 {lines.length} 处没有读到，涉及的关系没有核对：</p>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </Banner>
  );
