/** One's own account: who one is here, how one comes in, and where one is signed in. */
import type { FC } from 'hono/jsx';
import { SIGNED_IN } from '#shared/accounts/permissions.ts';
import { isFactor } from '#shared/accounts/second-factor.ts';
import { endSessions, openSessions } from '#shared/accounts/sessions.ts';
import type { Factor } from '#shared/store/accounts.ts';
import { textOf } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { BLANK_FORM } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { renderPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { PasswordForm } from './own-password.tsx';
import { NOTHING_PERSONAL } from './reads.ts';
import { SessionList } from './session-list.tsx';
import type { Site } from './site.ts';
import { rulesAt } from './visitor.ts';

const ACCOUNT = '/account';
type Asked = { readonly web: Web; readonly who: Principal };

export function ownAccountRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(ACCOUNT, SIGNED_IN, (c, who) => accountPage(c, { web, who }));
  site.form(`${ACCOUNT}/sessions/end`, SIGNED_IN, async (c, who, fields) => {
    const only = textOf(fields, 'id');
    const meant = only === '' ? { except: c.var.present?.id ?? '' } : { only };
    const ended = await endSessions(web.accounts, who.user, meant);
    web.log({ event: 'sessionsEnded', request: c.var.request, user: who.user, account: who.user, ended });
    return c.redirect(`${ACCOUNT}?saved=sessions`, 303);
  });
}

const SAVED: Readonly<Record<string, string>> = {
  password: '密码已更换，其他地方的登录已全部失效。',
  sessions: '选中的登录已经结束。',
};

async function accountPage(c: Ctx, { web, who }: Asked): Promise<Response> {
  const rules = await rulesAt(web, who.office);
  const sessions = await openSessions(web.accounts, { user: who.user, rules }, c.var.now);
  const factors = (await web.accounts.factors(who.user)).filter(isFactor);
  const hasPassword = (await web.accounts.find(who.user))?.passwordHash !== '';
  const saved = SAVED[c.req.query('saved') ?? ''];
  return renderPage(c, {
    title: '我的账号',
    body: (
      <>
        <h1>我的账号</h1>
        {saved !== undefined && <Banner kind="success">{saved}</Banner>}
        <section class="panel">
          <Facts
            items={[
              ['用户名', who.user],
              ['角色', ROLE_NAMES[who.role]],
              ['科室', who.department ?? '没有填写'],
              ['机关', c.var.office.name],
            ]}
          />
        </section>
        {hasPassword ? <ByPassword c={c} factors={factors} /> : <ByProvider />}
        <section>
          <h2>登录着的设备</h2>
          <p class="soft">
            {rules.idleMinutes} 分钟没有操作，或者登录满十二小时，自动退出。不认得的，请结束它并更换密码。
          </p>
          <SessionList c={c} sessions={sessions} action={`${ACCOUNT}/sessions/end`} />
        </section>
      </>
    ),
  });
}

const ByPassword: FC<{ c: Ctx; factors: readonly Factor[] }> = ({ c, factors }) => (
  <>
    <OwnFactors factors={factors} />
    <section class="panel">
      <h2>更换密码</h2>
      <PasswordForm c={c} form={BLANK_FORM} />
    </section>
  </>
);

/** What they show there is the provider's business. */
const ByProvider: FC = () => (
  <Banner kind="info">
    您通过统一身份认证登录，本系统没有您的密码；密码和第二种验证方式在统一身份认证那里管理。
  </Banner>
);

const OwnFactors: FC<{ factors: readonly Factor[] }> = ({ factors }) => (
  <section class="panel">
    <h2>第二种验证方式</h2>
    <p>
      {factors.length === 0 ? '还没有：别人知道了密码就能进来。' : factors.map(({ name }) => name).join('、')}
    </p>
    <p>
      <a class="button button-secondary" href={`${ACCOUNT}/factors`}>
        {factors.length === 0 ? '添加' : '查看、添加、移除'}
      </a>
    </p>
  </section>
);
