/** The annual report that is due next: how many days are left, and what is still in its way. */
import type { Child, FC } from 'hono/jsx';
import { dateOf, daysBetween, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { isName } from '#shared/ledger/office-name.ts';
import { untouchedSections } from '#shared/reporting/narrative-template.ts';
import { latest } from '#shared/reporting/year-state.ts';
import type { Count } from '#shared/store/lists.ts';
import { openingOf, templateOf, yearStateOf } from '#shared/year/year-history.ts';
import { currentReport } from '#shared/year/year-standing.ts';
import { type Ctx, officeHere, type Web } from '../frame/web.ts';
import { hrefOf, ledgerOf } from '../report/address.ts';

type NextReport = {
  readonly year: number;
  /** 条例49: on or before. */
  readonly by: PlainDate;
  readonly on: PlainDate;
  readonly unnamed: boolean;
  readonly untouched: number;
  readonly failing: number;
};

/** Of the year before, until that is signed or was published before the product; then of this year. */
export async function nextReport(c: Ctx, web: Web, on: PlainDate): Promise<NextReport> {
  const { log, views } = web.house;
  const office = officeHere(c);
  const last = { office: office.id, year: yearOf(on) - 1 };
  const isPast =
    latest(await yearStateOf(log, last)) !== null ||
    (await openingOf(log, last)) !== null ||
    !(await views.years(office.id)).includes(last.year);
  const year = isPast ? last.year + 1 : last.year;
  const { wording } = await yearStateOf(log, { office: office.id, year, scope: 'own' });
  const report = await currentReport(ledgerOf(web), { office, year, scope: 'own' });
  return {
    ...{ year, on, by: dateOf(`${year + 1}-01-31`) },
    unnamed: !isName(office.name),
    untouched: untouchedSections(wording, await templateOf(log, office.id)).length,
    failing: report.checks.filter(({ holds }) => !holds).length,
  };
}

/** What is not done in time shows from here on: earlier in the year every section is unwritten. */
const NEAR_DAYS = 92;

export const NextReportCard: FC<{ next: NextReport; unconfirmed: Count }> = ({ next, unconfirmed }) => {
  const { year, by, on } = next;
  const left = daysBetween(on, by);
  const blocks = left > NEAR_DAYS ? [] : blocksOf(next, unconfirmed);
  return (
    <section class="panel" aria-labelledby="next-report">
      <h2 id="next-report">
        <a href={hrefOf({ year, scope: 'own' })}>{year} 年度报告</a>
      </h2>
      <p class={`countdown${left < 0 ? ' late' : ''}`}>
        {left < 0 ? '已过公布期限' : '距公布期限'} <strong>{Math.abs(left)}</strong> 天
        <span class="soft small">（{by} 以前公布，条例第四十九条）</span>
      </p>
      {blocks.length > 0 && (
        <>
          <h3>定稿以前还要</h3>
          <ul class="due-reasons">
            {blocks.map((block) => (
              <li>{block}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

function blocksOf({ year, unnamed, untouched, failing }: NextReport, { count }: Count): readonly Child[] {
  const address = { year, scope: 'own' } as const;
  return [
    ...(unnamed ? [<a href="/office">写明机关名称</a>] : []),
    ...(untouched > 0 ? [<a href={hrefOf(address)}>写好 {untouched} 个部分的文字</a>] : []),
    ...(failing > 0 ? [<a href={`/tables/${year}`}>处理 {failing} 项不相符的勾稽关系</a>] : []),
    ...(count > 0 ? [<a href="/applications?status=unconfirmed">确认收到日期</a>] : []),
  ];
}
