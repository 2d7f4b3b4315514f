/** A case's whole life on one page: what happened by law and by entry, its clock, letters, files, figures, readers, proof. */
import type { Child, FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import type { PaperPart } from '#shared/documents/paper.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { type CaseKind, RECORD_KINDS } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { explainCase } from '#shared/redating/explain-case.ts';
import { signedStandings, signedVersions, standingsOf } from '#shared/trail/stands-in.ts';
import type { Site } from '../access/site.ts';
import { clockParts } from '../case-file/clock-parts.ts';
import { fileParts } from '../case-file/file-parts.ts';
import { serviceParts } from '../case-file/history-parts.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { SelectField, TextField } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { DataTable } from '../look/table.tsx';
import { DESK, lifeHref } from './addresses.ts';
import { EventsTable, SignedTable, StandingsTable } from './case-tables.tsx';
import { Crumb, NotFound } from './crumb.tsx';
import { handledOf } from './handled.ts';
import { LettersTable, lettersOf } from './letters-table.tsx';
import { ReadsTable, readsOf } from './reads-table.tsx';
import { sealedOf } from './sealed.ts';

export function caseLifeRoutes(site: Site, web: Web): void {
  site.page(`${DESK}/case`, AUDITORS, (c, who) => casePage(c, web, who));
}

async function casePage(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const number = (c.req.query('number') ?? '').trim().slice(0, 200);
  const kind = RECORD_KINDS.find((one) => one === c.req.query('kind'));
  const found = await casesCalled(web, { office: who.office, number, kind });
  const [file, ...others] = found;
  const only = others.length === 0 ? file : undefined;
  return renderPage(c, {
    title: only === undefined ? '一件的全部经过' : `${only.number} 的全部经过`,
    section: 'audit-desk',
    wide: true,
    body: (
      <>
        <Crumb />
        <h1>
          {only === undefined ? '一件的全部经过' : `${KIND_LABELS[only.kind.kind]} ${only.number} 的全部经过`}
        </h1>
        <ChooseCase kind={kind} number={number} />
        {number !== '' && file === undefined && <NotFound what={number} />}
        {others.length > 0 && <SeveralCases found={found} />}
        {only !== undefined && (await lifeOf(c, web, only))}
      </>
    ),
  });
}

type Called = { readonly office: string; readonly number: string; readonly kind: CaseKind | undefined };

/** The case of that number; of several kinds, where the kind is not said. */
async function casesCalled({ house }: Web, { office, number, kind }: Called): Promise<CaseFile[]> {
  if (number === '') return [];
  const found: CaseFile[] = [];
  for (const one of kind === undefined ? RECORD_KINDS : [kind]) {
    const known = KINDS.get(one);
    const file = known && (await openCase(house.log, known, { office, number }));
    if (file) found.push(file);
  }
  return found;
}

export const ChooseCase: FC<{ kind: CaseKind | undefined; number: string }> = ({ kind, number }) => {
  const form: FormState = { values: { number, kind: kind ?? '' }, errors: [] };
  return (
    <form class="search" method="get" action={`${DESK}/case`} aria-label="选一件">
      <TextField form={form} name="number" label="编号" size="short" />
      <SelectField
        form={form}
        name="kind"
        label="类别"
        blank="各类"
        choices={RECORD_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))}
      />
      <Button kind="secondary">查看经过</Button>
    </form>
  );
};

const SeveralCases: FC<{ found: readonly CaseFile[] }> = ({ found }) => (
  <ul>
    {found.map(({ kind: { kind }, number }) => (
      <li>
        <a href={lifeHref(kind, number)}>
          {KIND_LABELS[kind]} {number}
        </a>
      </li>
    ))}
  </ul>
);

async function lifeOf(c: Ctx, { house }: Web, file: CaseFile): Promise<Child> {
  const { log } = house;
  const full = c.req.query('full') === 'yes';
  const byLaw = c.req.query('by') === 'law';
  const here = lifeHref(file.kind.kind, file.number);
  const clock = await explainCase(log, file.commits, dateOfInstant(house.clock.now()));
  const handled = handledOf(file);
  const files = handled === null ? [] : await fileParts(house, handled, false);
  const sealed = await sealedOf(house, file.commits);
  const letters = lettersOf(file);
  return (
    <>
      <nav class="years" aria-label="本页">
        <ul>
          {SECTIONS.map(([id, label]) => (
            <li>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="no-print">
        办理页面：{caseLink(file.kind.kind, file.number)}　
        <a href={`${DESK}/evidence?${new URLSearchParams({ kind: file.kind.kind, case: file.number })}`}>
          导出证据包
        </a>
        　
        {full ? (
          <a href={here}>隐去证件号码和联系方式</a>
        ) : (
          <a href={`${here}&full=yes`}>显示完整的证件号码和联系方式（留痕）</a>
        )}
      </p>
      <h2 id="events">全部记录</h2>
      <p class="small no-print">
        {byLaw ? <a href={here}>按录入先后</a> : <a href={`${here}&by=law`}>按发生日期（法定）</a>}
      </p>
      <EventsTable of={{ file, full, sealed }} byLaw={byLaw} />
      <h2 id="clock">期限</h2>
      {clock === null ? <p class="soft">没有法定期限。</p> : <Parts parts={clockParts(clock)} />}
      <h2 id="letters">文书和送达</h2>
      <LettersTable letters={letters} />
      <Parts parts={serviceParts(file)} />
      <h2 id="files">附件</h2>
      {files.length === 0 ? <p class="soft">没有附件。</p> : <Parts parts={files} />}
      <h2 id="figures">计入过的数字</h2>
      <StandingsTable standings={standingsOf(file.commits)} />
      <SignedTable signed={signedStandings(file.commits, await signedVersions(log, file.office))} />
      <h2 id="reads">谁看过</h2>
      <ReadsTable reads={await readsOf(house, file, c.req.query('month') ?? '')} file={file} />
    </>
  );
}

const SECTIONS: readonly (readonly [string, string])[] = [
  ['events', '全部记录'],
  ['clock', '期限'],
  ['letters', '文书和送达'],
  ['files', '附件'],
  ['figures', '数字'],
  ['reads', '谁看过'],
];

/** Parts of the case file, as tables of the page. */
const Parts: FC<{ parts: readonly PaperPart[] }> = ({ parts }) => (
  <>
    {parts.map((part) => {
      if (part.kind === 'lines') return part.lines.map((line) => <p>{line}</p>);
      if (part.kind !== 'table') return null;
      const columns = part.columns.map(([title], index) => ({
        title,
        cell: (row: readonly string[]) => row[index] ?? '',
      }));
      return <DataTable caption={part.caption} captioned columns={columns} rows={part.rows} />;
    })}
  </>
);
