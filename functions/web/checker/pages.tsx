/** The form that takes a published report, and the one of the year before beside it. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { TextArea, TextField } from '../look/fields.tsx';
import { FileField } from '../look/file-field.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';

export const CHECK_PATH = '/check';

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
          核对任何单位已公布的政府信息公开工作年度报告，表内勾稽关系是否相符。内容只用于这次核对，不保存；是本机关往年的报告的，核对以后可以登记为往年数据。
        </p>
        <ErrorSummary errors={form.errors} title="没有核对，请先改正" />
        <Form c={c} action={CHECK_PATH} label="核对报告" upload>
          <TextArea
            form={form}
            name="text"
            label="报告的表格"
            rows={12}
            hint="从网页、Word、Excel或PDF中复制表二、表三、表四，连同每行的项目名称，粘贴在这里。"
          />
          <ReportFile c={c} form={form} name="file" />
          <TextField form={form} name="year" label="报告年度" size="short" inputmode="numeric" optional />
          <Previous form={form} />
          <Actions>
            <Button>核对</Button>
          </Actions>
        </Form>
      </>
    ),
  });
}

const Previous: FC<{ form: FormState }> = ({ form }) => {
  const isUsed = form.errors.some(({ field }) => field.startsWith('previous'));
  return (
    <details class="previous" open={isUsed || (form.values.previousText ?? '') !== ''}>
      <summary>上一年的报告（核对K4上年结转、K5现行有效件数时用，选填）</summary>
      <TextArea form={form} name="previousText" label="上一年报告的表格" rows={6} optional />
      <ReportFile form={form} name="previousFile" />
    </details>
  );
};

const ReportFile: FC<{ c?: Ctx; form: FormState; name: string }> = ({ c, form, name }) => (
  <FileField
    {...(c && { c })}
    form={form}
    name={name}
    label="或者选择文件"
    hint="Word文档（.docx）、Excel工作簿（.xlsx）、.csv、网页（.html）或JSON文件；选了文件，就不看上面的内容。"
    accept=".docx,.xlsx,.csv,.html,.htm,.json,.txt,.md"
    optional
  />
);
