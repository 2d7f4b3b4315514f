/** How one person comes in: where they are signed in, what they show besides the password; both ended by an admin. */
import type { FC } from 'hono/jsx';
import { ADMINS } from '#shared/accounts/permissions.ts';
import { isFactor } from '#shared/accounts/second-factor.ts';
import { endSessions, openSessions } from '#shared/accounts/sessions.ts';
import type { Account, Factor } from '#shared/store/accounts.ts';
import { pageRead } from '../access/reads.ts';
import { SessionList } from '../access/session-list.tsx';
import type { Site } from '../access/site.ts';
import { notAllowed, notFound } from '../access/turned-away.tsx';
import { rulesAt } from '../access/visitor.ts';
import { textOf } from '../frame/form-fields.ts';
import { textOfPart } from '../frame/path-part.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { Button, Form } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { type Asked, PEOPLE, personHref } from './addresses.ts';
import { askChange } from './ask-change.ts';
import { AccountsCrumb } from './entry-form.tsx';

const ONE = `${PEOPLE}/:user/entry`;

export function personEntryRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('peopleRead'));
  site.page(ONE, ADMINS, (c, who) => onPerson(c, { web, who }, (account) => entryPage(c, web, account)));
  site.form(`${ONE}/sessions`, ADMINS, (c, who, fields) =>
    onOther(c, { web, who }, async ({ user }) => {
      const only = textOf(fields, 'id');
      const ended = await endSessions(web.accounts, user, only === '' ? {} : { only });
      web.log({ event: 'sessionsEnded', request: c.var.request, user: who.user, account: user, ended });
      return c.redirect(`${personHref(user)}/entry?saved`, 303);
    }),
  );
  // for a telephone that was lost: the password alone opens again, until another factor is added
  site.form(`${ONE}/factors`, ADMINS, (c, who) =>
    onOther(c, { web, who }, async ({ user, role }) => {
      const done = await askChange(c, { web, who }, { change: 'factors', name: user, role });
      return done instanceof Response ? done : notAllowed(c);
    }),
  );
}

type On = (account: Account) => Response | Promise<Response>;

async function onPerson(c: Ctx, { web, who }: Asked, then: On): Promise<Response> {
  const account = await web.accounts.find(textOfPart(c.req.param('user')));
  return account === null || account.office !== who.office ? notFound(c) : then(account);
}

/** One's own is seen to in 我的账号, with the password. */
const onOther = (c: Ctx, asked: Asked, then: On): Promise<Response> =>
  onPerson(c, asked, (account) => (account.user === asked.who.user ? notAllowed(c) : then(account)));

async function entryPage(c: Ctx, web: Web, account: Account): Promise<Response> {
  const { user, office } = account;
  const rules = await rulesAt(web, office);
  const sessions = await openSessions(web.accounts, { user, rules }, c.var.now);
  const factors = (await web.accounts.factors(user)).filter(isFactor);
  const at = `${personHref(user)}/entry`;
  return renderPage(c, {
    title: `${user} 的登录`,
    section: 'accounts',
    body: (
      <>
        <AccountsCrumb />
        <h1>{user} 的登录</h1>
        {c.req.query('saved') !== undefined && <Banner kind="success">已办理。</Banner>}
        <section class="panel">
          <WaysIn account={account} factors={factors} />
          {factors.length > 0 && (
            <Form c={c} action={`${at}/factors`} label="清除第二种验证方式">
              <p class="soft">手机丢失、恢复码也不在的，确认是本人以后清除；清除后凭密码登录，再重新添加。</p>
              <Button kind="danger">清除第二种验证方式</Button>
            </Form>
          )}
        </section>
        <section>
          <h2>登录着的设备</h2>
          <SessionList c={c} sessions={sessions} action={`${at}/sessions`} />
        </section>
      </>
    ),
  });
}

type Ways = { account: Account; factors: readonly Factor[] };

const WaysIn: FC<Ways> = ({ account: { givenAt, subject }, factors }) => (
  <Facts
    items={[
      [
        '密码',
        givenAt === undefined ? '本人的' : <Tag kind="soon">{minute(givenAt)} 给的，本人还没有更换</Tag>,
      ],
      ['第二种验证方式', factors.length === 0 ? '没有' : factors.map(({ name }) => name).join('、')],
      ['统一身份认证', subject === undefined ? '没有用过' : '已关联'],
    ]}
  />
);
