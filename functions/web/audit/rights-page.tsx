/** Who had which right on a day, since when, and who gave it. */
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { type RightThen, rightsThen } from '#shared/accounts/rights-then.ts';
import { dateOfInstant, endOfDate, parsePlainDate } from '#shared/kernel/plain-date.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { DateField } from '../look/fields.tsx';
import { Button } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { readDate } from '../look/typed-date.ts';
import { minute } from '../wording/word.ts';
import { AUDIT } from './asked.ts';
import { roleName } from './words.ts';

const RIGHTS = `${AUDIT}/rights`;

export function rightsRoutes(door: Site, web: Web): void {
  door.reading(pageRead('auditRead')).page(RIGHTS, AUDITORS, (c, who) => rightsPage(c, web, who));
}

const COLUMNS: readonly Column<RightThen>[] = [
  { title: '名称', cell: ({ user }) => user },
  { title: '种类', cell: ({ of }) => (of === 'account' ? '人员' : '令牌') },
  { title: '角色', cell: ({ role }) => roleName(role) },
  { title: '状态', cell: ({ disabled }) => (disabled ? '已停用' : '可用') },
  { title: '自', tight: true, cell: ({ since }) => minute(since) },
  {
    title: '由谁给予',
    cell: ({ by, was, found }) =>
      found ? '开始记录时已有' : `${by}${was === null ? '' : `（原为${roleName(was)}）`}`,
  },
  {
    title: '历次变更',
    cell: ({ of, name }) => <a href={`${AUDIT}?${new URLSearchParams({ kind: of, number: name })}`}>查看</a>,
  },
];

async function rightsPage(c: Ctx, { house }: Web, { office }: Principal): Promise<Response> {
  const today = dateOfInstant(house.clock.now());
  const typed = c.req.query('on') ?? '';
  const on = parsePlainDate(readDate(typed, today));
  const unread = typed !== '' && on === null;
  const day = on ?? today;
  const rights = unread ? [] : await rightsThen(house.audit, { office, until: endOfDate(day) });
  const errors = unread ? [{ field: 'on', code: 'badDate', message: '请填写日期，如 2026-03-03' }] : [];
  const title = unread ? '某日的权限' : `${day} 的权限`;
  return renderPage(c, {
    title,
    section: 'audit',
    body: (
      <>
        <p class="crumb">
          <a href={AUDIT}>审计记录</a>
        </p>
        <h1>{title}</h1>
        <search>
          <form class="search" method="get" action={RIGHTS} aria-label="选择日期">
            <DateField form={{ values: { on: typed || day }, errors }} name="on" label="截至" />
            <Button kind="secondary">查看</Button>
          </form>
        </search>
        {rights.length === 0 ? (
          <EmptyState title="没有账号">这一天还没有开始记录，或者没有账号。</EmptyState>
        ) : (
          <DataTable caption={title} columns={COLUMNS} rows={rights} />
        )}
        <p class="soft small">
          审批规则、政策和其他设置在某一天是怎样的，见审计工作台的<a href="/audit-desk/settings">设置</a>。
        </p>
      </>
    ),
  });
}
