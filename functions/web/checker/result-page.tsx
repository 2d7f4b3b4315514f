/** What the tie-outs of a published report come to: all hold, some fail, or not all could be checked. */
import type { FC } from 'hono/jsx';
import type { Readable } from '#shared/checker/read-report.ts';
import type { ReadTables } from '#shared/checker/read-tables.ts';
import { checksOf } from '#shared/reporting/checks.ts';
import { tablesOf } from '#shared/reporting/forms.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import {
  isWhole,
  type Unchecked,
  type UncheckedNumber,
  type UncheckedTieOut,
  uncheckedOf,
} from '#shared/reporting/unchecked.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { BLANK_FORM, ErrorSummary, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { NumberList } from '../report/number-list.tsx';
import { CheckBanner, checkText } from '../tables/check-lines.tsx';
import { StatutoryTable } from '../tables/statutory-table.tsx';
import { KeepForm } from './keep-form.tsx';
import { CHECK_PATH } from './pages.tsx';

type Result = {
  readonly read: Readable;
  readonly previous: PartialReport | undefined;
  /** Of what was to be kept and could not be. */
  readonly form?: FormState;
};

export function resultPage(
  c: Ctx,
  { read, previous, form = BLANK_FORM }: Result,
): Response | Promise<Response> {
  const { others = [], prose, ...first } = read;
  const reports = [first, ...others];
  return renderFormPage(c, form, {
    title: '核对结果',
    section: 'check',
    wide: true,
    body: (
      <>
        <h1>核对结果</h1>
        <ErrorSummary errors={form.errors} title="没有登记，请先改正" />
        {reports.length > 1 && <Banner kind="warning">这里有 {reports.length} 份报告，下面分别核对。</Banner>}
        {reports.map((one, index) => (
          <>
            {reports.length > 1 && <h2>第 {index + 1} 份</h2>}
            <OneReport read={one} previous={previous} prose={index === 0 ? prose : undefined} />
            {reports.length === 1 && (
              <KeepForm c={c} report={one.report} isWhole={one.unread.length === 0} form={form} />
            )}
          </>
        ))}
        <p class="soft">
          <a href={CHECK_PATH}>核对另一份</a>
        </p>
      </>
    ),
  });
}

type One = {
  readonly read: ReadTables;
  readonly previous: PartialReport | undefined;
  readonly prose: readonly string[] | undefined;
};

const OneReport: FC<One> = ({ read, previous, prose }) => {
  const { report, unread, remarks = [], isTrialForm } = read;
  const unchecked = uncheckedOf(report, { previous, prose, isTrialForm });
  return (
    <>
      <Verdict report={report} previous={previous} unchecked={unchecked} />
      <Disagreeing unchecked={unchecked} />
      <Unread lines={unread} isTrialForm={isTrialForm === true} />
      <NotChecked unchecked={unchecked} />
      {remarks.length > 0 && (
        <Banner kind="info">
          <p>读取时的说明：</p>
          <Lines lines={remarks} />
        </Banner>
      )}
      {tablesOf(report).map((table) => (
        <StatutoryTable table={table} />
      ))}
      <Numbers unchecked={unchecked} />
    </>
  );
};

type Judged = Pick<One, 'previous'> & {
  readonly report: PartialReport;
  readonly unchecked: readonly Unchecked[];
};

/** Green only where every tie-out of the form was checked. */
const Verdict: FC<Judged> = ({ report, previous, unchecked }) => {
  const checks = checksOf(report, previous);
  const holds = checks.every((check) => check.holds);
  if (checks.length === 0) return <Banner kind="warning">读到的内容不足，没有一项勾稽关系可以核对。</Banner>;
  if (!holds || isWhole(unchecked)) return <CheckBanner checks={checks} consequence="" />;
  return (
    <Banner kind="warning">
      报告没有核对完整：已核对的 {checks.length} 项没有不符，没有读到、没有核对的列在下面。
    </Banner>
  );
};

/** The prose of a page is not judged as a tie-out; where it plainly says another number, that stands at the top. */
const Disagreeing: FC<{ unchecked: readonly Unchecked[] }> = ({ unchecked }) => {
  const count = unchecked.filter((one) => one.kind === 'number' && one.figure !== undefined).length;
  return count === 0 ? null : (
    <Banner kind="warning">文字中有 {count} 个数字与表格不同，列在最后，请对照。</Banner>
  );
};

const Unread: FC<{ lines: readonly string[]; isTrialForm: boolean }> = ({ lines, isTrialForm }) => {
  const [first, ...others] = lines;
  if (first === undefined) return null;
  if (isTrialForm && others.length === 0) return <Banner kind="info">{first}。</Banner>;
  return (
    <Banner kind="warning">
      <p>有 {lines.length} 处没有读到，涉及的关系没有核对：</p>
      <Lines lines={lines} />
    </Banner>
  );
};

const Lines: FC<{ lines: readonly string[] }> = ({ lines }) => (
  <ul>
    {[...new Set(lines)].map((line) => (
      <li>{line}</li>
    ))}
  </ul>
);

const NotChecked: FC<{ unchecked: readonly Unchecked[] }> = ({ unchecked }) => {
  const tieOuts = unchecked.filter((one): one is UncheckedTieOut => one.kind === 'tieOut');
  const missing = tieOuts.filter(({ why }) => why === 'cellsMissing');
  return (
    <>
      {missing.length > 0 && (
        <details class="panel">
          <summary>没有核对的勾稽关系（{missing.length} 项）</summary>
          <Lines lines={missing.map(({ id, scope }) => checkText(id, scope))} />
        </details>
      )}
      {tieOuts.some(({ why }) => why === 'noPrevious') && (
        <p class="soft">没有给上一年的报告：K4（上年结转）、K5（现行有效件数）没有核对。</p>
      )}
    </>
  );
};

const Numbers: FC<{ unchecked: readonly Unchecked[] }> = ({ unchecked }) => {
  const numbers = unchecked.filter((one): one is UncheckedNumber => one.kind === 'number');
  return numbers.length === 0 ? null : (
    <section class="panel">
      <h2>文字中没有核对的数字（{numbers.length}个）</h2>
      <p class="soft">文字里的数字没有逐个与表格核对，请自行对照。</p>
      <NumberList numbers={numbers} />
    </section>
  );
};
