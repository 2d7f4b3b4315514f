/** The first page: what came in today and what is due. */
import { EVERYONE } from '../../accounts/permissions.ts';
import { renderPage } from '../look/page.tsx';
import type { Site } from '../site.ts';
import type { Web } from '../web.ts';

export function homeRoutes(site: Site, _web: Web): void {
  site.page('/', EVERYONE, (c, who) =>
    renderPage(c, {
      title: '今日',
      section: 'home',
      body: (
        <>
          <h1>今日</h1>
          <p>您好，{who.user}。</p>
        </>
      ),
    }),
  );
}
