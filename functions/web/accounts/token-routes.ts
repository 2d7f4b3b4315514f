/** Tokens of programs: made once, ended when no longer used. */
import { ADMINS } from '#shared/accounts/permissions.ts';
import { createToken } from '#shared/accounts/tokens.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { BLANK_FORM } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { ACCOUNTS, type Asked, TOKENS, wantedIn } from './addresses.ts';
import { type EntryWords, entryPage } from './entry-form.tsx';
import { secretPage } from './secret-page.tsx';
import { boundsIn, lastDayWords, scopeWords } from './token-bounds.tsx';

const NEW_TOKEN = `${TOKENS}/new`;
const WORDS: EntryWords = {
  title: '新建令牌',
  action: NEW_TOKEN,
  name: ['系统名称', '记入办理经过，例如 区级平台'],
  button: '生成令牌',
  hasRole: true,
  hasBounds: true,
};

const PERSON = { field: 'name', code: 'nameTaken', message: '这是一个人的用户名，请换一个' } as const;

export function tokenRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('peopleRead'));
  site.page(NEW_TOKEN, ADMINS, (c) => entryPage(c, WORDS, { ...BLANK_FORM, values: { scope: 'all' } }));
  site.form(NEW_TOKEN, ADMINS, (c, who, fields) => create(c, { web, who }, fields));
  site.form(`${TOKENS}/end`, ADMINS, (c, who, fields) => end(c, { web, who }, fields));
}

async function create(c: Ctx, { web, who }: Asked, fields: FormFields): Promise<Response> {
  const { bounds, ...more } = boundsIn(fields, c.var.now);
  const values = { name: textOf(fields, 'name'), role: textOf(fields, 'role'), ...more.values };
  const typed = wantedIn(fields, '系统名称');
  const errors = [...(typed.ok ? [] : typed.errors), ...more.errors];
  if (!typed.ok || errors.length > 0) return entryPage(c, WORDS, { values, errors });
  const { name, role } = typed.wanted;
  // what it does would stand in the history under the name of a person, who may be asked to approve it
  if ((await web.accounts.find(name)) !== null) return entryPage(c, WORDS, { values, errors: [PERSON] });
  const token = await createToken(web.accounts, { name, role, office: who.office, ...bounds });
  web.log({ event: 'tokenCreated', request: c.var.request, user: who.user, account: name, role });
  return secretPage(c, {
    title: '令牌已生成',
    facts: [
      ['系统名称', name],
      ['角色', ROLE_NAMES[role]],
      ['用途', scopeWords(bounds.scope)],
      ['有效到', lastDayWords(bounds.expiresOn, dateOfInstant(c.var.now))],
    ],
    secret: ['令牌', token],
    advice: '调用接口时放在 Authorization: Bearer 之后。',
  });
}

async function end(c: Ctx, { web, who }: Asked, fields: FormFields): Promise<Response> {
  const id = textOf(fields, 'id');
  const token = (await web.accounts.tokens()).find((one) => one.id === id && one.office === who.office);
  if (token === undefined) return notFound(c);
  await web.accounts.endToken(id);
  web.log({ event: 'tokenEnded', request: c.var.request, user: who.user, account: token.user });
  return c.redirect(`${ACCOUNTS}?saved`, 303);
}
