/** What became of a file: how many rows, and each bad one by line and column. */
import type { FC } from 'hono/jsx';
import { warningText } from '#shared/glossary/warnings.ts';
import type { ImportResult, Rejected } from '#shared/intake/import-result.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { WarningCode } from '#shared/kernel/warning-code.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, Facts } from '../look/table.tsx';
import { ImportForm } from './import-form.tsx';
import { fieldName, OFFERED, type OfferedKind, PAST, PATH } from './kinds.ts';

export type Finding = {
  readonly kind: OfferedKind;
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly dates: string;
  readonly result: ImportResult;
  readonly warned: Warning[];
};

/** More are no longer read by anybody; the file is mended and sent again. */
const MOST_SHOWN = 500;

export function resultPage(c: Ctx, finding: Finding): Response | Promise<Response> {
  const { kind, fileName, dryRun, result, dates } = finding;
  const { label, listAt } = OFFERED[kind];
  const title = dryRun ? '检查结果' : '导入结果';
  return renderPage(c, {
    title: `${title}：${label}`,
    section: 'imports',
    body: (
      <>
        <p class="crumb">
          <a href={`${PATH}?kind=${kind}`}>批量导入</a>
        </p>
        <h1>
          {title}：{label}
        </h1>
        <Verdict finding={finding} />
        <section class="panel">
          <Facts
            items={[
              ['文件', fileName],
              ['读到', `${result.read} 行`],
              [dryRun ? '可以登记' : '已登记', `${result.recorded} 行`],
              [dryRun ? '重复，不会再登记' : '重复，未再登记', `${result.duplicates} 行`],
              ['有误，未登记', `${result.rejected.length} 行`],
              ...(result.receipt === null ? [] : [['回执', <Receipt id={result.receipt} />] as const]),
            ]}
          />
          {!dryRun && <a href={listAt}>查看{label}</a>}
        </section>
        <Warned finding={finding} />
        <Faults kind={kind} rejected={result.rejected} />
        <section class="panel" aria-labelledby="again">
          <h2 id="again">{dryRun ? '登记这个文件' : '再导一个文件'}</h2>
          <ImportForm c={c} form={{ values: { kind, dates }, errors: [] }} />
        </section>
      </>
    ),
  });
}

const Warned: FC<{ finding: Finding }> = ({ finding: { warned, dryRun } }) => (
  <>
    <LeftOut warned={warned} />
    <Added warned={warned} dryRun={dryRun} />
    <Others warned={warned} />
  </>
);

/** Where the import can be taken back. */
const Receipt: FC<{ id: string }> = ({ id }) => (
  <>
    {id}（<a href={`${PAST}/${id}`}>导错了，撤回</a>）
  </>
);

const Verdict: FC<{ finding: Finding }> = ({ finding: { result, dryRun } }) => {
  const { read, rejected } = result;
  if (read === 0) return <Banner kind="warning">文件里没有一行数据：是空的，或者只有列名。</Banner>;
  if (rejected.length === 0)
    return <Banner kind="success">{dryRun ? '没有发现问题，还没有登记。' : '全部行都已处理。'}</Banner>;
  return (
    <Banner kind="warning">
      {rejected.length} 行有误，{dryRun ? '其余可以登记' : '其余已经处理'}
      。改正以后整个文件再导一次即可，已登记的行不会重复。
    </Banner>
  );
};

/** A label the office had not known was taken into its list; it may be a slip of the pen. */
const Added: FC<{ warned: readonly Warning[]; dryRun: boolean }> = ({ warned, dryRun }) => {
  const added = warned.filter(({ code }) => code === 'addedToList');
  const labels = new Set(added.map(({ facts }) => String(facts?.label ?? '')));
  return labels.size === 0 ? null : (
    <Banner kind="info">
      下列名称原来没有，{dryRun ? '登记时会' : '已'}加入热线设置的清单，请看看有没有写错：
      {[...labels].join('、')}。
      {added.some(({ facts }) => facts?.list === 'sources') && (
        <>
          新的来源只计入全部事件；属于12345热线的，
          {dryRun ? '请登记以前' : '以后导入以前请'}在<a href="/hotline/lists#sources">热线设置</a>里写明。
        </>
      )}
    </Banner>
  );
};

/** A clerk who filled in two sheets should not think that both were taken. */
const LeftOut: FC<{ warned: readonly Warning[] }> = ({ warned }) => {
  const facts = warned.find(({ code }) => code === 'otherSheets')?.facts;
  return facts === undefined ? null : (
    <Banner kind="warning">
      只读取了工作表“{String(facts.sheet)}”；工作簿里还有 {String(facts.others)}，没有读取。
    </Banner>
  );
};

/** Those with a word of their own above are not told twice. */
const TOLD: readonly WarningCode[] = ['addedToList', 'otherSheets'];

const Others: FC<{ warned: readonly Warning[] }> = ({ warned }) => {
  const others = warned.filter(({ code }) => !TOLD.includes(code));
  return others.length === 0 ? null : (
    <Banner kind="warning">
      <p>文件里请核对的地方：</p>
      <ul class="due-reasons">
        {others.slice(0, MOST_SHOWN).map((warning) => (
          <li data-code={warning.code}>{warningText(warning)}</li>
        ))}
      </ul>
      {others.length > MOST_SHOWN && <p>还有 {others.length - MOST_SHOWN} 条，没有列出。</p>}
    </Banner>
  );
};

const Faults: FC<{ kind: OfferedKind; rejected: readonly Rejected[] }> = ({ kind, rejected }) => {
  if (rejected.length === 0) return null;
  const columns: readonly Column<Rejected>[] = [
    { title: '行', cell: ({ line }) => `第 ${line} 行` },
    { title: '栏目', cell: ({ field }) => (field === '' ? '整行' : fieldName(kind, field)) },
    {
      title: '问题',
      cell: ({ message, article, code }) => (
        <span data-code={code}>{article ? `${message}（${article}）` : message}</span>
      ),
    },
  ];
  return (
    <section aria-labelledby="faults">
      <h2 id="faults">有误的行</h2>
      <DataTable caption="有误的行" columns={columns} rows={rejected.slice(0, MOST_SHOWN)} />
      {rejected.length > MOST_SHOWN && (
        <p class="soft">
          只列出前 {MOST_SHOWN} 行，另有 {rejected.length - MOST_SHOWN} 行。
        </p>
      )}
    </section>
  );
};
