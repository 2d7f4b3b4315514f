/** Whether a year can be signed: what stands in the way, when that was looked at, and how far the looking is. */
import type { FC } from 'hono/jsx';
import { askedFor, jobId } from '#shared/jobs/ask-job.ts';
import { isOver, type Job } from '#shared/store/jobs.ts';
import type { Readiness } from '#shared/year/in-the-way.ts';
import { UnsureSuits } from '../appeals/not-counted-page.tsx';
import { carrierOf } from '../frame/long-work.ts';
import { type Ctx, officeHere } from '../frame/web.ts';
import { goingOnPage, notDonePage } from '../look/going-on.tsx';
import { renderPage } from '../look/page.tsx';
import { EmptyState } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { type Address, type Asked, hrefOf } from './address.ts';
import { NumberList } from './number-list.tsx';
import { asShown, Obstacles, parted } from './obstacles.tsx';
import { Crumb } from './sheet-page.tsx';

const PATH = '/ready';
/** As long as for a signature. */
const WAIT_MS = 6000;

export async function readyPage(c: Ctx, asked: Asked): Promise<Response> {
  const { address } = asked;
  const known = await jobNamed(c, asked);
  const job = known ?? (await begun(c, asked));
  const title = `${address.year}年度报告：检查能否定稿`;
  const place = { title, section: 'reports', crumb: <Crumb address={address} /> } as const;
  const at = hrefOf(address, PATH, { job: job.id });
  if (!isOver(job))
    return known === null ? c.redirect(at, 303) : goingOnPage(c, { ...place, job, unit: '条记录', at });
  const found = await asked.web.house.jobs.kept<Readiness>(job, job.result);
  if (found !== null) return checkedPage(c, asked, { title, job, found });
  return notDonePage(c, { ...place, again: <a href={hrefOf(address, PATH)}>再查一次</a> });
}

/** The one that the address names, where it is of this office and year. */
async function jobNamed(c: Ctx, { web, address }: Asked): Promise<Job | null> {
  const id = c.req.query('job');
  return id === idFor(c.var.office.id, address) ? web.house.jobs.find(id) : null;
}

const idFor = (office: string, { year, scope }: Address): string =>
  jobId('ready', office, String(year), scope);

function begun(c: Ctx, { web, who, address: { year, scope } }: Asked): Promise<Job> {
  const office = officeHere(c);
  const id = idFor(office.id, { year, scope });
  const request = { office, year, scope };
  const asked = { id, office: office.id, what: 'ready', askedBy: who.user, request } as const;
  return askedFor(web.house, asked, { carrier: carrierOf(web), milliseconds: WAIT_MS });
}

type Checked = { readonly title: string; readonly job: Job; readonly found: Readiness };

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
        <When job={job} address={address} />
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

/** What is recorded later is not in it; the chains and seals are looked at by the signing itself. */
const When: FC<{ job: Job; address: Address }> = ({ job, address }) => (
  <p class="soft">
    查的是 {minute(job.askedAt)} 开始时的全部记录，{minute(job.changedAt)} 查完。
    <a href={hrefOf(address, PATH)}>再查一次</a>
    。台账有没有被改动、和存证是否一致，定稿时逐条核对。
  </p>
);
