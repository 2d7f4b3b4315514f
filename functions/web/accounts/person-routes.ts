/** Accounts made and changed; the log says by whom, never with what secret. */

import { addUser, resetPassword } from '#shared/accounts/entry.ts';
import { ADMINS } from '#shared/accounts/permissions.ts';
import type { Account } from '#shared/store/accounts.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed, notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { BLANK_FORM, type FieldError } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { ACCOUNTS, type Asked, NEW_PERSON, PEOPLE, ROLE_MISSING, roleIn, wantedIn } from './addresses.ts';
import { type EntryWords, entryPage } from './entry-form.tsx';
import { listPage } from './list-page.tsx';
import { personPage } from './person-page.tsx';
import { secretPage } from './secret-page.tsx';

const WORDS: EntryWords = {
  title: '添加账号',
  action: NEW_PERSON,
  name: ['用户名', '登录时填写，也记入办理经过，建议用本人姓名'],
  button: '添加',
  hasRole: true,
};
const HAND_OVER = '请当面或以其他安全方式交给本人，本人登录后在“我的账号”中更换。';

export function personRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('peopleRead'));
  site.page(ACCOUNTS, ADMINS, (c, who) => listPage(c, { web, who }));
  site.page(NEW_PERSON, ADMINS, (c) => entryPage(c, WORDS, BLANK_FORM));
  site.form(NEW_PERSON, ADMINS, (c, who, fields) => add(c, { web, who }, fields));
  const one = `${PEOPLE}/:user`;
  site.page(one, ADMINS, (c, who) => onPerson(c, { web, who }, (account) => personPage(c, { who, account })));
  site.form(`${one}/role`, ADMINS, (c, who, fields) => setRole(c, { web, who }, fields));
  site.form(`${one}/password`, ADMINS, (c, who) => newPassword(c, { web, who }));
  site.form(`${one}/disable`, ADMINS, (c, who) => turn(c, { web, who }, true));
  site.form(`${one}/enable`, ADMINS, (c, who) => turn(c, { web, who }, false));
}

async function add(c: Ctx, { web, who }: Asked, fields: FormFields): Promise<Response> {
  const values = { name: textOf(fields, 'name'), role: textOf(fields, 'role') };
  const turnedBack = (errors: readonly FieldError[]) => entryPage(c, WORDS, { values, errors });
  const typed = wantedIn(fields, '用户名');
  if (!typed.ok) return turnedBack(typed.errors);
  const { name, role } = typed.wanted;
  const givenAt = web.house.clock.now();
  const password = await addUser(web.accounts, { user: name, role, office: who.office, givenAt });
  if (password === null)
    return turnedBack([{ field: 'name', code: 'nameTaken', message: '这个用户名已经有人使用，请换一个' }]);
  web.log({ event: 'accountAdded', request: c.var.request, user: who.user, account: name, role });
  return secretPage(c, {
    title: '账号已添加',
    facts: [
      ['用户名', name],
      ['角色', ROLE_NAMES[role]],
    ],
    secret: ['密码', password],
    advice: HAND_OVER,
  });
}

type On = (account: Account) => Response | Promise<Response>;

/** An account of another office does not exist here. */
async function onPerson(c: Ctx, { web, who }: Asked, then: On): Promise<Response> {
  const account = await web.accounts.find(c.req.param('user') ?? '');
  return account === null || account.office !== who.office ? notFound(c) : then(account);
}

const onOther = (c: Ctx, asked: Asked, then: On): Promise<Response> =>
  onPerson(c, asked, (account) => (account.user === asked.who.user ? notAllowed(c) : then(account)));

function setRole(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const { web, who } = asked;
  return onOther(c, asked, async (account) => {
    const role = roleIn(fields);
    if (role === null) return personPage(c, { who, account, errors: [ROLE_MISSING] });
    await web.accounts.change(account.user, { role });
    const said = { request: c.var.request, user: who.user, account: account.user, role };
    web.log({ event: 'accountRoleChanged', ...said });
    return c.redirect(`${ACCOUNTS}?saved`, 303);
  });
}

function newPassword(c: Ctx, asked: Asked): Promise<Response> {
  const { web, who } = asked;
  return onOther(c, asked, async ({ user }) => {
    const password = await resetPassword(web.accounts, user, web.house.clock.now());
    if (password === null) return notFound(c);
    web.log({ event: 'accountPasswordReset', request: c.var.request, user: who.user, account: user });
    const facts = [['用户名', user]] as const;
    return secretPage(c, { title: '密码已重设', facts, secret: ['新密码', password], advice: HAND_OVER });
  });
}

function turn(c: Ctx, asked: Asked, disabled: boolean): Promise<Response> {
  const { web, who } = asked;
  return onOther(c, asked, async ({ user }) => {
    await web.accounts.change(user, { disabled });
    const event = disabled ? 'accountDisabled' : 'accountEnabled';
    web.log({ event, request: c.var.request, user: who.user, account: user });
    return c.redirect(`${ACCOUNTS}?saved`, 303);
  });
}
