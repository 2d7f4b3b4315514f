/** What is shown to those who may not go on: programs get a problem document, people a page that says what to do. */

import type { Child } from 'hono/jsx';
import type { StatusCode } from 'hono/utils/http-status';
import { problem } from '../frame/answers.ts';
import type { Ctx } from '../frame/web.ts';
import { MessagePage } from '../look/layout.tsx';
import { renderPage } from '../look/page.tsx';

type Titled = { readonly status: StatusCode; readonly title: string };

function messagePage(c: Ctx, { status, title }: Titled, text: Child): Response | Promise<Response> {
  return renderPage(c, { title, status, body: <MessagePage title={title}>{text}</MessagePage> });
}

export function isForPrograms(c: Ctx): boolean {
  return c.req.path.startsWith('/api/') || c.req.path === '/healthz' || c.req.path === '/readyz';
}

export function notSignedIn(c: Ctx): Response | Promise<Response> {
  if (isForPrograms(c))
    return problem(c, { status: 401, code: 'notSignedIn', title: '请先登录，或出示有效的令牌' });
  const { pathname, search } = new URL(c.req.url);
  const back =
    c.req.method === 'GET' && pathname !== '/' ? `?next=${encodeURIComponent(pathname + search)}` : '';
  return c.redirect(`/sign-in${back}`, 303);
}

export function notAllowed(c: Ctx): Response | Promise<Response> {
  if (isForPrograms(c)) return problem(c, { status: 403, code: 'notAllowed', title: '当前角色没有这项权限' });
  return messagePage(
    c,
    { status: 403, title: '没有权限' },
    '您的角色不能使用这一页。如确有需要，请联系本机关的系统管理员。',
  );
}

/** A token that is good for less than its role may. */
export function outOfScope(c: Ctx): Response {
  return problem(c, { status: 403, code: 'outOfScope', title: '这个令牌没有这个用途' });
}

/** Somebody who is signed in, and has to see to their own account before anything else. */
export function dutyFirst(c: Ctx): Response | Promise<Response> {
  const isPassword = c.var.present?.standing.duties.includes('password') ?? false;
  if (isForPrograms(c))
    return problem(c, { status: 403, code: 'accountFirst', title: '请先在“我的账号”完成要求的事项' });
  if (c.req.method === 'GET') return c.redirect(isPassword ? '/account/password' : '/account/factors', 303);
  return messagePage(
    c,
    { status: 403, title: isPassword ? '请先更换密码' : '请先添加第二种验证方式' },
    <>
      没有保存任何内容。先到 <a href="/account">我的账号</a>
      {isPassword ? ' 把别人给的密码换成自己的' : ' 添加第二种验证方式'}，再回到原来那一页。
    </>,
  );
}

/** The form's token does not match: the session ended meanwhile, or the form is not ours. */
export function oldForm(c: Ctx): Response | Promise<Response> {
  return messagePage(
    c,
    { status: 403, title: '表单已失效' },
    '登录状态已经变化，或表单不是由本系统发出，因此没有保存任何内容。请返回上一页，刷新后重新提交。',
  );
}

export function notFound(c: Ctx): Response | Promise<Response> {
  if (isForPrograms(c)) return problem(c, { status: 404, code: 'notFound', title: '没有这个地址' });
  return messagePage(c, { status: 404, title: '找不到页面' }, '没有这个地址，或者这条记录不存在。');
}

/** The address exists, but not for this method. */
export function wrongMethod(c: Ctx, allowed: string): Response | Promise<Response> {
  c.header('allow', allowed);
  if (isForPrograms(c))
    return problem(c, { status: 405, code: 'wrongMethod', title: `这个地址只接受 ${allowed}` });
  return messagePage(
    c,
    { status: 405, title: '不能这样打开' },
    '这个地址是提交表单用的，没有可以打开的页面。请从相应的页面进入。',
  );
}

/** A page that begins nowhere in the list: a program gets an error, a person the first page. */
export function unknownPlace(c: Ctx): Response {
  if (isForPrograms(c))
    return problem(c, { status: 400, code: 'badPlace', title: '不是上一页给出的位置', field: 'after' });
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.delete('after');
  return c.redirect(searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`, 303);
}

/** The rest of a body that is too large is not read. */
export function tooLarge(c: Ctx): Response | Promise<Response> {
  if (isForPrograms(c)) return problem(c, { status: 413, code: 'tooLarge', title: '提交的内容过大' });
  return messagePage(
    c,
    { status: 413, title: '提交的内容过大' },
    '没有保存任何内容。文件不能超过页面上写明的大小，较多的附件请分次上传；未登录时只能提交登录表单。',
  );
}

/** What an account has going on at once, and how long one piece of it may take, has an end. */
export function tooMuchWork(c: Ctx, why: 'quota' | 'deadline'): Response | Promise<Response> {
  const status = why === 'quota' ? 429 : 422;
  if (why === 'quota') c.header('retry-after', '10');
  const title = why === 'quota' ? '前面的还没有处理完' : '内容太多，时限内处理不完';
  if (isForPrograms(c)) return problem(c, { status, code: 'tooMuchWork', title });
  return messagePage(
    c,
    { status, title },
    why === 'quota'
      ? '您提交的几份文件还在读，没有再读这一份。请等前面的有了结果，再提交一次。'
      : '没有保存任何内容。请把文件分开，或者只留需要的部分，再提交一次。',
  );
}

/** The body cannot be split into its fields. */
export function badForm(c: Ctx): Response | Promise<Response> {
  return messagePage(
    c,
    { status: 400, title: '表单不完整' },
    '收到的表单内容不完整，没有保存任何内容。请返回上一页重新提交。',
  );
}

/** `reference` is the number under which the log holds what happened. */
export function brokenDown(c: Ctx, reference: string): Response | Promise<Response> {
  if (isForPrograms(c))
    return problem(c, { status: 500, code: 'internal', title: '系统内部错误', reference });
  return messagePage(
    c,
    { status: 500, title: '系统出错了' },
    <>
      刚才的操作没有完成，已保存的内容不受影响。请稍后再试；仍不行时，把故障编号 <code>{reference}</code>{' '}
      告诉系统管理员。
    </>,
  );
}
