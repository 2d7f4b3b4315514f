/** A secret that was just made: on this page once, kept nowhere but as its hash. */
import type { Child } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { ACCOUNTS } from './addresses.ts';
import { AccountsCrumb } from './entry-form.tsx';

type Made = {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly secret: readonly [label: string, value: string];
  readonly advice: string;
  /** How it is used. */
  readonly children?: Child;
};

export function secretPage(
  c: Ctx,
  { title, facts, secret, advice, children }: Made,
): Response | Promise<Response> {
  const [label, value] = secret;
  return renderPage(c, {
    title,
    section: 'accounts',
    body: (
      <>
        <AccountsCrumb />
        <h1>{title}</h1>
        <Banner kind="warning">
          {label}只在这里显示一次，请现在抄下。离开本页以后谁也看不到，只能重新生成。
        </Banner>
        <section class="panel">
          <Facts items={[...facts, [label, <code class="secret">{value}</code>]]} />
          <p class="soft">{advice}</p>
          <p>
            怎么用它，见 <a href="/help/api">接口说明</a>。
          </p>
        </section>
        {children}
        <p>
          <a href={ACCOUNTS}>已抄下，返回账号管理</a>
        </p>
      </>
    ),
  });
}
