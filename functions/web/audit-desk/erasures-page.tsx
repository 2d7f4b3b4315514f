/** Whether anything was erased: what was asked for, who agreed, and what was done, in one list. */
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { AUDIT_LABELS, type AuditWhat } from '#shared/glossary/audit.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import type { AuditLine } from '#shared/store/audit-log.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { caseLink } from '../cases/case-address.tsx';
import { whoText } from '../cases/history.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { labelOf, own } from '../wording/word.ts';
import { DESK } from './addresses.ts';
import { Crumb } from './crumb.tsx';

export function erasuresPageRoutes(site: Site, web: Web): void {
  site
    .reading(pageRead('auditRead'))
    .page(`${DESK}/erasures`, AUDITORS, (c, who) => erasuresPage(c, web, who));
}

const WHATS: readonly AuditWhat[] = [
  ...(['erasureAsked', 'erasureApproved', 'erasureRefused', 'erasureDone'] as const),
  ...(['retentionProposed', 'retentionApproved'] as const),
];
const MOST = 500;

async function erasuresPage(c: Ctx, { house }: Web, { office }: Principal): Promise<Response> {
  const lines: AuditLine[] = [];
  for (const what of WHATS)
    lines.push(...(await house.audit.page({ office, what }, { after: null, limit: MOST })).items);
  lines.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const title = '删除过的个人信息';
  return renderPage(c, {
    title,
    section: 'audit-desk',
    body: (
      <>
        <Crumb />
        <h1>{title}</h1>
        {lines.length === 0 ? (
          <EmptyState title="没有删除过">没有人申请过删除，也没有到期处置。</EmptyState>
        ) : (
          <DataTable caption={title} columns={COLUMNS} rows={lines} />
        )}
      </>
    ),
  });
}

const COLUMNS: readonly Column<AuditLine>[] = [
  { title: '时间', tight: true, cell: ({ at }) => at.slice(0, 19).replace('T', ' ') },
  { title: '事项', cell: ({ what }) => labelOf(AUDIT_LABELS, what) },
  { title: '谁', cell: ({ who, role, via }) => whoText({ actor: { user: who, role, via } }) },
  {
    title: '对象',
    cell: ({ on }) =>
      on && (
        <>
          {own<string>(KIND_LABELS, on.kind) ?? ''} {caseLink(on.kind, on.number)}
        </>
      ),
  },
];
