/** Entering a new case or record: one form, by keyboard alone, and straight on to the next of the pile. */
import { randomUUID } from 'node:crypto';
import type { Child, FC } from 'hono/jsx';
import type { Fields } from '#shared/desk/execute.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, formKey, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type FieldOffer, OneField } from './step-fields.tsx';
import type { StepField } from './step-form.ts';
import { errorAt, readField } from './step-values.ts';

export type Entering = { readonly web: Web; readonly who: Principal; readonly now: string };
/** A field of an entry offers its choices by itself: there is no case yet that could narrow them. */
export type EntryField = Omit<StepField, 'choices' | 'initial'> & {
  readonly choices?: FieldOffer['choices'];
  readonly first?: string;
  /** Kept for the next of the pile. */
  readonly sticky?: boolean;
};
export type Entry = {
  readonly command: string;
  /** The form is at `<path>/new` and posted to `path`. */
  readonly path: string;
  readonly section: string;
  readonly roles: readonly Role[];
  readonly title: string;
  readonly about: string;
  readonly listTitle: string;
  /** What the section offers beside the list, such as lists and figures. */
  readonly fields: (at: Entering) => Promise<readonly EntryField[]>;
  /** What every command of this entry carries. */
  readonly fixed?: Fields;
  readonly hrefOf: (number: string) => string;
};

export function entryRoutes(site: Site, web: Web, entry: Entry): void {
  site.page(`${entry.path}/new`, entry.roles, (c, who) => openForm(c, { web, who, entry }));
  site.form(entry.path, entry.roles, (c, who, sent) => enter(c, { web, who, entry }, sent));
}

type Asked = { readonly web: Web; readonly who: Principal; readonly entry: Entry };

function fieldsOf({ web, who, entry }: Asked): Promise<readonly EntryField[]> {
  return entry.fields({ web, who, now: web.house.clock.now() });
}

async function openForm(c: Ctx, asked: Asked): Promise<Response> {
  const fields = await fieldsOf(asked);
  const kept = (name: string): string | undefined => c.req.query(name);
  const values = Object.fromEntries(
    fields.map(({ name, first = '', sticky }) => [name, (sticky ? kept(name) : undefined) ?? first]),
  );
  const done = c.req.query('done');
  return formPage(c, { asked, fields, form: { values, errors: [] }, token: randomUUID(), done });
}

async function enter(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const { web, who, entry } = asked;
  const fields = await fieldsOf(asked);
  const token = textOf(sent, TOKEN_FIELD);
  const execution = await sendCommand(
    c,
    { web, who },
    {
      fields: { command: entry.command, ...entry.fixed, ...commandFields(fields, sent) },
      key: formKey(who.user, token),
    },
  );
  const values = Object.fromEntries(fields.map(({ name }) => [name, textOf(sent, name)]));
  if (!execution.ok) {
    const errors = (execution.faults ?? [execution]).map((one) => errorAt({ fields }, one));
    return formPage(c, { asked, fields, form: { values, errors }, token });
  }
  if (textOf(sent, 'do') !== 'next')
    return c.redirect(`${entry.hrefOf(execution.number)}?done=${entry.command}`, 303);
  const sticky = fields.filter((field) => field.sticky).map(({ name }) => [name, values[name] ?? '']);
  const query = new URLSearchParams([['done', execution.number], ...sticky] as [string, string][]);
  return c.redirect(`${entry.path}/new?${query}`, 303);
}

/** A blank field is left out, so that the command's own schema says what is missing. */
function commandFields(fields: readonly EntryField[], sent: FormFields): Fields {
  const typed = fields.map((field) => [field, textOf(sent, field.name)] as const);
  return Object.fromEntries(
    typed.filter(([, text]) => text !== '').map(([field, text]) => [field.name, readField(field, text)]),
  );
}

type Shown = {
  readonly asked: Asked;
  readonly fields: readonly EntryField[];
  readonly form: FormState;
  readonly token: string;
  readonly done?: string | undefined;
};

function formPage(c: Ctx, shown: Shown): Response | Promise<Response> {
  const { entry } = shown.asked;
  const { form } = shown;
  return renderFormPage(c, form, {
    title: entry.title,
    section: entry.section,
    body: (
      <>
        <p class="crumb">
          <a href={entry.path}>{entry.listTitle}</a>
        </p>
        <h1>{entry.title}</h1>
        <p class="soft">{entry.about}</p>
        {shown.done && <JustEntered entry={entry} number={shown.done} />}
        <ErrorSummary errors={form.errors} />
        <EntryForm c={c} shown={shown} />
      </>
    ),
  });
}

const JustEntered: FC<{ entry: Entry; number: string }> = ({ entry, number }) => (
  <Banner kind="success">
    已登记 <a href={entry.hrefOf(number)}>{number}</a>，可以继续登记下一件。
  </Banner>
);

const EntryForm: FC<{ c: Ctx; shown: Shown }> = ({ c, shown }) => {
  const { asked, fields, form, token } = shown;
  const { entry } = asked;
  const blank = fields.findIndex(({ name, optional }) => !optional && !form.values[name]);
  const drawn: Child[] = fields.map((field, index) => (
    <OneField
      field={field}
      form={form}
      choices={field.choices ?? []}
      autofocus={form.errors.length === 0 && index === Math.max(blank, 0)}
    />
  ));
  return (
    <section class="panel">
      <Form c={c} action={entry.path} token={token} label={entry.title}>
        <div class="pair">{drawn}</div>
        <Actions>
          <Button name="do" value="save">
            登记
          </Button>
          <Button kind="secondary" name="do" value="next">
            登记并继续下一件
          </Button>
        </Actions>
      </Form>
    </section>
  );
};
