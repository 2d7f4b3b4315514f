/**
 * The store cannot do something now: the page says why and keeps what was typed, to be sent once more under the token it
 * bore, so that it counts once. Programs get a problem document; both are told when to come again.
 */
import type { AuditUnwritable } from '#shared/store/audit-log.ts';
import { type Unavailable, unavailableFor } from '#shared/store/faults.ts';
import { problem } from '../frame/answers.ts';
import { type FormFields, valuesOf } from '../frame/form-fields.ts';
import { routeOf } from '../frame/request-log.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { Actions, Button } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { fieldsOf } from './form-bodies.ts';
import { isForPrograms } from './turned-away.tsx';

type Words = {
  readonly title: string;
  readonly why: string;
  /** In a few words. */
  readonly reason: string;
  readonly seconds: number;
};
const WORDS: Readonly<Record<Unavailable, Words>> = {
  busy: {
    title: '系统正忙，暂时没有办成',
    why: '存放数据的服务这时忙不过来。请稍等片刻。',
    reason: '存放数据的服务正忙',
    seconds: 5,
  },
  unreachable: {
    title: '暂时连不上存放数据的服务',
    why: '存放数据的服务没有回应。请稍等片刻；几分钟后还是这样，请告诉系统管理员。',
    reason: '连不上存放数据的服务',
    seconds: 10,
  },
  full: {
    title: '磁盘已满，暂时不能保存',
    why: '存放数据的磁盘满了，新的内容写不进去。请告诉系统管理员腾出空间。',
    reason: '磁盘已满',
    seconds: 60,
  },
  readOnly: {
    title: '数据文件夹不能写入，暂时不能保存',
    why: '存放数据的文件夹或文件现在只能读、不能写。请告诉系统管理员检查权限和挂载方式。',
    reason: '数据文件夹不能写入',
    seconds: 60,
  },
  damaged: {
    title: '数据文件有损坏，这一步做不了',
    why: '存放数据的文件有一部分读不出来。请告诉系统管理员，用副本恢复之前不要再写入。',
    reason: '数据文件有损坏',
    seconds: 600,
  },
  device: {
    title: '磁盘读写出错，暂时不能保存',
    why: '存放数据的磁盘读写失败。请告诉系统管理员检查磁盘。',
    reason: '磁盘读写出错',
    seconds: 60,
  },
  otherVersion: {
    title: '程序已换成另一个版本，要重新启动',
    why: '另一个版本的程序已经接管了这里的数据，正在运行的这一个不能再往下做。请告诉系统管理员重新启动程序。',
    reason: '程序已换成另一个版本',
    seconds: 60,
  },
};

export const wordsFor = (why: Unavailable): string => WORDS[why].title;

export async function unavailable(c: Ctx, { log }: Pick<Web, 'log'>, why: Unavailable): Promise<Response> {
  const { title, why: text, seconds } = WORDS[why];
  const { request = '' } = c.var;
  log({ event: 'unavailable', request, route: routeOf(c), why });
  c.header('retry-after', String(seconds));
  if (isForPrograms(c))
    return problem(c, { status: 503, code: 'unavailable', title, reference: request, facts: { why } });
  return comeAgain(c, title, `${text}已经保存的内容不受影响。`);
}

/** Reading leaves an entry; where none can be written nothing is shown. An alarm listens for the line. */
export function notRecorded(
  c: Ctx,
  { log }: Pick<Web, 'log'>,
  fault: AuditUnwritable,
): Response | Promise<Response> {
  const why = unavailableFor(fault);
  const reason = why === null ? '' : `（${WORDS[why].reason}）`;
  log({ event: 'auditUnwritable', request: c.var.request, route: routeOf(c), ...(why && { why }) });
  c.header('retry-after', String(why === null ? 10 : WORDS[why].seconds));
  const title = '访问记录写不进去，没有显示内容';
  const facts = { ...(why && { why }) };
  if (isForPrograms(c)) return problem(c, { status: 503, code: 'auditUnwritable', title, facts });
  return comeAgain(
    c,
    title,
    `查看个人信息必须留下记录。现在记录写不进去${reason}，因此没有显示；刚才提交的操作如已办理，不受影响。请告诉系统管理员，恢复后再打开。`,
  );
}

/** What was typed is kept on the page. */
async function comeAgain(c: Ctx, title: string, text: string): Promise<Response> {
  const typed = c.req.method === 'POST' ? await typedIn(c) : null;
  const body = (
    <div class="message">
      <h1>{title}</h1>
      <p>{text}</p>
      {typed === null ? (
        <Again address={addressOf(c)} isPage={c.req.method !== 'POST'} />
      ) : (
        <Resend to={addressOf(c)} typed={typed} />
      )}
      <p>
        <a href="/">回到首页</a> · 故障编号 <code>{c.var.request}</code>
      </p>
    </div>
  );
  return renderPage(c, { title, status: 503, body });
}

function Again({ address, isPage }: { address: string; isPage: boolean }) {
  return isPage ? (
    <p>
      <a href={address}>再打开一次</a>
    </p>
  ) : (
    <p>刚才提交的内容没有保留在这一页上：请返回上一页，重新提交一次。同一张表单再提交一次，不会重复办理。</p>
  );
}

/** As it was sent, token and all: nothing is added to it, so that a page elsewhere gains nothing by sending it here. */
function Resend({ to, typed }: { to: string; typed: FormFields }) {
  return (
    <form class="form" method="post" action={to} novalidate>
      {Object.keys(typed).flatMap((name) =>
        valuesOf(typed, name).map((value) => <input type="hidden" name={name} value={value} />),
      )}
      <p>刚才填写的内容都还在。稍后再提交一次即可，不会重复办理。</p>
      <Actions>
        <Button>再提交一次</Button>
      </Actions>
    </form>
  );
}

function addressOf(c: Ctx): string {
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}

/** What is never shown again: passwords, codes and keys of one's own account. */
const SECRET = /^\/(?:sign-in|account|accounts|drafts)(?:\/|$)/;
const MOST_BYTES = 1024 * 1024;

/** Null where it cannot be kept: files, secrets, and what no form of ours sends. */
async function typedIn(c: Ctx): Promise<FormFields | null> {
  if (SECRET.test(c.req.path) || isTooLong(c)) return null;
  const fields = await fieldsOf(c).catch(() => null);
  if (fields === null || typeof fields === 'string') return null;
  const isFile = (value: unknown): boolean => value instanceof File && value.size > 0;
  return Object.values(fields).flat().some(isFile) ? null : fields;
}

/** Before the visitor is known nobody has looked how long the body is that is on its way. */
function isTooLong(c: Ctx): boolean {
  const said = c.req.header('content-length');
  return said === undefined ? c.var.principal === undefined : Number(said) >= MOST_BYTES;
}
