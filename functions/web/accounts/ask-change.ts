/** A change of an account or a token as it is asked for: carried out, or proposed where the office wants a second person. */
import { type AccountChange, changeAccount } from '#shared/accounts/change-account.ts';
import { isHeld } from '#shared/desk/held.ts';
import { proposeRule } from '#shared/desk/rule-proposals.ts';
import { ACCOUNT_COMMAND } from '#shared/handling/rules.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { EventName } from '#shared/telling/events.ts';
import { actorOf, type Ctx, ledgerOf } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { ACCOUNTS, type Asked } from './addresses.ts';
import { secretPage } from './secret-page.tsx';
import { lastDayWords, scopeWords } from './token-bounds.tsx';

/** What it is called in the log, and the words of the page with its secret. */
type Told = {
  readonly event: EventName;
  readonly title: string;
  readonly named: string;
  readonly secret: string;
};
const TOLD: Readonly<Record<AccountChange['change'], Told>> = {
  add: { event: 'accountAdded', title: '账号已添加', named: '用户名', secret: '密码' },
  role: { event: 'accountRoleChanged', title: '角色已更换', named: '用户名', secret: '' },
  enable: { event: 'accountEnabled', title: '账号已恢复', named: '用户名', secret: '' },
  disable: { event: 'accountDisabled', title: '账号已停用', named: '用户名', secret: '' },
  password: { event: 'accountPasswordReset', title: '密码已重设', named: '用户名', secret: '新密码' },
  factors: { event: 'factorsCleared', title: '第二种验证已清除', named: '用户名', secret: '' },
  department: { event: 'accountDepartmentChanged', title: '科室已更换', named: '用户名', secret: '' },
  token: { event: 'tokenCreated', title: '令牌已生成', named: '系统名称', secret: '令牌' },
};
const HAND_OVER = '请当面或以其他安全方式交给本人，本人登录后在“我的账号”中更换。';
const USE = '调用接口时放在 Authorization: Bearer 之后。';
const FAULTS = {
  nameTaken: '这个用户名已经有人使用，请换一个',
  unknownAccount: '没有这个账号',
} as const;

/** A fault is for the form it was asked at. */
export async function askChange(c: Ctx, asked: Asked, change: AccountChange): Promise<Response | FieldError> {
  const { web, who } = asked;
  const fields = { command: ACCOUNT_COMMAND, ...change };
  const request = { office: who.office, actor: actorOf(who), fields };
  const ledger = ledgerOf(web);
  if (!(await isHeld(ledger, request))) return carryOutChange(c, asked, change);
  const done = await proposeRule(ledger, request);
  return done.ok ? c.redirect(`${ACCOUNTS}?proposed`, 303) : { ...done, field: 'name' };
}

export async function carryOutChange(
  c: Ctx,
  { web, who }: Asked,
  change: AccountChange,
): Promise<Response | FieldError> {
  const { name, role } = change;
  const done = await changeAccount(web.accounts, change, { office: who.office, now: c.var.now });
  if (!done.ok) return { field: 'name', code: done.code, message: FAULTS[done.code] };
  const { event, title, named, secret } = TOLD[change.change];
  web.log({ event, request: c.var.request, user: who.user, account: name, role });
  if (done.secret === undefined) return c.redirect(`${ACCOUNTS}?saved`, 303);
  const bounds = [
    ['归谁使用', change.owner ?? ''],
    ['用途', scopeWords(change.scope)],
    ['有效到', lastDayWords(change.expiresOn, dateOfInstant(c.var.now))],
  ] as const;
  const facts = [
    [named, name] as const,
    ['角色', ROLE_NAMES[role]] as const,
    ...(change.change === 'token' ? bounds : []),
  ];
  const advice = change.change === 'token' ? USE : HAND_OVER;
  return secretPage(c, { title, facts, secret: [secret, done.secret], advice });
}
