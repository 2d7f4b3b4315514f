/** Tabs for the hotline's pages. */
import type { FC } from 'hono/jsx';

const PAGES = [
  ['list', '/hotline', '全部工单'],
  ['queues', '/hotline/queues', '各单位待办'],
  ['supervision', '/hotline/supervision', '督办台'],
  ['figures', '/hotline/figures', '统计图表'],
  ['lists', '/hotline/lists', '热线设置'],
] as const;

type HotlinePage = (typeof PAGES)[number][0];

export const HotlineNavigation: FC<{ current: HotlinePage }> = ({ current }) => (
  <nav class="tabs" aria-label="热线">
    <ul>
      {PAGES.map(([key, href, label]) => (
        <li>
          <a href={href} aria-current={key === current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
