/** 使用说明: what a person of this role does here, and where. */
import type { FC } from 'hono/jsx';
import { SIGNED_IN } from '#shared/accounts/permissions.ts';
import type { Role } from '#shared/store/accounts.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { renderPage } from '../look/page.tsx';
import { TOPICS, type Topic } from './topics.ts';
import { TourLinks, tourRoutes } from './tour-page.tsx';

const HELP_PATH = '/help';

export function helpRoutes(door: Site): void {
  tourRoutes(door);
  const site = door.reading(NOTHING_PERSONAL);
  site.page(HELP_PATH, SIGNED_IN, (c, { role }) => {
    const topics = TOPICS.filter(({ roles }) => roles.includes(role));
    return renderPage(c, { title: '使用说明', body: <Help topics={topics} role={role} /> });
  });
}

const Help: FC<{ topics: readonly Topic[]; role: Role }> = ({ topics, role }) => (
  <>
    <h1>使用说明</h1>
    <TourLinks role={role} />
    <nav aria-label="本页内容">
      <ul class="years">
        {topics.map(({ id, title }) => (
          <li>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
    {topics.map((topic) => (
      <Section topic={topic} />
    ))}
  </>
);

const Section: FC<{ topic: Topic }> = ({ topic: { id, title, lines, links } }) => (
  <section class="panel" id={id}>
    <h2>{title}</h2>
    {lines.map((line) => (
      <p>{line}</p>
    ))}
    <p class="actions">
      {links.map(([href, label]) => (
        <a href={href}>{label}</a>
      ))}
    </p>
  </section>
);
