/** What was found, by kind, newest first. */
import type { Child, FC } from 'hono/jsx';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { SEARCHED } from '#shared/search/index-cases.ts';
import { caseLink } from '../cases/case-address.tsx';
import { StatusTag } from '../cases/list-columns.tsx';
import { Banner } from '../look/banner.tsx';
import { type PageAsked, Pager } from '../look/pager.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import type { Looked } from './asked.ts';
import type { Group, Shown } from './found-cases.ts';

type Result = {
  readonly looked: Looked;
  readonly groups: readonly Group[];
  /** Addresses of the answer for all kinds and for each. */
  readonly hrefOf: (kind: Looked['kind']) => string;
  readonly asked: PageAsked;
  /** Commits that are not in the index yet. */
  readonly behind: number;
  /** Whether calls are found by the words of their matter. */
  readonly hotlineTexts: boolean;
};

export const ResultPage: FC<{ result: Result }> = ({ result }) => {
  const { looked, groups, behind, hrefOf } = result;
  const isAsked = looked.query.trim() !== '';
  return (
    <div class="found">
      <h1>{isAsked ? `查找“${looked.query}”` : '查找'}</h1>
      {behind > 0 && (
        <Banner kind="warning">{`还有 ${behind} 条记录正在编入索引，过一会儿再查会更全。`}</Banner>
      )}
      {isAsked && <Kinds result={result} />}
      {groups.map((group) => (
        <Found group={group} result={result} />
      ))}
      {isAsked && groups.length === 0 && (
        <EmptyState title="没有找到">
          电话和证件号要输入完整号码；几个词用空格分开，要同时出现才算。
        </EmptyState>
      )}
      {!isAsked && <p class="soft">在页面上方输入编号、姓名、电话、证件号、内容中的词或者文号。</p>}
      {isAsked && !result.hotlineTexts && (
        <p class="soft small">
          热线工单按来电人、电话、编号和承办单位查找；按诉求内容查找由管理员在“政策设置”中开启。
        </p>
      )}
      {isAsked && looked.kind !== undefined && (
        <p>
          <a href={hrefOf(undefined)}>在各类中查找</a>
        </p>
      )}
    </div>
  );
};

const Kinds: FC<{ result: Result }> = ({ result: { looked, hrefOf } }) => (
  <nav class="years" aria-label="按类别">
    <ul>
      {[undefined, ...SEARCHED].map((kind) => (
        <li>
          <a href={hrefOf(kind)} aria-current={kind === looked.kind ? 'page' : undefined}>
            {kind === undefined ? '各类' : KIND_LABELS[kind]}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const Found: FC<{ group: Group; result: Result }> = ({ group: { kind, page }, result }) => {
  const { looked, hrefOf, asked } = result;
  const label = KIND_LABELS[kind];
  return (
    <section aria-labelledby={`found-${kind}`}>
      <h2 id={`found-${kind}`}>
        {label}
        {looked.kind === undefined && page.next !== null && <a href={hrefOf(kind)}>更多{label}</a>}
      </h2>
      {page.items.length > 0 ? (
        <DataTable caption={`找到的${label}`} columns={COLUMNS} rows={page.items} />
      ) : (
        <p class="soft">这一页没有，后面可能还有。</p>
      )}
      {looked.kind === kind && (
        <Pager first={hrefOf(kind)} asked={asked} next={page.next} shown={page.items.length} />
      )}
    </section>
  );
};

const COLUMNS: readonly Column<Shown>[] = [
  { title: '编号', cell: ({ kind, number }) => caseLink(kind, number) },
  { title: '事由', cell: (one) => <About of={one} /> },
  { title: '申请人、来电人', cell: ({ person }) => person },
  { title: '状态', cell: ({ summary }) => summary && <StatusTag status={summary.status} /> },
  { title: '日期', cell: ({ summary }) => summary?.openedOn ?? '' },
  { title: '期限', cell: ({ summary }) => summary?.dueOn ?? summary?.stepDueOn ?? '' },
];

function About({ of: { subject, where } }: { of: Shown }): Child {
  return (
    <>
      {subject}
      {where !== null && (
        <span class="where">
          {where.before}
          <mark>{where.hit}</mark>
          {where.after}
        </span>
      )}
    </>
  );
}
