/** Tokens of programs: made once, ended when no longer used. */
import { otherHolder } from '#shared/accounts/names.ts';
import { ADMINS } from '#shared/accounts/permissions.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { BLANK_FORM, type FieldError } from '../look/form.tsx';
import { ACCOUNTS, type Asked, HOLDERS, TOKENS, wantedIn } from './addresses.ts';
import { askChange } from './ask-change.ts';
import { type EntryWords, entryPage } from './entry-form.tsx';
import { boundsIn } from './token-bounds.tsx';

const NEW_TOKEN = `${TOKENS}/new`;
const WORDS: EntryWords = {
  title: '新建令牌',
  action: NEW_TOKEN,
  name: ['系统名称', '记入办理经过，例如 区级平台'],
  button: '生成令牌',
  hasRole: true,
  hasBounds: true,
};

export function tokenRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('peopleRead'));
  site.page(NEW_TOKEN, ADMINS, (c) => entryPage(c, WORDS, { ...BLANK_FORM, values: { scope: 'all' } }));
  site.form(NEW_TOKEN, ADMINS, (c, who, fields) => create(c, { web, who }, fields));
  site.form(`${TOKENS}/end`, ADMINS, (c, who, fields) => end(c, { web, who }, fields));
}

async function create(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const { web, who } = asked;
  const { bounds, ...more } = boundsIn(fields, c.var.now);
  const owner = textOf(fields, 'owner').normalize('NFKC').trim() || who.user;
  const values = { name: textOf(fields, 'name'), role: textOf(fields, 'role'), owner, ...more.values };
  const turnedBack = (errors: readonly FieldError[]) => entryPage(c, WORDS, { values, errors });
  const typed = wantedIn(fields, '系统名称');
  const account = await web.accounts.find(owner);
  const isOurs = account !== null && account.office === who.office;
  const errors = [...(typed.ok ? [] : typed.errors), ...(isOurs ? [] : [NO_OWNER]), ...more.errors];
  if (!typed.ok || errors.length > 0) return turnedBack(errors);
  const { name, role } = typed.wanted;
  const known = { accounts: web.accounts, log: web.house.log, office: who.office };
  const holder = await otherHolder(known, name, 'token');
  if (holder !== null) return turnedBack([HOLDERS[holder]]);
  const done = await askChange(c, asked, { change: 'token', name, role, owner, ...bounds });
  return done instanceof Response ? done : turnedBack([done]);
}

const NO_OWNER: FieldError = { field: 'owner', code: 'unknownAccount', message: '没有这个账号' };

async function end(c: Ctx, { web, who }: Asked, fields: FormFields): Promise<Response> {
  const id = textOf(fields, 'id');
  const token = (await web.accounts.tokens()).find((one) => one.id === id && one.office === who.office);
  if (token === undefined) return notFound(c);
  await web.accounts.endToken(id);
  web.log({ event: 'tokenEnded', request: c.var.request, user: who.user, account: token.user });
  return c.redirect(`${ACCOUNTS}?saved`, 303);
}
