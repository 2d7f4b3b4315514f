/** The form of a change of the calendar. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { FileField } from '../look/file-field.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { ACTIONS, type ChangeKind, FIELDS, PATH, TITLES } from './changes.ts';

type Change = { readonly kind: ChangeKind; readonly form: FormState; readonly token: string };

export function changePage(c: Ctx, { kind, form, token }: Change): Response | Promise<Response> {
  return renderFormPage(c, form, {
    title: TITLES[kind],
    section: 'calendar',
    body: (
      <>
        <Crumb />
        <h1>{TITLES[kind]}</h1>
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <Form
            c={c}
            action={ACTIONS[kind](form.values)}
            token={token}
            label={TITLES[kind]}
            upload={kind === 'LoadCalendarYear'}
          >
            <ChangeFields kind={kind} form={form} />
            <Actions>
              <Button name="do" value="preview">
                下一步：查看影响
              </Button>
              <a href={PATH}>取消</a>
            </Actions>
          </Form>
        </section>
      </>
    ),
  });
}

export const Crumb: FC = () => (
  <p class="crumb">
    <a href={PATH}>工作日历</a>
  </p>
);

const ChangeFields: FC<{ kind: ChangeKind; form: FormState }> = ({ kind, form }) => {
  const takesBack = kind === 'RemoveExtraDay';
  return (
    <>
      {takesBack && <Facts items={[['日期', form.values.date ?? '']]} />}
      <DrawnFields fields={FIELDS[kind].filter(({ name }) => !takesBack || name !== 'date')} form={form} />
      {kind === 'LoadCalendarYear' && (
        <FileField
          form={form}
          name="file"
          label="或者选择文件"
          hint="文本文件或 JSON 文件；选了文件，就不看上面的内容。"
          accept=".txt,.json,text/plain"
          optional
        />
      )}
    </>
  );
};
