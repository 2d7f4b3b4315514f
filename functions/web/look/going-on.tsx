/** Long work that goes on: how far it is, on a page that asks again by itself, with script or without. */
import type { Child, FC } from 'hono/jsx';
import type { Job } from '#shared/store/jobs.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from './banner.tsx';
import { renderPage } from './page.tsx';

const SECONDS = 2;

type Going = {
  readonly title: string;
  readonly section: string;
  readonly crumb?: Child;
  readonly job: Pick<Job, 'state' | 'done' | 'of'>;
  /** What is counted: 行, 条记录. */
  readonly unit: string;
  /** Where it can be looked at again. */
  readonly at: string;
};

export function goingOnPage(c: Ctx, going: Going): Response | Promise<Response> {
  const { title, section, crumb = null } = going;
  c.header('refresh', String(SECONDS));
  return renderPage(c, {
    ...{ title, section },
    body: (
      <>
        {crumb}
        <h1>{title}</h1>
        <section class="panel" aria-live="polite">
          <HowFar going={going} />
          <p class="soft">
            页面每 {SECONDS} 秒自动更新；可以先去做别的，稍后再
            <a href={going.at}>回来看</a>。
          </p>
        </section>
      </>
    ),
  });
}

/** The bar stands there from the beginning, so that nothing moves when the share is known. */
const HowFar: FC<{ going: Going }> = ({ going: { title, job, unit } }) => {
  const { done, of } = job;
  const share = of === null || of === 0 ? null : Math.min(99, Math.floor((100 * done) / of));
  return (
    <>
      <p>
        {job.state === 'waiting'
          ? '已经排上，马上开始。'
          : `已读 ${done} ${unit}${share === null ? '' : `，约 ${share}%`}。`}
      </p>
      {share === null ? (
        <progress aria-label={title} />
      ) : (
        <progress max={100} value={share} aria-label={title} />
      )}
    </>
  );
};

type Failed = Pick<Going, 'title' | 'section' | 'crumb'> & { readonly again: Child };

/** It was given up, or what came of it is kept no longer. */
export function notDonePage(c: Ctx, { title, section, crumb = null, again }: Failed) {
  return renderPage(c, {
    ...{ title: `没有做完：${title}`, section },
    body: (
      <>
        {crumb}
        <h1>没有做完：{title}</h1>
        <Banner kind="warning">{again}</Banner>
      </>
    ),
  });
}
