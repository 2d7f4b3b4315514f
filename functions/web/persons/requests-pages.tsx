/** The requests of an office, and one of them: what is asked, what stands in the way, who agreed, what was destroyed. */
import type { FC } from 'hono/jsx';
import { ANSWERERS, OFFICERS, rolesFor } from '#shared/accounts/permissions.ts';
import { type Listed, listedRequests } from '#shared/erasing/listed-requests.ts';
import { REQUEST_KINDS } from '#shared/glossary/personal.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { personalKind } from '#shared/personal/kind.ts';
import type { PersonRequest } from '#shared/personal/state.ts';
import type { Role } from '#shared/store/accounts.ts';
import { type Reads, recordRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed, notFound } from '../access/turned-away.tsx';
import { attachment } from '../frame/answers.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { textOfPart } from '../frame/path-part.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { commandFields, errorsAt, typedValues } from '../look/command-fields.ts';
import { BLANK_FORM, ErrorSummary, type FormState } from '../look/form.tsx';
import { renderFormPage, renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState, Facts } from '../look/table.tsx';
import { PERSONS, paperHref, REQUESTS, requestHref } from './addresses.ts';
import { ANSWER, Decisions, REFUSAL } from './decisions.tsx';
import { certificatePaper, heldPaper } from './papers.ts';
import { Cases, factsOf, stateOf } from './request-facts.tsx';

type By = { readonly web: Web; readonly who: Principal };
const READ: Reads = {
  what: 'caseRead',
  of: (c) => ({ what: 'caseRead', on: { kind: 'personal', number: textOfPart(c.req.param('number')) } }),
};
const LISTED: Reads = { what: 'caseListed', of: () => ({ what: 'caseListed', details: { page: REQUESTS } }) };

export function requestRoutes(door: Site, web: Web): void {
  door.reading(LISTED).page(REQUESTS, ANSWERERS, (c, who) => listPage(c, { web, who }));
  const site = door.reading(READ);
  site.page(`${REQUESTS}/:number`, ANSWERERS, (c, who) => onePage(c, { web, who }, BLANK_FORM));
  site.form(`${REQUESTS}/:number`, ANSWERERS, (c, who, fields) => decide(c, { web, who }, fields));
  site.page(`${REQUESTS}/:number/:paper`, ANSWERERS, (c, who) => handOut(c, { web, who }));
}

/** Who agrees to an erasure looks nobody up. */
const Crumb: FC<{ role: Role; to?: string }> = ({ role, to }) => {
  const mayLook = OFFICERS.includes(role);
  if (!mayLook && to === undefined) return null;
  return (
    <p class="crumb">
      {mayLook && <a href={PERSONS}>个人信息</a>}
      {mayLook && to !== undefined && ' › '}
      {to !== undefined && <a href={to}>请求</a>}
    </p>
  );
};

async function listPage(c: Ctx, { web, who }: By): Promise<Response> {
  const listed = await listedRequests(web.house.log, who.office);
  return renderPage(c, {
    title: '个人信息请求',
    section: 'persons',
    body: (
      <>
        <Crumb role={who.role} />
        <h1>个人信息请求</h1>
        {listed.length === 0 ? (
          <EmptyState title="还没有请求">查找到一个人以后，在同一页登记。</EmptyState>
        ) : (
          <DataTable caption="个人信息请求" columns={COLUMNS} rows={listed} />
        )}
      </>
    ),
  });
}

const COLUMNS: readonly Column<Listed>[] = [
  { title: '编号', cell: ({ number }) => <a href={requestHref(number)}>{number}</a> },
  { title: '请求', cell: ({ request }) => REQUEST_KINDS[request.asks] },
  { title: '收到', cell: ({ request }) => request.receivedOn, tight: true },
  { title: '答复期限', cell: ({ request }) => request.dueOn ?? '', tight: true },
  { title: '涉及', cell: ({ request }) => `${request.cases.length} 件`, numeric: true },
  { title: '状态', cell: ({ request }) => stateOf(request) },
];

