/** Keeping what was read of last year's report: the same way as a file of reports, with a receipt. */
import { WRITERS } from '#shared/accounts/permissions.ts';
import { recordReports } from '#shared/intake/import-reports.ts';
import type { Rejected } from '#shared/intake/import-result.ts';
import { asFile } from '#shared/intake/sent-file.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { heavyBy } from '../frame/long-work.ts';
import { actorOf, type Ctx, ledgerOf, type Principal, type Web } from '../frame/web.ts';
import { PAST } from '../imports/kinds.ts';
import { Banner } from '../look/banner.tsx';
import type { FieldError } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { KEEP_PATH } from './keep-form.tsx';
import { CHECK_PATH, checkerPage } from './pages.tsx';
import { resultPage } from './result-page.tsx';

export function keepRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.form(KEEP_PATH, WRITERS, (c, who, fields) => keep(c, { web, who }, fields));
}

type By = { readonly web: Web; readonly who: Principal };

const WORDS: Readonly<Record<string, string>> = {
  future: '只登记往年的报告',
  conflict: '与已经登记的这一年的数字不一致，先在导入记录里撤回原来的',
};

async function keep(c: Ctx, { web, who }: By, fields: FormFields): Promise<Response> {
  const read = await heavyBy(web, who).run('checkText', textOf(fields, 'report'));
  const nothing: FieldError = {
    field: 'text',
    code: 'nothingSent',
    message: '请粘贴报告的表格，或者选择文件',
  };
  if (!read.ok) return checkerPage(c, { values: {}, errors: [nothing] });
  const year = textOf(fields, 'year');
  const back = (error: FieldError) =>
    resultPage(c, { read, previous: undefined, form: { values: { year }, errors: [error] } });
  if (!/^(?:19|20)\d\d$/.test(year))
    return back({ field: 'year', code: 'yearUnreadable', message: '年度请写四位数字，例如2022' });
  const report = { ...read.report, year: Number(year) };
  const sent = { format: 'ndjson', bytes: Buffer.from(JSON.stringify(report)) } as const;
  const result = await asFile(sent, (file) =>
    recordReports(ledgerOf(web), {
      ...{ kind: 'reports', dryRun: false, options: {}, office: who.office, file },
      actor: { ...actorOf(who), via: 'import' },
      name: `${year}年度报告（核对报告）`,
    }),
  );
  const [rejected] = result.rejected;
  if (rejected !== undefined) return back(faultOf(rejected));
  await web.house.catchUp();
  return keptPage(c, year, result.receipt);
}

function faultOf({ code, field, message }: Rejected): FieldError {
  const where = code === 'conflict' && field !== '' ? `（${field}）` : '';
  return { field: 'year', code, message: `没有登记：${WORDS[code] ?? message}${where}` };
}

function keptPage(c: Ctx, year: string, receipt: string | null): Response | Promise<Response> {
  return renderPage(c, {
    title: '已登记为往年数据',
    section: 'check',
    body: (
      <>
        <h1>{year}年的报告</h1>
        {receipt === null ? (
          <Banner kind="info">这些数字以前已经登记，没有再登记。</Banner>
        ) : (
          <Banner kind="success">
            已登记为往年数据，回执 <a href={`${PAST}/${receipt}`}>{receipt}</a>；登记错了，点回执号撤回。
          </Banner>
        )}
        <p>
          <a href={`/reports/${Number(year) + 1}`}>看 {Number(year) + 1} 年的报告</a>　
          <a href={CHECK_PATH}>核对另一份</a>
        </p>
      </>
    ),
  });
}
