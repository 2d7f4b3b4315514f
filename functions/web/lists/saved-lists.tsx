/** Lists that a person narrowed and kept under a name: links above the list, saved and deleted there. */
import type { FC } from 'hono/jsx';
import * as z from 'zod';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { writable } from '#shared/kernel/written.ts';
import type { SavedList } from '#shared/store/accounts.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { TextField } from '../look/fields.tsx';
import {
  Actions,
  BLANK_FORM,
  Button,
  ErrorSummary,
  type FieldError,
  Form,
  type FormState,
} from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { addressOf, type List } from './list.ts';

const SAVED = '/saved-lists';
const MOST_SAVED = 20;
const LONGEST_NAME = 20;
/** An address of our own, never one that a browser takes for another host. */
const Kept = z.object({
  path: z
    .string()
    .max(200)
    .regex(/^\/[a-z][a-z0-9/.-]*$/),
  query: z.string().max(1000),
});

export function savedListRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.form(SAVED, EVERYONE, (c, who, fields) => keep(c, { web, who, fields }));
  site.form(`${SAVED}/delete`, EVERYONE, (c, who, fields) => drop(c, { web, who, fields }));
}

type Of = {
  readonly c: Ctx;
  readonly list: Pick<List<never>, 'path' | 'query'>;
  readonly saved: readonly SavedList[];
};

export const SavedLists: FC<Of> = ({ c, list, saved }) => {
  const query = list.query.toString();
  const current = saved.find((one) => one.query === query);
  return saved.length === 0 && query === '' ? null : (
    <div class="saved-lists">
      {saved.length > 0 && (
        <nav class="years" aria-label="保存的筛选">
          <ul>
            {saved.map((one) => (
              <li>
                <a href={`${one.path}?${one.query}`} aria-current={one === current ? 'page' : undefined}>
                  {one.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {current !== undefined && (
        <Form
          c={c}
          action={`${SAVED}/delete`}
          hidden={{ path: list.path, query, name: current.name }}
          label="删除保存的筛选"
        >
          <Button kind="secondary">删除“{current.name}”</Button>
        </Form>
      )}
      {current === undefined && query !== '' && (
        <details>
          <summary>保存这个筛选</summary>
          <NameForm c={c} form={BLANK_FORM} hidden={{ path: list.path, query }} />
        </details>
      )}
    </div>
  );
};

type Naming = {
  readonly c: Ctx;
  readonly form: FormState;
  readonly hidden: Readonly<Record<string, string>>;
};

const NameForm: FC<Naming> = ({ c, form, hidden }) => (
  <Form c={c} action={SAVED} hidden={hidden} label="保存筛选">
    <TextField
      form={form}
      name="name"
      label="名称"
      size="medium"
      hint={`至多 ${LONGEST_NAME} 个字；只有自己看得到。不要写入个人信息`}
    />
    <Actions>
      <Button>保存</Button>
    </Actions>
  </Form>
);

type Sent = { readonly web: Web; readonly who: Principal; readonly fields: FormFields };

async function keep(c: Ctx, { web, who, fields }: Sent): Promise<Response> {
  const list = keptIn(fields);
  const name = writable(textOf(fields, 'name'));
  const fault = faultIn(name, list && (await web.accounts.savedLists(who.user, list.path)));
  if (list === null || fault !== null) return again(c, { list, name, fault });
  await web.accounts.saveList(who.user, { ...list, name });
  return c.redirect(`${list.path}?${list.query}`, 303);
}

async function drop(c: Ctx, { web, who, fields }: Sent): Promise<Response> {
  const list = keptIn(fields);
  if (list !== null) await web.accounts.dropList(who.user, { ...list, name: textOf(fields, 'name') });
  return c.redirect(list === null ? '/' : list.path, 303);
}

/** Null for what no page of ours sends. */
function keptIn(fields: FormFields): z.output<typeof Kept> | null {
  const kept = Kept.safeParse({ path: textOf(fields, 'path'), query: textOf(fields, 'query') });
  if (!kept.success) return null;
  const query = new URLSearchParams(kept.data.query);
  for (const place of ['after', 'back', 'seen', 'as']) query.delete(place);
  return { ...kept.data, query: query.toString() };
}

function faultIn(name: string, saved: readonly SavedList[] | null): FieldError | null {
  const fault = (code: string, message: string): FieldError => ({
    field: 'name',
    code,
    message: `名称：${message}`,
  });
  if (saved === null) return { field: '', code: 'badList', message: '这个列表的筛选不能保存' };
  if (name === '') return fault('required', '必填');
  if ([...name].length > LONGEST_NAME) return fault('tooLong', `至多 ${LONGEST_NAME} 个字`);
  return saved.length >= MOST_SAVED && saved.every((one) => one.name !== name)
    ? fault('tooMany', `每个列表至多保存 ${MOST_SAVED} 个，请先删除不用的`)
    : null;
}

type Again = {
  readonly list: z.output<typeof Kept> | null;
  readonly name: string;
  readonly fault: FieldError | null;
};

function again(c: Ctx, { list, name, fault }: Again): Response | Promise<Response> {
  const form: FormState = { values: { name }, errors: fault === null ? [] : [fault] };
  return renderFormPage(c, form, {
    title: '保存筛选',
    body: (
      <>
        {list !== null && (
          <p class="crumb">
            <a href={addressOf({ path: list.path, query: new URLSearchParams(list.query) })}>回到列表</a>
          </p>
        )}
        <h1>保存筛选</h1>
        <ErrorSummary errors={form.errors} />
        {list !== null && <NameForm c={c} form={form} hidden={{ path: list.path, query: list.query }} />}
      </>
    ),
  });
}
