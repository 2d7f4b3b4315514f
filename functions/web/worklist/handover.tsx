/** Many cases given to somebody at once: ticked in the work list, with one note for all of them. */
import { randomUUID } from 'node:crypto';
import type { Child, FC } from 'hono/jsx';
import { rolesFor } from '#shared/accounts/permissions.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { isKeyOf } from '#shared/kernel/keys.ts';
import type { OpenCase } from '#shared/worklist/open-cases.ts';
import { type FormFields, TOKEN_FIELD, textOf, valuesOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import { type Ctx, colleaguesOf, type Principal, type Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { SelectField, TextField } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, Form } from '../look/form.tsx';
import type { Column } from '../look/table.tsx';

/** Whom the cases may be given to; nobody where the role may not give them. */
export async function peopleFor(web: Web, who: Principal): Promise<readonly string[]> {
  return rolesFor('AssignCase').includes(who.role) ? colleaguesOf(web, who) : [];
}

type Props = {
  readonly c: Ctx;
  readonly people: readonly string[];
  readonly action: string;
  /** The cases, each with its box. */
  readonly children?: Child;
};

export const HANDOVER = '/worklist/handover';
const nameOf = ({ kind, case: number }: Pick<OpenCase, 'kind' | 'case'>): string => `${kind} ${number}`;
export const TICK: Column<OpenCase> = {
  title: '选',
  onScreen: true,
  cell: (one) => <input type="checkbox" name="case" value={nameOf(one)} aria-label={`选择 ${one.case}`} />,
};

export const Handover: FC<Props> = ({ c, people, action, children }) => (
  <Form c={c} action={action} token={randomUUID()} label="批量交办">
    {children}
    <fieldset class="group no-print">
      <legend>把选中的事项交给</legend>
      <div class="pair">
        <SelectField
          form={BLANK_FORM}
          name="person"
          label="承办人"
          choices={people.map((user) => ({ value: user, label: user }))}
          blank="请选择"
        />
        <TextField form={BLANK_FORM} name="note" label="交接说明" optional />
      </div>
      <Actions>
        <Button kind="secondary">批量交办</Button>
      </Actions>
    </fieldset>
  </Form>
);

type By = { readonly web: Web; readonly who: Principal };

/** Each case is a command of its own: one that cannot be given away keeps none of the others. */
export async function assignMany(c: Ctx, by: By, sent: FormFields): Promise<Child> {
  const [person, note, token] = [textOf(sent, 'person'), textOf(sent, 'note'), textOf(sent, TOKEN_FIELD)];
  const chosen = valuesOf(sent, 'case');
  if (chosen.length === 0 || person === '')
    return (
      <Banner kind="error">{chosen.length === 0 ? '请先选中要交办的事项。' : '承办人：请选择。'}</Banner>
    );
  const refused: string[] = [];
  for (const one of chosen) {
    const [kind = '', ...rest] = one.split(' ');
    const number = rest.join(' ');
    const fields = { command: 'AssignCase', kind, case: number, person, ...(note !== '' && { note }) };
    const done = await sendCommand(c, by, { fields, token, part: one });
    const label = isKeyOf(KIND_LABELS, kind) ? KIND_LABELS[kind] : '';
    if (!done.ok) refused.push(`${label} ${number}：${done.message}`);
  }
  const given = chosen.length - refused.length;
  return (
    <>
      {given > 0 && <Banner kind="success">{`已把 ${given} 件交给 ${person}。`}</Banner>}
      {refused.length > 0 && (
        <Banner kind="error">
          <p>以下事项没有交办：</p>
          <ul>
            {refused.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
}
