/** What is said to somebody who is not let in: at which field, and for how long the door stays closed. */
import type { Checked } from '#shared/accounts/sign-in.ts';
import { epochOf } from '#shared/kernel/plain-date.ts';
import type { Ctx } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';

type Refused = Exclude<Checked, { readonly outcome: 'right' }>;

const WRONG: Readonly<Record<string, string>> = {
  user: '用户名或密码不对',
  old: '现在的密码不对',
  code: '验证码不对，或者已经用过；请等验证器显示下一个再填',
  recovery: '恢复码不对，或者已经用过',
};

/** Of a refused try at a field; whoever has to wait is told how long, and programs by a header. */
export function turnedAway(c: Ctx, refused: Refused, field: keyof typeof WRONG): FieldError {
  if (refused.outcome === 'busy') {
    c.header('retry-after', '10');
    return { field, code: 'busy', message: '现在登录的人太多，请过十秒再试' };
  }
  if (refused.outcome === 'wrong') return { field, code: 'wrongPassword', message: WRONG[field] ?? '不对' };
  const seconds = Math.ceil((epochOf(refused.until) - epochOf(c.var.now)) / 1000);
  c.header('retry-after', String(Math.max(1, seconds)));
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return {
    field,
    code: 'throttled',
    message: `连续多次不成功，请 ${minutes} 分钟后再试；急用的，请系统管理员重设密码，重设后马上可以登录`,
  };
}
