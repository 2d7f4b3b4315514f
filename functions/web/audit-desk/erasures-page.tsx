/** Whether anything was erased: each request of the ledger with who asked and who agreed, and what the stream has of it. */
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { type Listed, listedRequests } from '#shared/erasing/listed-requests.ts';
import { AUDIT_LABELS, type AuditWhat } from '#shared/glossary/audit.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { ERASURE_GROUNDS, REQUEST_KINDS } from '#shared/glossary/personal.ts';
import type { AuditLine } from '#shared/store/audit-log.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { caseLink } from '../cases/case-address.tsx';
import { whoText } from '../cases/history.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { stateOf } from '../persons/request-facts.tsx';
import { labelOf, own } from '../wording/word.ts';
import { Crumb, DESK } from './addresses.tsx';

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
  const requests = (await listedRequests(house.log, office)).filter(({ request }) => request.ground !== null);
  const title = '删除过的个人信息';
  return renderPage(c, {
    title,
    section: 'audit-desk',
    body: (
      <>
        <Crumb />
        <h1>{title}</h1>
        {requests.length > 0 && <DataTable caption="申请和批准" columns={REQUESTS} rows={requests} />}
        {lines.length === 0 && requests.length === 0 ? (
          <EmptyState title="没有删除过">没有人申请过删除，也没有到期处置。</EmptyState>
        ) : (
          <DataTable caption={title} columns={COLUMNS} rows={lines} />
        )}
      </>
    ),
  });
}

const REQUESTS: readonly Column<Listed>[] = [
  { title: '请求', cell: ({ number }) => number },
  {
    title: '依据',
    cell: ({ request: { asks, ground } }) =>
      `${REQUEST_KINDS[asks]}：${ground === null ? '' : ERASURE_GROUNDS[ground]}`,
  },
  { title: '谁申请的', cell: ({ request }) => `${request.receivedBy}（${request.receivedOn}）` },
  { title: '谁批准的', cell: ({ request }) => request.approvedBy ?? '' },
  {
    title: '涉及',
    cell: ({ request: { cases } }) =>
      cases.map(({ kind, number }) => (
        <div>
          {KIND_LABELS[kind]} {caseLink(kind, number)}
        </div>
      )),
  },
  { title: '状态', cell: ({ request }) => stateOf(request) },
];

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
