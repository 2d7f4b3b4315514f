/** The first page of those who look at no case: what they settle here. */
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { groupsFor } from '../frame/navigation.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';

export async function startPage(
  c: Ctx,
  { house }: Web,
  { office, role, user }: Principal,
): Promise<Response> {
  const { proposals } = await officeSettings(house.log, office).approvals();
  const others = proposals.filter(({ by, returned }) => by !== user && returned === null).length;
  const sections = groupsFor(role).flatMap((group) => group.sections.filter(({ key }) => key !== 'home'));
  return renderPage(c, {
    title: '今日',
    section: 'home',
    body: (
      <>
        <h1>今日</h1>
        {others > 0 && (
          <Banner kind="warning">
            <a href="/rights">有 {others} 项权限或者安全设置的变更等待复核</a>
          </Banner>
        )}
        <section class="panel" aria-labelledby="mine">
          <h2 id="mine">由您办理的设置</h2>
          <p class="soft">您的角色不查看案件和统计。</p>
          <ul>
            {sections.map(({ href, label }) => (
              <li>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </section>
      </>
    ),
  });
}
