/** The first page: where the work of the day begins; in an empty ledger, how to begin at all. */
import type { FC } from 'hono/jsx';
import { ADMINS, CLERKS, EVERYONE } from '../../accounts/permissions.ts';
import { hasCases } from '../../demo/fill-sample.ts';
import { Actions, Button, Form } from '../look/form.tsx';
import { MessagePage } from '../look/layout.tsx';
import { renderPage } from '../look/page.tsx';
import type { Site } from '../site.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../web.ts';

export function homeRoutes(site: Site, web: Web): void {
  site.page('/', EVERYONE, (c, who) => home(c, web, who));
  site.form('/sample', ADMINS, (c, who) => fill(c, web, who));
}

async function home(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const empty = !(await hasCases(web.house.log));
  return renderPage(c, {
    title: '今日',
    section: 'home',
    body: (
      <>
        <h1>今日</h1>
        <p>您好，{who.user}。</p>
        {CLERKS.includes(who.role) && (
          <p>
            <a href="/applications/new">登记一件申请</a>
          </p>
        )}
        {empty && web.config.fillWithSample && ADMINS.includes(who.role) && <Beginning c={c} />}
      </>
    ),
  });
}

const Beginning: FC<{ c: Ctx }> = ({ c }) => (
  <section class="panel" aria-labelledby="beginning">
    <h2 id="beginning">台账还是空的</h2>
    <p>
      可以直接登记第一件申请，也可以先装入示例数据试用。示例数据中的机关、人员和记录全部为虚构，每一页都会标明“示例”；
      装入后请另用一个数据目录正式启用。
    </p>
    <Form c={c} action="/sample">
      <Actions>
        <Button kind="secondary">装入示例数据</Button>
      </Actions>
    </Form>
  </section>
);

/** Only into an empty ledger: a second click finds it filled. */
async function fill(c: Ctx, { house, config }: Web, who: Principal): Promise<Response> {
  if (config.fillWithSample && !(await hasCases(house.log))) {
    await config.fillWithSample(actorOf(who));
    return c.redirect('/', 303);
  }
  return renderPage(c, {
    title: '没有装入',
    status: 409,
    body: <MessagePage title="没有装入">台账中已有记录，示例数据只能装入空台账。</MessagePage>,
  });
}