type RequestFile = CaseFile<PersonRequest>;

function openRequest(c: Ctx, { web, who }: By): Promise<RequestFile | null> {
  const at = { office: who.office, number: textOfPart(c.req.param('number')) };
  return openCase(web.house.log, personalKind, at);
}

async function decide(c: Ctx, by: By, sent: FormFields): Promise<Response> {
  const name = textOf(sent, 'do');
  const fields = name === 'AnswerPersonRequest' ? ANSWER : REFUSAL;
  if (!rolesFor(name).includes(by.who.role)) return notAllowed(c);
  const values = typedValues(fields, sent);
  const typed = commandFields(fields, values, { now: by.web.house.clock.now() });
  const command = {
    command: name,
    case: textOfPart(c.req.param('number')),
    ...(name === 'ApproveErasure' ? {} : typed),
  };
  const done = await sendCommand(c, by, { fields: command, token: textOf(sent, TOKEN_FIELD) });
  if (!done.ok) return onePage(c, by, { values, errors: errorsAt(fields, done) });
  if (name !== 'AnswerPersonRequest') await noteDecision(c, by, { name, number: done.number });
  return c.redirect(`${requestHref(done.number)}?done=${name}`, 303);
}

function noteDecision(c: Ctx, by: By, { name, number }: { readonly name: string; readonly number: string }) {
  const what = name === 'ApproveErasure' ? 'erasureApproved' : 'erasureRefused';
  return recordRead(c, by, { what, on: { kind: 'personal', number } });
}

const DONE: Readonly<Record<string, string>> = {
  received: '已登记。',
  AnswerPersonRequest: '已登记答复。',
  ApproveErasure: '已批准，这些记录的密钥已经销毁。',
  RefuseErasure: '已登记：不批准。',
};

async function onePage(c: Ctx, by: By, form: FormState): Promise<Response> {
  const file = await openRequest(c, by);
  if (file === null) return notFound(c);
  const { state, number } = file;
  const done = DONE[c.req.query('done') ?? ''];
  return renderFormPage(c, form, {
    title: `${number} ${REQUEST_KINDS[state.asks]}`,
    section: 'persons',
    body: (
      <>
        <Crumb role={by.who.role} to={REQUESTS} />
        <h1>
          {number} {REQUEST_KINDS[state.asks]} {stateOf(state)}
        </h1>
        {done !== undefined && <Banner kind="success">{done}</Banner>}
        <ErrorSummary errors={form.errors} />
        <section class="panel" aria-label="基本情况">
          <Facts items={factsOf(state)} />
          <p class="no-print">
            {state.asks === 'access' && (
              <a href={paperHref(number, 'held')}>下载本机关持有的全部内容（Word）</a>
            )}
            {state.erased.length > 0 && <a href={paperHref(number, 'certificate')}>下载销毁证明（Word）</a>}
          </p>
        </section>
        <Cases state={state} />
        <Decisions c={c} by={by} file={file} form={form} />
      </>
    ),
  });
}

async function handOut(c: Ctx, by: By): Promise<Response> {
  const file = await openRequest(c, by);
  const paper = c.req.param('paper');
  if (file === null || (paper !== 'held.docx' && paper !== 'certificate.docx')) return notFound(c);
  const { house } = by.web;
  const made =
    paper === 'held.docx'
      ? await heldPaper(house, file, by.who)
      : await certificatePaper(house, file, by.who);
  const what = paper === 'held.docx' ? 'exported' : 'printed';
  await recordRead(c, by, { what, on: { kind: 'personal', number: file.number }, details: { page: paper } });
  const { paperDocx } = await import('#shared/documents/paper-docx.ts');
  return attachment(c, {
    bytes: await paperDocx(made),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    name: `${made.title}-${file.number}.docx`,
  });
}
