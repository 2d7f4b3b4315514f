/** A tour on one page: what is done, in its order, and where. */
import type { FC } from 'hono/jsx';
import { SIGNED_IN } from '#shared/accounts/permissions.ts';
import type { Role } from '#shared/store/accounts.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed, notFound } from '../access/turned-away.tsx';
import { renderPage } from '../look/page.tsx';
import { TOURS, type Tour } from './tours.ts';

export function tourRoutes(door: Site): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page('/help/tours/:tour', SIGNED_IN, (c, { role }) => {
    const tour = TOURS.find(({ id }) => id === c.req.param('tour'));
    if (tour === undefined) return notFound(c);
    if (!tour.roles.includes(role)) return notAllowed(c);
    return renderPage(c, { title: `${tour.title}的一天`, body: <Walk tour={tour} /> });
  });
}

/** For the top of the help. */
export const TourLinks: FC<{ role: Role }> = ({ role }) => (
  <p>
    第一次用，先走一遍：
    {TOURS.filter(({ roles }) => roles.includes(role)).map(({ id, title }, index) => (
      <>
        {index > 0 && '、'}
        <a href={`/help/tours/${id}`}>{title}</a>
      </>
    ))}
    。
  </p>
);

const Walk: FC<{ tour: Tour }> = ({ tour: { title, steps } }) => (
  <>
    <p class="crumb">
      <a href="/help">使用说明</a>
    </p>
    <h1>{title}的一天</h1>
    <section class="panel">
      <ol class="tour">
        {steps.map(({ title: name, text, href }) => (
          <li>
            <h2>
              <a href={href}>{name}</a>
            </h2>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </section>
  </>
);
