/** Files beside the other fields of a form, and what becomes of those that were sent. */
import type { FC } from 'hono/jsx';
import { faultIn, LARGEST_FILE_MB } from '#shared/attachments/keep-file.ts';
import {
  ATTACHMENT_KIND_LABELS,
  type AttachmentKind,
  FILE_TYPE_TERMS,
  FILE_TYPES,
} from '#shared/glossary/attachments.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { isKeyOf } from '#shared/kernel/keys.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { choicesOf, SelectField } from '../look/fields.tsx';
import { FileField } from '../look/file-field.tsx';
import type { FieldError, FormState } from '../look/form.tsx';

const MEGABYTE = 1024 * 1024;
const ACCEPTED = FILE_TYPES.flatMap((type) => FILE_TYPE_TERMS[type].endings.map((one) => `.${one}`)).join(
  ',',
);

export const mostOf = ({ config }: Pick<Web, 'config'>): number => config.largestFileMb ?? LARGEST_FILE_MB;

type Fields = {
  readonly form: FormState;
  readonly most: number;
  readonly paper: AttachmentKind;
  /** Where a file may come before the form. */
  readonly c?: Ctx;
};

/** What may be sent is said before anything is chosen. */
export const AttachFields: FC<Fields> = ({ form, most, paper, c }) => {
  const chosen = { ...form, values: { paper, ...form.values } };
  return (
    <div class="attach">
      <SelectField form={chosen} name="paper" label="材料" choices={choicesOf(ATTACHMENT_KIND_LABELS)} />
      <div>
        <FileField
          {...(c && { c })}
          form={form}
          name="files"
          label="文件"
          hint={`PDF、OFD、图片（JPEG、PNG、WebP、TIFF）、Word、Excel、纯文本，可选多个；每个以及一次合计不超过 ${most} MB。可以拖到这里，也可以粘贴截图。`}
          accept={ACCEPTED}
          most={most * MEGABYTE}
          multiple
        />
        <FileField form={form} name="photo" label="拍照" accept="image/*" when="camera" capture />
      </div>
    </div>
  );
};

/** Of a form that registers a case: one stop on the way to its button. `again`: the form came back. */
export const AttachBeside: FC<Fields & { readonly again: boolean }> = ({ again, ...fields }) => (
  <details class="group" open={again}>
    <summary>附件（选填）</summary>
    {again && <p class="hint">浏览器不保留选好的文件，请重新选择。</p>}
    <AttachFields {...fields} />
  </details>
);

export function filesIn(sent: FormFields): readonly File[] {
  return ['files', 'photo']
    .flatMap((name) => [sent[name] ?? []].flat())
    .filter((one): one is File => one instanceof File && (one.size > 0 || one.name !== ''));
}

type To = { readonly kind: CaseKind; readonly number: string };
type By = { readonly web: Web; readonly who: Principal };

/** Each by itself: one that is not taken does not keep the others out. What is wrong is said of each. */
export async function attachSent(
  c: Ctx,
  by: By,
  { to, sent }: { readonly to: To; readonly sent: FormFields },
): Promise<readonly FieldError[]> {
  const errors: FieldError[] = [];
  const written = textOf(sent, 'paper');
  const paper = isKeyOf(ATTACHMENT_KIND_LABELS, written) ? written : 'other';
  const files = filesIn(sent);
  for (const [index, file] of files.entries()) {
    const fault = await attachOne(c, by, { to, paper, file, index, token: textOf(sent, TOKEN_FIELD) });
    if (fault === null) continue;
    const which = files.length === 1 ? file.name : `第 ${index + 1} 个（${file.name}）`;
    errors.push({ ...fault, field: 'files', message: `${which}：${fault.message}` });
  }
  return errors;
}

type One = {
  readonly to: To;
  readonly paper: AttachmentKind;
  readonly file: File;
  readonly index: number;
  readonly token: string;
};

async function attachOne(
  c: Ctx,
  by: By,
  { to, paper, file, index, token }: One,
): Promise<{ readonly code: string; readonly message: string } | null> {
  const content = await file.bytes();
  // what came before its form is not bound by what a request may hold
  const most = by.web.house.hatch === undefined ? mostOf(by.web) : LARGEST_FILE_MB;
  const fault = faultIn(content, most);
  if (fault !== null) return { code: fault.code, message: refusalText(fault.code, fault.facts) };
  const fields = {
    ...{ command: 'AttachFile', kind: to.kind, case: to.number, paper },
    // cut within a character of two halves, it would be no text
    name: file.name.slice(-200).toWellFormed() || '附件',
    content: Buffer.from(content).toString('base64'),
  };
  const done = await sendCommand(c, by, { fields, token, part: `file ${index}` });
  return done.ok ? null : { code: done.code, message: done.message };
}

/** With a registration that went through: what could not be kept is told on the next page. */
export async function attachBeside(
  c: Ctx,
  by: By,
  of: { readonly to: To; readonly sent: FormFields },
): Promise<void> {
  const errors = await attachSent(c, by, of);
  const told = errors.map(({ message }) => ({ code: 'fileNotKept', facts: { message } }) as const);
  c.set('warnings', [...c.var.warnings, ...told]);
}
