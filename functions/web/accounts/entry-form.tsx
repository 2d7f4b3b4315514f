/** The form of a new account, token or feed: a name, and a role where it has one. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { RadioGroup } from '../look/choice-sets.tsx';
import { TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { ACCOUNTS, ROLE_CHOICES } from './addresses.ts';
import { TokenBounds } from './token-bounds.tsx';

/** `action` is where it is sent; `name` what the name is called and how it is used. */
export type EntryWords = {
  readonly title: string;
  readonly action: string;
  readonly name: readonly [label: string, hint: string];
  readonly button: string;
  readonly hasRole: boolean;
  readonly hasBounds?: boolean;
  readonly hasDepartment?: boolean;
};

/** Longer ones are no name of a department. */
export const LONGEST_DEPARTMENT = 100;

export const DepartmentField: FC<{ form: FormState }> = ({ form }) => (
  <TextField
    form={form}
    name="department"
    label="科室"
    hint="写法与案件的承办科室、承办单位一致；限制知悉时，本科室的案件他能看"
    size="short"
    optional
  />
);

export function entryPage(c: Ctx, words: EntryWords, form: FormState): Response | Promise<Response> {
  return renderFormPage(c, form, {
    title: words.title,
    section: 'accounts',
    body: (
      <>
        <AccountsCrumb />
        <h1>{words.title}</h1>
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <Form c={c} action={words.action} label={words.title}>
            <TextField
              form={form}
              name="name"
              label={words.name[0]}
              hint={words.name[1]}
              size="short"
              autofocus
            />
            {words.hasRole && <RadioGroup form={form} name="role" label="角色" choices={ROLE_CHOICES} />}
            {words.hasDepartment && <DepartmentField form={form} />}
            {words.hasBounds && <TokenBounds form={form} />}
            <Actions>
              <Button>{words.button}</Button>
              <a href={ACCOUNTS}>取消</a>
            </Actions>
          </Form>
        </section>
      </>
    ),
  });
}

export const AccountsCrumb: FC = () => (
  <p class="crumb">
    <a href={ACCOUNTS}>账号管理</a>
  </p>
);
