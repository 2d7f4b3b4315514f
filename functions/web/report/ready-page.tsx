/** Whether a year can be signed: what stands in the way, when that was looked at, and how far the looking is. */
import type { Readiness } from '#shared/year/in-the-way.ts';
import { UnsureSuits } from '../appeals/not-counted-page.tsx';
import { type Ctx, officeHere } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { type Came, ReadWhen, readByJob } from '../look/read-by-job.tsx';
import { EmptyState } from '../look/table.tsx';
import { type Asked, hrefOf } from './address.ts';
import { NumberList } from './number-list.tsx';
import { asShown, Obstacles, parted } from './obstacles.tsx';
import { Crumb } from './sheet-page.tsx';

const PATH = '/ready';

export async function readyPage(c: Ctx, asked: Asked): Promise<Response> {
  const { web, who, address } = asked;
  const { year, scope } = address;
  const title = `${year}年度报告：检查能否定稿`;
  const came = await readByJob<Readiness>(
    c,
    { web, who },
    {
      ...{ what: 'ready', of: [String(year), scope], request: { office: officeHere(c), year, scope } },
      ...{ path: hrefOf(address, PATH), title, section: 'reports', crumb: <Crumb address={address} /> },
    },
  );
  return came instanceof Response ? came : checkedPage(c, asked, { title, ...came });
}

type Checked = Came<Readiness> & { readonly title: string };

function checkedPage(c: Ctx, asked: Asked, { title, job, found: ready }: Checked) {
  const { address, who } = asked;
  const { found, numbers } = parted(asShown(ready.obstacles));
  return renderPage(c, {
    title,
    section: 'reports',
    body: (
      <>
        <Crumb address={address} />
        <h1>{title}</h1>
        <ReadWhen job={job} path={hrefOf(address, PATH)}>
          台账有没有被改动、和存证是否一致，定稿时逐条核对。
        </ReadWhen>
        <UnsureSuits suits={ready.suits} />
        {found.length === 0 ? (
          <EmptyState title={numbers.length === 0 ? '可以定稿' : '核对文字中的数字以后，可以定稿'}>
            表格的勾稽关系全部相符，没有妨碍定稿的记录，独立复算的结果一致。
            {numbers.length > 0 && `文字中有${numbers.length}个数字要在定稿时逐个确认。`}
          </EmptyState>
        ) : (
          <section class="panel">
            <h2>还有{found.length}处要处理</h2>
            <Obstacles obstacles={found} address={address} role={who.role} />
          </section>
        )}
        {numbers.length > 0 && (
          <section class="panel">
            <h2>未核对的数字（{numbers.length}个）</h2>
            <p class="soft">
              这些数字不是由数据填入的，也没有表格可对。定稿时要逐个确认；能用数据名称的，请改用名称。
            </p>
            <NumberList numbers={numbers} />
          </section>
        )}
      </>
    ),
  });
}
