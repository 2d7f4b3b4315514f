/** What the office had settled as it stood on any day, and every change of it: who, when, from what. */
import type { FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type ToldPolicy, toldPolicies } from '#shared/settling/told-policies.ts';
import { SETTING_KINDS, type SettingChange, settingChanges } from '#shared/trail/settings-trail.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { whoText } from '../cases/history.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { DateField, SelectField } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState, Facts } from '../look/table.tsx';
import { sinceText } from '../policies/list-page.tsx';
import { valueText } from '../wording/policy-applied-words.ts';
import { POLICY_WORDS } from '../wording/policy-words.ts';
import { approvalText, SETTING_LABELS, settingFacts, settingName } from '../wording/setting-words.ts';
import { CLOSED_TEXTS, calendarText } from '../wording/terms.ts';
import { labelOf, minute } from '../wording/word.ts';
import { Crumb, DESK, endOfDay } from './addresses.tsx';

export function settingsPageRoutes(site: Site, web: Web): void {
  site
    .reading(pageRead('auditRead'))
    .page(`${DESK}/settings`, AUDITORS, (c, who) => settingsPage(c, web, who));
}

async function settingsPage(c: Ctx, { house }: Web, { office }: Principal): Promise<Response> {
  const asked = endOfDay(c.req.query('on') ?? '');
  const kind = SETTING_KINDS.find((one) => one === c.req.query('kind'));
  const until = asked?.until ?? house.clock.now();
  const all = await settingChanges(house.log, office, until);
  const changes = all.filter((one) => kind === undefined || one.kind === kind);
  const form: FormState = { values: { on: asked?.day ?? '', kind: kind ?? '' }, errors: [] };
  const title = asked === null ? '设置和变更' : `${asked.day} 的设置`;
  return renderPage(c, {
    title,
    section: 'audit-desk',
    body: (
      <>
        <Crumb />
        <h1>{title}</h1>
        <form class="search" method="get" action={`${DESK}/settings`} aria-label="看某一天的设置">
          <DateField form={form} name="on" label="按某日结束时（不填为现在）" />
          <SelectField
            form={form}
            name="kind"
            label="哪类设置的变更"
            blank="全部"
            choices={SETTING_KINDS.map((value) => ({ value, label: SETTING_LABELS[value] }))}
          />
          <Button kind="secondary">查看</Button>
        </form>
        <Standing {...(await standingOf(house.log, { office, until }))} />
        <h2 id="changes">每次变更：谁、何时、改了什么</h2>
        {changes.length === 0 ? (
          <EmptyState title="没有变更">各项设置是系统默认的。</EmptyState>
        ) : (
          <DataTable caption="设置的变更" columns={CHANGES} rows={changes} />
        )}
      </>
    ),
  });
}

type At = { readonly office: string; readonly until: Instant };
type Stood = {
  readonly policies: readonly ToldPolicy[];
  readonly approvals: string;
  readonly calendar: string;
  readonly at: Instant;
};

async function standingOf(log: Web['house']['log'], { office, until }: At): Promise<Stood> {
  const settings = officeSettings(log, office, until);
  const { steps } = await settings.approvals();
  return {
    policies: toldPolicies(await settings.settled()),
    approvals: approvalText(steps),
    calendar: calendarText((await settings.calendar()).version),
    at: until,
  };
}

const Standing: FC<Stood> = ({ policies, approvals, calendar, at }) => (
  <section aria-labelledby="stood">
    <h2 id="stood">{dateOfInstant(at)} 结束时有效的设置</h2>
    <div class="panel">
      <Facts
        items={[
          ['需要审批的步骤', approvals],
          ['工作日历', calendar],
        ]}
      />
    </div>
    <DataTable caption="政策设置" columns={POLICIES} rows={policies} />
  </section>
);

const POLICIES: readonly Column<ToldPolicy>[] = [
  { title: '做法', cell: ({ policy }) => POLICY_WORDS[policy].label },
  { title: '当时', cell: ({ policy, value }) => valueText(policy, value) },
  { title: '自何时', cell: sinceText },
];

/** Of whom a second factor is asked. */
const factorFacts = ({ data: { factorFor } }: SettingChange['event']): readonly string[] =>
  Array.isArray(factorFor)
    ? [`须有第二种验证方式：${factorFor.map((role) => labelOf(ROLE_NAMES, role)).join('、') || '无'}`]
    : [];

const CHANGES: readonly Column<SettingChange>[] = [
  { title: '时间', tight: true, cell: ({ event }) => minute(event.recordedAt) },
  { title: '设置', cell: ({ kind }) => SETTING_LABELS[kind] },
  {
    title: '变更',
    cell: ({ event }) => (
      <>
        <strong>{settingName(event.type)}</strong>
        {[...settingFacts(event), ...factorFacts(event)].map((line) => (
          <div>{line}</div>
        ))}
        {event.closed !== null && <div class="soft small">文字{CLOSED_TEXTS[event.closed]}</div>}
      </>
    ),
  },
  { title: '谁改的', cell: ({ event }) => whoText(event) },
];
