/** Accounts made and changed; the log says by whom, never with what secret. */

import type { AccountChange } from '#shared/accounts/change-account.ts';
import { otherHolder } from '#shared/accounts/names.ts';
import { ADMINS } from '#shared/accounts/permissions.ts';
import type { Account } from '#shared/store/accounts.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed, notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { textOfPart } from '../frame/path-part.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { BLANK_FORM, type FieldError } from '../look/form.tsx';
import {
  ACCOUNTS,
  type Asked,
  HOLDERS,
  NEW_PERSON,
  PEOPLE,
  ROLE_MISSING,
  roleIn,
  wantedIn,
} from './addresses.ts';
import { askChange } from './ask-change.ts';
import { type EntryWords, entryPage, LONGEST_DEPARTMENT } from './entry-form.tsx';
import { listPage } from './list-page.tsx';
import { personPage } from './person-page.tsx';

const WORDS: EntryWords = {
  title: '添加账号',
  action: NEW_PERSON,
  name: ['用户名', '登录时填写，也记入办理经过，建议用本人姓名'],
  button: '添加',
  hasRole: true,
  hasDepartment: true,
};

export function personRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('peopleRead'));
  site.page(ACCOUNTS, ADMINS, (c, who) => listPage(c, { web, who }));
  site.page(NEW_PERSON, ADMINS, (c) => entryPage(c, WORDS, BLANK_FORM));
  site.form(NEW_PERSON, ADMINS, (c, who, fields) => add(c, { web, who }, fields));
  const one = `${PEOPLE}/:user`;
  site.page(one, ADMINS, (c, who) => onPerson(c, { web, who }, (account) => personPage(c, { who, account })));
  site.form(`${one}/role`, ADMINS, (c, who, fields) => setRole(c, { web, who }, fields));
  site.form(`${one}/department`, ADMINS, (c, who, fields) => setDepartment(c, { web, who }, fields));
  site.form(`${one}/password`, ADMINS, (c, who) => change(c, { web, who }, 'password'));
  site.form(`${one}/disable`, ADMINS, (c, who) => change(c, { web, who }, 'disable'));
  site.form(`${one}/enable`, ADMINS, (c, who) => change(c, { web, who }, 'enable'));
}

async function add(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const { web, who } = asked;
  const department = departmentIn(fields);
  const values = { name: textOf(fields, 'name'), role: textOf(fields, 'role'), department };
  const turnedBack = (errors: readonly FieldError[]) => entryPage(c, WORDS, { values, errors });
  const typed = wantedIn(fields, '用户名');
  if (!typed.ok) return turnedBack(typed.errors);
  const { name, role } = typed.wanted;
  const known = { accounts: web.accounts, log: web.house.log, office: who.office };
  const holder = await otherHolder(known, name, 'person');
  if (holder !== null) return turnedBack([HOLDERS[holder]]);
  if ((await web.accounts.find(name)) !== null) return turnedBack([HOLDERS.same]);
  if (department.length > LONGEST_DEPARTMENT) return turnedBack([TOO_LONG]);
  const done = await askChange(c, asked, { change: 'add', name, role, department });
  return done instanceof Response ? done : turnedBack([done]);
}

type On = (account: Account) => Response | Promise<Response>;

/** An account of another office does not exist here. */
async function onPerson(c: Ctx, { web, who }: Asked, then: On): Promise<Response> {
  const account = await web.accounts.find(textOfPart(c.req.param('user')));
  return account === null || account.office !== who.office ? notFound(c) : then(account);
}

const onOther = (c: Ctx, asked: Asked, then: On): Promise<Response> =>
  onPerson(c, asked, (account) => (account.user === asked.who.user ? notAllowed(c) : then(account)));

function setRole(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  return onOther(c, asked, async (account) => {
    const role = roleIn(fields);
    const { who } = asked;
    if (role === null) return personPage(c, { who, account, errors: [ROLE_MISSING] });
    const name = account.user;
    const done = await askChange(c, asked, { change: 'role', name, role, before: account.role });
    if (done instanceof Response) return done;
    return personPage(c, { who, account, errors: [{ ...done, field: 'role' }] });
  });
}

const departmentIn = (fields: FormFields): string => textOf(fields, 'department').normalize('NFKC').trim();
const TOO_LONG: FieldError = {
  field: 'department',
  code: 'tooLong',
  message: `科室的名称不超过 ${LONGEST_DEPARTMENT} 个字`,
};

function setDepartment(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  return onOther(c, asked, async (account) => {
    const department = departmentIn(fields);
    const { who } = asked;
    if (department.length > LONGEST_DEPARTMENT) return personPage(c, { who, account, errors: [TOO_LONG] });
    const { user: name, role } = account;
    const done = await askChange(c, asked, { change: 'department', name, role, department });
    if (done instanceof Response) return done;
    return personPage(c, { who, account, errors: [{ ...done, field: 'department' }] });
  });
}

function change(c: Ctx, asked: Asked, how: 'password' | 'disable' | 'enable'): Promise<Response> {
  return onOther(c, asked, async (account) => {
    const asking: AccountChange = { change: how, name: account.user, role: account.role };
    const done = await askChange(c, asked, asking);
    if (done instanceof Response) return done;
    return personPage(c, { who: asked.who, account, errors: [done] });
  });
}
