/**
 * Writing a section. Figures stand in the text as names, which the build replaces: nobody can type over a number, and
 * the text follows when a case is corrected.
 */
import { randomUUID } from 'node:crypto';
import { WRITERS } from '#shared/accounts/permissions.ts';
import { INFORMATION_PROCESSING_FEE } from '#shared/kernel/contribution.ts';
import { dayOf } from '#shared/reporting/build-report.ts';
import type { BesideTables } from '#shared/reporting/narrative-sentences.ts';
import {
  SECTION_NUMBERS,
  type SectionNumber,
  unknownInsertions,
} from '#shared/reporting/narrative-template.ts';
import type { Report } from '#shared/reporting/report.ts';
import { handledUntilOf } from '#shared/reporting/sum-of-reports.ts';
import { reportLedger } from '#shared/year/chosen-report.ts';
import { type SectionDraft, sectionDraft } from '#shared/year/section-draft.ts';
import { partsAsTheyStand, processingFees } from '#shared/year/tree-report.ts';
import { currentReport } from '#shared/year/year-standing.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import { type Ctx, officeHere, type Web } from '../frame/web.ts';
import { firstOrDraft } from '../look/drafts.ts';
import type { FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Address, type Asked, hrefOf, ledgerOf, type ReportSite } from './address.ts';
import { SectionBody } from './section-body.tsx';
import { sectionTitle } from './section-list.tsx';

const PATH = '/sections/:section';

export function sectionRoutes(site: ReportSite): void {
  site.page(PATH, WRITERS, (c, asked) => ofSection(c, asked, (one) => openSection(c, one)));
  site.form(PATH, WRITERS, (c, asked, fields) => ofSection(c, asked, (one) => writeSection(c, one, fields)));
}

type AskedSection = Asked & { readonly number: SectionNumber };
type Answer = Response | Promise<Response>;

function ofSection(c: Ctx, asked: Asked, then: (one: AskedSection) => Answer): Answer {
  const number = SECTION_NUMBERS.find((one) => String(one) === c.req.param('section'));
  return number === undefined ? notFound(c) : then({ ...asked, number });
}

async function draftOf(c: Ctx, { web, address, number }: AskedSection): Promise<SectionDraft> {
  const office = officeHere(c);
  const { year, scope } = address;
  const report = await currentReport(ledgerOf(web), { office, year, scope });
  const beside = await besideTables(web, { office, address, report });
  return sectionDraft(web.house.log, { office: office.id, year, scope, section: number, report, beside });
}

type Drafted = {
  readonly office: { id: string; name: string };
  readonly address: Address;
  readonly report: Report;
};

async function besideTables(web: Web, { office, address, report }: Drafted): Promise<BesideTables> {
  const { year, scope } = address;
  if (scope === 'own') {
    const figures = await web.house.views.figures({ office: office.id, year });
    const informationProcessingFen = figures.weight(INFORMATION_PROCESSING_FEE, year);
    return { informationProcessingFen, handledUntil: dayOf(report.asOf) };
  }
  const parts = await partsAsTheyStand(ledgerOf(web), { office, year });
  const reports = parts.map(({ chosen }) => chosen.report);
  return {
    informationProcessingFen: await processingFees(reportLedger(web.house), parts),
    handledUntil: handledUntilOf(report, reports),
  };
}

async function openSection(c: Ctx, asked: AskedSection): Promise<Response> {
  const draft = await draftOf(c, asked);
  const values = await firstOrDraft(c, asked, {
    page: hrefOf(asked.address, `/sections/${asked.number}`),
    ...{ fields: [{ name: 'text' }], first: { text: draft.text } },
  });
  return sectionPage(c, { asked, draft, form: { values, errors: [] } });
}

async function writeSection(c: Ctx, asked: AskedSection, fields: FormFields): Promise<Response> {
  const { address } = asked;
  const { year, scope } = address;
  const text = textOf(fields, 'text').replaceAll('\r\n', '\n');
  const what = textOf(fields, 'do');
  const draft = await draftOf(c, asked);
  const unknown = unknownInsertions(text, draft.insertions);
  const errors = unknown.map((name) => ({
    field: 'text',
    code: 'badChoice',
    message: `没有“${name}”这个数据，可用的名称列在下面`,
  }));
  if (what === 'preview' || (errors.length > 0 && what !== 'reset'))
    return sectionPage(c, { asked, draft, form: { values: { text }, errors } });
  const command = what === 'template' ? 'WriteTemplate' : 'WriteSection';
  const seen = Number(textOf(fields, 'version'));
  const execution = await sendCommand(c, asked, {
    fields: {
      command,
      section: asked.number,
      text: what === 'reset' ? null : text,
      ...(command === 'WriteSection' && { year, scope }),
    },
    token: textOf(fields, TOKEN_FIELD),
    ...(command === 'WriteSection' && { expectedVersion: seen }),
  });
  if (execution.ok) return c.redirect(hrefOf({ year, scope }, '', { done: command }), 303);
  const { field, code, message } = execution;
  const stale = '别人刚刚改过本年的文字或签发了报告。您的内容保留在下面，请看过再提交';
  const told = {
    field: field === '' ? 'text' : field,
    code,
    message: code === 'staleVersion' ? stale : message,
  };
  return sectionPage(c, { asked, draft, form: { values: { text }, errors: [told] } });
}

type Shown = { readonly asked: AskedSection; readonly draft: SectionDraft; readonly form: FormState };

function sectionPage(c: Ctx, { asked, draft, form }: Shown): Response | Promise<Response> {
  const { year, scope } = asked.address;
  const { number } = asked;
  const title = sectionTitle(number);
  const isStale = form.errors.some(({ code }) => code === 'staleVersion');
  return renderFormPage(c, form, {
    title: `编辑 ${title} · ${year}年度报告`,
    section: 'reports',
    ...(isStale && { status: 409 }),
    body: (
      <SectionBody
        c={c}
        address={{ year, scope }}
        title={title}
        number={number}
        draft={draft}
        form={form}
        token={randomUUID()}
      />
    ),
  });
}
