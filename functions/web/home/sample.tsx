/** The sample office: offered in an empty ledger only, after it was said that it stays. */

import { SETTLERS } from '#shared/accounts/permissions.ts';
import { hasCases } from '#shared/ledger/sample-mark.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { Actions, Button, Form } from '../look/form.tsx';
import { MessagePage } from '../look/layout.tsx';
import { renderPage } from '../look/page.tsx';

const SAMPLE = '/sample';

export function sampleRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(SAMPLE, SETTLERS, async (c, who) => ((await offersSample(web, who)) ? ask(c) : refused(c)));
  site.form(SAMPLE, SETTLERS, (c, who) => fill(c, web, who));
}

/** Whether there are cases is read from the log: only for those who could be offered the sample. */
export async function offersSample({ config, house }: Web, { role }: Principal): Promise<boolean> {
  return config.fillWithSample !== undefined && SETTLERS.includes(role) && !(await hasCases(house.log));
}

function ask(c: Ctx): Response | Promise<Response> {
  return renderPage(c, {
    title: '装入示例数据',
    section: 'home',
    body: (
      <>
        <h1>装入示例数据</h1>
        <section class="panel" aria-label="装入以前">
          <p>
            示例数据中的机关、人员和记录全部为虚构，机关名称也换成虚构的，每一页都会标明“示例”。报告、期限和统计都可以照样试。记录都标为今天补录，所以“按某日已登记的内容统计”看不到从前；要连这一项一起试，请用命令行
            taizhang demo 另建一个示例目录。
          </p>
          <Banner kind="warning">装入以后不能移除。试用完毕，请另用一个数据目录正式启用。</Banner>
          <Form c={c} action={SAMPLE} label="装入示例数据">
            <Actions>
              <Button>装入示例数据</Button>
              <a href="/">不装入</a>
            </Actions>
          </Form>
        </section>
      </>
    ),
  });
}

/** Only into an empty ledger: a second click finds it filled. */
async function fill(c: Ctx, { house, config }: Web, who: Principal): Promise<Response> {
  if (config.fillWithSample && !(await hasCases(house.log))) {
    await config.fillWithSample(actorOf(who));
    return c.redirect('/', 303);
  }
  return refused(c);
}

function refused(c: Ctx): Response | Promise<Response> {
  return renderPage(c, {
    title: '没有装入',
    status: 409,
    body: <MessagePage title="没有装入">台账中已有记录，示例数据只能装入空台账。</MessagePage>,
  });
}
