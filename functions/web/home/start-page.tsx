/** The first page of those who look at no case: what they settle here. */
import { groupsFor } from '../frame/navigation.ts';
import type { Ctx, Principal } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';

export function startPage(c: Ctx, { role }: Principal): Response | Promise<Response> {
  const sections = groupsFor(role).flatMap((group) => group.sections.filter(({ key }) => key !== 'home'));
  return renderPage(c, {
    title: '今日',
    section: 'home',
    body: (
      <>
        <h1>今日</h1>
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
