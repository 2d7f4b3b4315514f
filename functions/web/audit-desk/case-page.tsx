/** A case's whole life on one page: what happened by law and by entry, its clock, letters, files, figures, readers, proof. */
import type { FC } from 'hono/jsx';
import { AUDITORS } from '#shared/accounts/permissions.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { type CaseKind, RECORD_KINDS } from '#shared/kernel/event.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { type Reads, recordRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { isRevealed } from '../cases/reveal.tsx';
import { seenCase } from '../cases/seen-case.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { SelectField, TextField } from '../look/fields.tsx';
import { Button, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { Crumb, DESK, lifeHref } from './addresses.tsx';
import { CaseLife, type LifeAsked, lifeOf } from './case-life.tsx';

export function caseLifeRoutes(site: Site, web: Web): void {
  site.reading(CASE_READ).page(`${DESK}/case`, AUDITORS, (c, who) => casePage(c, web, who));
}

/** Recorded once it is known which case the number is of. */
const CASE_READ: Reads = { what: 'caseRead', of: () => null };

const askedOf = (c: Ctx, full: boolean): LifeAsked => ({
  full,
  byLaw: c.req.query('by') === 'law',
  month: c.req.query('month') ?? '',
});

async function casePage(c: Ctx, web: Web, who: Principal): Promise<Response> {
  const number = (c.req.query('number') ?? '').trim().slice(0, 200);
  const kind = RECORD_KINDS.find((one) => one === c.req.query('kind'));
  const found = await casesCalled(web, { office: who.office, number, kind });
  const [file, ...others] = found;
  const one = others.length === 0 ? file : undefined;
  const full = one !== undefined && (await isRevealed(c, { web, who, pages: one.kind }, one.number));
  const only = one && (await seenCase(web.house, { who, full }, one));
  if (only !== undefined) {
    const on = { kind: only.kind.kind, number: only.number };
    await recordRead(c, { web, who }, { what: 'caseRead', on, details: { page: `${DESK}/case` } });
  }
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
        {number !== '' && file === undefined && <Banner kind="error">没有找到：{number}</Banner>}
        {others.length > 0 && <SeveralCases found={found} />}
        {only !== undefined && <CaseLife life={await lifeOf(web, only, askedOf(c, full))} />}
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
