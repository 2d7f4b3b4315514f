/** One year's report at a glance: how it stands, what is in the way, its texts, its versions, and what can be done. */
import type { FC } from 'hono/jsx';
import { EVERYONE, REPORTERS, WRITERS } from '#shared/accounts/permissions.ts';
import type { FixedRow } from '#shared/glossary.ts';
import { dateOfInstant, type Instant, lastDayOf } from '#shared/kernel/plain-date.ts';
import type { Sealed } from '#shared/notary/sealed-under.ts';
import type { Role } from '#shared/store/accounts.ts';
import { unconfirmedNumbers } from '#shared/year/unconfirmed-numbers.ts';
import { type YearStanding, yearStanding } from '#shared/year/year-standing.ts';
import { type Ctx, officeHere } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { CheckBanner } from '../tables/check-lines.tsx';
import { approverText, minute } from '../wording/word.ts';
import { type Address, type Asked, hrefOf, ledgerOf, minuteOf, REPORTS, type ReportSite } from './address.ts';
import { NumberList } from './number-list.tsx';
import { sealedVersions } from './sealed-versions.ts';
import { SectionList } from './section-list.tsx';
import { VersionTable } from './version-table.tsx';
import { Beside } from './year-aside.tsx';

export function yearRoutes(site: ReportSite): void {
  site.page('', EVERYONE, yearPage);
}

const DONE: Readonly<Record<string, string>> = {
  WriteSection: '文字已保存。',
  WriteTemplate: '已存为本机关的模板，以后各年从它开始。',
  CloseYear: '年度报告已定稿，报送和公开所需的文件已经生成。',
  RestateYear: '更正后的新版本已公布，原版本保留。',
};

async function yearPage(c: Ctx, asked: Asked): Promise<Response> {
  const { web, who, address } = asked;
  const { year, scope } = address;
  const standing = await yearStanding(ledgerOf(web), { office: officeHere(c), year, scope });
  const title = `${year}年度报告${scope === 'tree' ? '（汇总）' : ''}`;
  const sealed = await sealedVersions(asked);
  const shown = { address, standing, sealed, role: who.role, now: web.house.clock.now() };
  return renderPage(c, {
    title,
    section: 'reports',
    body: <YearBody title={title} done={DONE[c.req.query('done') ?? '']} shown={shown} />,
  });
}

type Shown = {
  readonly address: Address;
  readonly standing: YearStanding;
  readonly sealed: ReadonlyMap<number, Sealed>;
  readonly role: Role;
  readonly now: Instant;
};

const YearBody: FC<{ title: string; done: string | undefined; shown: Shown }> = ({ title, done, shown }) => {
  const { address, standing, role, now } = shown;
  const hasEnded = dateOfInstant(now) > lastDayOf(address.year);
  return (
    <>
      <p class="crumb">
        <a href={REPORTS}>年度报告</a>
      </p>
      <div class="page-head">
        <h1>
          {title} <StateTag standing={standing} />
        </h1>
        <a class="button button-secondary no-print" href={hrefOf(address, '/sheet')}>
          查看全文
        </a>
      </div>
      {done !== undefined && <Banner kind="success">{done}</Banner>}
      <Unsaid address={address} standing={standing} />
      {standing.now.checks.some(({ holds }) => !holds) && <CheckBanner checks={standing.now.checks} />}
      <div class="columns">
        <Contents shown={shown} />
        <Beside
          address={address}
          standing={standing}
          hasEnded={hasEnded}
          maySign={REPORTERS.includes(role)}
          now={minuteOf(now)}
        />
      </div>
    </>
  );
};

const Contents: FC<{ shown: Shown }> = ({ shown: { address, standing, sealed, role } }) => (
  <div>
    <Standing standing={standing} isWhole={address.scope === 'tree'} />
    <SectionList
      address={address}
      sections={standing.now.narrative.sections}
      written={Object.keys(standing.state.wording)}
      mayEdit={WRITERS.includes(role)}
    />
    <VersionTable address={address} versions={standing.state.versions} sealed={sealed} />
  </div>
);

const StateTag: FC<{ standing: YearStanding }> = ({ standing: { frozen, unsaid } }) => {
  if (frozen === null) return <Tag kind="busy">未定稿</Tag>;
  if (unsaid.length > 0) return <Tag kind="bad">第{frozen.version}版，待更正</Tag>;
  return <Tag kind="good">已定稿 第{frozen.version}版</Tag>;
};

const Unsaid: FC<{ address: Address; standing: YearStanding }> = ({ address, standing }) =>
  standing.unsaid.length === 0 ? null : (
    <Banner kind="warning">
      定稿以后又录入了涉及本年的内容，已公布的报告有 {standing.unsaid.length} 个数字与现在的记录不同。
      <a href={hrefOf(address, '/amendments')}>看是哪些数字、由哪些件引起</a>
    </Banner>
  );

type StandingProps = { readonly standing: YearStanding; readonly isWhole: boolean };

/** In a combined report, what an office has signed stays as it was signed. */
const Standing: FC<StandingProps> = ({ standing: { frozen, now }, isWhole }) => {
  const ofParts = isWhole ? '（已定稿的单位截至其定稿时）' : '';
  const total = (row: FixedRow): number => now.table3.rows[row].at(-1) ?? 0;
  const checks = `${now.checks.filter(({ holds }) => holds).length}/${now.checks.length} 项相符`;
  const untied = unconfirmedNumbers(now).length;
  const confirmed = frozen?.confirmed ?? [];
  return (
    <section class="panel" aria-label="概况">
      <Facts
        items={[
          ['数据截至', now.asOf === '' ? '还没有记录' : `${minute(now.asOf)}${ofParts}`],
          ['新收申请', `${total('newlyReceived')} 件`],
          ['上年结转', `${total('carriedOver')} 件`],
          ['办结', `${total('concluded')} 件`],
          ['结转下年度', `${total('carriedForward')} 件`],
          ['勾稽关系', checks],
          ...(untied === 0 ? [] : ([['文字中的数字', `${untied} 个没有数据可对，定稿时逐个确认`]] as const)),
          ...(frozen === null
            ? []
            : ([
                ['签发', `${approverText(frozen)}，${frozen.on}`],
                ['定稿时的数据截至', minute(frozen.asOf)],
                ['定稿时的事件数', String(frozen.events)],
                ['台账摘要', <code class="digest">{frozen.digest}</code>],
              ] as const)),
        ]}
      />
      {confirmed.length > 0 && (
        <details>
          <summary>定稿时逐个确认过的数字（{confirmed.length}个）</summary>
          <NumberList numbers={confirmed} />
        </details>
      )}
    </section>
  );
};
