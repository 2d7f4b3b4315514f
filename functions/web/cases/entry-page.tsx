/** Entering a new case or record: one form, by keyboard alone, and straight on to the next of the pile. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import type { Fields } from '#shared/desk/execute.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Role } from '#shared/store/accounts.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import {
  type CommandField,
  commandFields,
  errorsAt,
  typedValues,
  type Values,
} from '../look/command-fields.ts';
import { firstOrDraft } from '../look/drafts.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { LikelyTwins, seenField, type Twin, unseen } from './likely-twins.tsx';

export type Entering = { readonly web: Web; readonly who: Principal; readonly now: Instant };
export type EntryField = CommandField & {
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
  /** What the form asks, as the office offers it at the moment. */
  readonly fields: (at: Entering) => Promise<readonly EntryField[]>;
  /** What every command of this entry carries. */
  readonly fixed?: Fields;
  readonly hrefOf: (number: string) => string;
  /** Cases that may be the one that is entered, and what makes them so in words. */
  readonly twins?: (at: Pick<Entering, 'web' | 'who'>, values: Values) => Promise<readonly Twin[]>;
  readonly twinsAre?: string;
};

export function entryRoutes(door: Site, web: Web, entry: Entry): void {
  const site = door.reading(NOTHING_PERSONAL);
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
  const first = Object.fromEntries(
    fields.map(({ name, first: usual = '', sticky }) => [name, (sticky ? kept(name) : undefined) ?? usual]),
  );
  const values = await firstOrDraft(c, asked, { page: `${asked.entry.path}/new`, fields, first });
  const done = c.req.query('done');
  return formPage(c, { asked, fields, form: { values, errors: [] }, token: randomUUID(), done });
}

async function enter(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const { entry } = asked;
  const now = asked.web.house.clock.now();
  const fields = await fieldsOf(asked);
  const values = typedValues(fields, sent);
  const token = textOf(sent, TOKEN_FIELD);
  const { web, who } = asked;
  const find = async () => (await entry.twins?.(asked, values)) ?? [];
  const twins = await unseen({ web, who, fields: sent, token }, find);
  if (twins.length > 0) return formPage(c, { asked, fields, form: { values, errors: [] }, token, twins });
  const command = { command: entry.command, ...entry.fixed, ...commandFields(fields, values, { now }) };
  const execution = await sendCommand(c, asked, { fields: command, token });
  if (!execution.ok) {
    const form = { values, errors: errorsAt(fields, execution) };
    return formPage(c, { asked, fields, form, token });
  }
  if (textOf(sent, 'do') !== 'next')
    return c.redirect(`${entry.hrefOf(execution.number)}?done=${entry.command}`, 303);
  const query = new URLSearchParams({ done: execution.number });
  for (const { name, sticky } of fields) if (sticky) query.set(name, values[name] ?? '');
  return c.redirect(`${entry.path}/new?${query}`, 303);
}

type Shown = {
  readonly asked: Asked;
  readonly fields: readonly EntryField[];
  readonly form: FormState;
  readonly token: string;
  readonly done?: string | undefined;
  readonly twins?: readonly Twin[];
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
        <LikelyTwins twins={shown.twins ?? []} what={entry.twinsAre ?? ''} />
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
  return (
    <section class="panel">
      <Form
        c={c}
        action={entry.path}
        token={token}
        hidden={seenField(shown.twins ?? [])}
        label={entry.title}
        draft={`${entry.path}/new`}
      >
        <div class="pair">
          <DrawnFields fields={fields} form={form} focus />
        </div>
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
