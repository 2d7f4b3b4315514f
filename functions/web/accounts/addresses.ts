/** Where accounts, tokens and feeds are, and what is asked of a new one. */

import { accountName } from '#shared/accounts/entry.ts';
import type { Holder } from '#shared/accounts/names.ts';
import { ROLES, type Role } from '#shared/store/accounts.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { pathPart } from '../frame/path-part.ts';
import type { Principal, Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';

export const ACCOUNTS = '/accounts';
export const NEW_PERSON = `${ACCOUNTS}/new`;
export const PEOPLE = `${ACCOUNTS}/people`;
export const TOKENS = `${ACCOUNTS}/tokens`;
export const FEEDS = `${ACCOUNTS}/feeds`;

export function personHref(user: string): string {
  return `${PEOPLE}/${pathPart(user)}`;
}

const MAY: Readonly<Record<Role, string>> = {
  intake: '录入来件、登记热线并答复来电',
  officer: '办理全部案件，批量导入',
  approver: '查看全部内容，批准或者退回别人提请的步骤，自己不办件',
  reporter: '查看全部内容，撰写年度报告、定稿，管理日历、政策、文书等业务设置',
  auditor: '查看全部内容，不能改动',
  security: '审批规则、三员分立、限制知悉和授权，不看案件',
  accounts: '人员账号、接口令牌和推送来源，不看案件',
  admin: '全部权限；三员分立以后只管账号',
};
export const ROLE_CHOICES = ROLES.map((role) => ({
  value: role,
  label: `${ROLE_NAMES[role]}：${MAY[role]}`,
}));

export type Asked = { readonly web: Web; readonly who: Principal };

export function roleIn(fields: FormFields): Role | null {
  return ROLES.find((role) => role === textOf(fields, 'role')) ?? null;
}
/** Why a name is not free: whoever acts under it stands in the histories. */
const held = (message: string): FieldError => ({ field: 'name', code: 'nameTaken', message });
export const HOLDERS = {
  person: held('这是一个人的用户名，请换一个'),
  token: held('这是一个接口令牌的名称，请换一个'),
  feed: held('这是一个推送来源的名称，请换一个'),
  same: held('这个用户名已经有人使用，请换一个'),
} as const satisfies Readonly<Record<Holder | 'same', FieldError>>;

export const ROLE_MISSING: FieldError = { field: 'role', code: 'roleMissing', message: '请选择角色' };

type Wanted = { readonly name: string; readonly role: Role };
type Typed =
  | { readonly ok: true; readonly wanted: Wanted }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The name and role of a new person or program; `word` is what the name is called on the form. */
export function wantedIn(fields: FormFields, word: string): Typed {
  const name = accountName(textOf(fields, 'name'));
  const role = roleIn(fields);
  const errors: FieldError[] = [];
  if (name === null) {
    const message = `${word}由文字、数字和 . _ - @ 组成，1 到 64 个字符，中间不留空格`;
    errors.push({ field: 'name', code: 'nameUnfit', message });
  }
  if (role === null) errors.push(ROLE_MISSING);
  return name === null || role === null ? { ok: false, errors } : { ok: true, wanted: { name, role } };
}
