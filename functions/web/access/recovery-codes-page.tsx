/** Recovery codes that were just made: on this page once, kept nowhere but as their hashes. */
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';

export function codesPage(c: Ctx, codes: readonly string[]): Response | Promise<Response> {
  return renderPage(c, {
    title: '恢复码',
    body: (
      <>
        <h1>恢复码</h1>
        <Banner kind="warning">
          恢复码只在这里显示一次，请现在打印或者抄下，锁好。以前的恢复码已经作废。
        </Banner>
        <section class="panel">
          <p>手机丢失、损坏时，用其中一个代替验证码登录，每个只能用一次：</p>
          <ol class="codes">
            {codes.map((code) => (
              <li>
                <code class="secret">{code}</code>
              </li>
            ))}
          </ol>
        </section>
        <p>
          <a href="/account/factors">已抄下，返回</a>
        </p>
      </>
    ),
  });
}
