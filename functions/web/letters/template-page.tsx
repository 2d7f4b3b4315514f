/** One template: what must and may stand in it, and the form that puts another in its place. */
import type { FC } from 'hono/jsx';
import { mayAppear } from '#shared/disclosure/letter-requirements.ts';
import { FACTS, type TemplateName } from '#shared/disclosure/letters.ts';
import { articleText } from '#shared/glossary/refusals.ts';
import { MOST_TEMPLATE_BYTES, mustStandIn } from '#shared/letters/check-template.ts';
import type { Ctx } from '../frame/web.ts';
import { Tag } from '../look/banner.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState, idOf } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { DOCX, SETTINGS, templateHref, templateLabel } from './addresses.ts';

export const DOCUMENT_FIELD = 'document';

type Shown = {
  readonly name: TemplateName;
  /** The office's, not the product's. */
  readonly own: boolean;
  readonly form: FormState;
  readonly token: string;
};

export function templatePage(c: Ctx, { name, own, form, token }: Shown): Response | Promise<Response> {
  const title = `模板：${templateLabel(name)}`;
  return renderFormPage(c, form, {
    title,
    section: 'letters',
    body: (
      <>
        <p class="crumb">
          <a href={SETTINGS}>文书设置</a>
        </p>
        <h1>{title}</h1>
        <p>
          现用 {own ? <Tag kind="good">本机关模板</Tag> : <Tag>随产品提供</Tag>}{' '}
          <a href={`${templateHref(name)}/file`}>下载现用模板</a>
        </p>
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <h2>换成另一份</h2>
          <Form c={c} action={templateHref(name)} token={token} label="换成另一份" upload>
            <FileField form={form} />
            <Actions>
              <Button>检查并换用</Button>
              <a href={SETTINGS}>取消</a>
            </Actions>
          </Form>
        </section>
        {own && <Reset c={c} name={name} token={token} />}
        <Placeholders name={name} />
      </>
    ),
  });
}

const FileField: FC<{ form: FormState }> = ({ form }) => {
  const id = idOf(DOCUMENT_FIELD);
  const wrong = form.errors.length > 0;
  return (
    <div class={`field${wrong ? ' field-wrong' : ''}`}>
      <label for={id}>Word 文件</label>
      <p class="hint" id={`${id}-hint`}>
        在 Word 中改好的 .docx，最大 {MOST_TEMPLATE_BYTES / 1000} KB，不含宏和外部链接。
      </p>
      <div id={`${id}-error`}>
        {form.errors.map(({ code, message }) => (
          <p class="field-error" data-code={code}>
            {message}
          </p>
        ))}
      </div>
      <input
        id={id}
        name={DOCUMENT_FIELD}
        type="file"
        accept={`.docx,${DOCX}`}
        aria-describedby={wrong ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={wrong ? 'true' : undefined}
      />
    </div>
  );
};

const Reset: FC<{ c: Ctx; name: TemplateName; token: string }> = ({ c, name, token }) => (
  <section class="panel">
    <h2>恢复随产品提供的模板</h2>
    <p>本机关的模板不再使用，但仍留在记录中；已经制发的文书不变。</p>
    <Form c={c} action={`${templateHref(name)}/reset`} token={token} label="恢复随产品提供的模板">
      <Actions>
        <Button kind="danger">恢复</Button>
      </Actions>
    </Form>
  </section>
);

const Placeholders: FC<{ name: TemplateName }> = ({ name }) => {
  const needed = mustStandIn(name);
  const others = FACTS.filter((fact) => mayAppear(fact, name)).filter(
    (fact) => !needed.some(({ anyOf }) => anyOf.includes(fact)),
  );
  return (
    <section class="panel">
      <h2>占位符</h2>
      <p>在 Word 中写成 {'{{申请人}}'}，制发时换成本件的内容。法律要求写明的：</p>
      <ul>
        {needed.map(({ anyOf, article }) => (
          <li>
            {anyOf.map((fact) => `{{${fact}}}`).join(' 或 ')}（{articleText(article)}）
          </li>
        ))}
      </ul>
      <p>还可以用：{others.map((fact) => `{{${fact}}}`).join(' ')}</p>
    </section>
  );
};
