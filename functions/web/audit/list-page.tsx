/** The audit stream for the auditor: narrowed by person, case, act, address and days; taken out as a file like any list. */
import type { FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { AUDIT_LABELS } from '#shared/glossary/audit.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { AuditLine } from '#shared/store/audit-log.ts';
import { LIST_READ, type Reads } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { answerList } from '../lists/answer-list.tsx';
import type { List, ListColumn } from '../lists/list.ts';
import { choicesOf, DateField, SelectField, TextField } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { EmptyState } from '../look/table.tsx';
import { AUDIT, SUBJECT_KINDS, streamAsked } from './asked.ts';
import { rightsRoutes } from './rights-page.tsx';
import { actName, detailText, kindText, personText } from './words.ts';

export function auditRoutes(door: Site, web: Web): void {
  rightsRoutes(door, web);
  door.reading(STREAM_READ).page(AUDIT, AUDITORS, (c, who) => listPage(c, web, who));
}

/** Reading the stream stands in the stream, too. */
const STREAM_READ: Reads = {
  what: 'auditRead',
  of: async (c, fields) => {
    const read = await LIST_READ.of(c, fields);
    return read && { ...read, what: read.what === 'caseListed' ? 'auditRead' : read.what };
  },
};

type Row = { readonly line: AuditLine; readonly details: string };

const COLUMNS: readonly ListColumn<Row>[] = [
  { title: '时间', tight: true, cell: ({ line }) => line.at.slice(0, 19).replace('T', ' ') },
  { title: '人员', cell: ({ line }) => personText(line) },
  { title: '行为', cell: ({ line }) => actName(line.what) },
  {
    title: '对象',
    cell: ({ line: { on } }) =>
      on && (
        <>
          <span class="soft small">{kindText(on)}</span> {caseLink(on.kind, on.number)}
        </>
      ),
    text: ({ line: { on } }) => (on ? `${kindText(on)} ${on.number}` : ''),
  },
  { title: '来自', tight: true, cell: ({ line }) => line.from ?? '' },
  { title: '会话', tight: true, cell: ({ line }) => line.session ?? '' },
  {
    title: '详情',
    cell: ({ details }) => <span class="small">{details}</span>,
    text: ({ details }) => details,
  },
];

async function listPage(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const { audit, clock } = web.house;
  const { asked, values, query, said } = streamAsked(c, dateOfInstant(clock.now()));
  const list: List<Row> = {
    ...{ path: AUDIT, title: '审计记录', unit: '条', query, said, columns: COLUMNS },
    rows: async ({ after = null, limit }) => {
      const page = await audit.page({ office: who.office, ...asked }, { after: after || null, limit });
      return { items: await Promise.all(page.items.map((line) => rowOf(web, line))), next: page.next };
    },
    count: async () => null,
  };
  return answerList({ c, web, who }, list, {
    section: 'audit',
    empty: <EmptyState title="没有符合条件的记录">没有人做过这样的事，或者早于开始记录之日。</EmptyState>,
    head: (
      <>
        <h1>审计记录</h1>
        <Search form={{ values, errors: [] }} />
        <Ways />
      </>
    ),
  });
}

async function rowOf({ house }: Web, line: AuditLine): Promise<Row> {
  return { line, details: detailText(line, await house.audit.textsOf(line)) };
}

const KINDS = Object.fromEntries(SUBJECT_KINDS.map((kind) => [kind, kindText({ kind, number: '' })]));

const Search: FC<{ form: FormState }> = ({ form }) => (
  <search>
    <form class="search" method="get" action={AUDIT} aria-label="查找审计记录">
      <TextField form={form} name="who" label="人员" size="short" type="search" />
      <SelectField form={form} name="what" label="行为" blank="全部" choices={choicesOf(AUDIT_LABELS)} />
      <TextField form={form} name="number" label="编号或名称" size="short" type="search" />
      <SelectField form={form} name="kind" label="编号的类别" blank="依申请公开" choices={choicesOf(KINDS)} />
      <TextField form={form} name="from" label="来自地址" size="short" type="search" />
      <DateField form={form} name="since" label="自" />
      <DateField form={form} name="until" label="至" />
      <Button kind="secondary">查找</Button>
    </form>
  </search>
);

const WAYS: readonly (readonly [string, string])[] = [
  [`${AUDIT}?what=signedIn`, '登录'],
  [`${AUDIT}?what=signInRefused`, '登录被拒'],
  [`${AUDIT}?what=accessRefused`, '越权被拒'],
  [`${AUDIT}?what=exported`, '导出'],
  [`${AUDIT}?what=revealed`, '显示完整信息'],
  [`${AUDIT}?what=roleChanged`, '变更角色'],
  [`${AUDIT}/rights`, '某日的权限'],
];

const Ways: FC = () => (
  <p class="small">
    {WAYS.map(([href, label], at) => (
      <>
        {at > 0 && ' · '}
        <a href={href}>{label}</a>
      </>
    ))}
  </p>
);
