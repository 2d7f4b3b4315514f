/** The requests of an office, and one of them: what is asked, what stands in the way, who agreed, what was destroyed. */
import { randomUUID } from 'node:crypto';
import type { Child, FC } from 'hono/jsx';
import { APPROVERS, OFFICERS, rolesFor } from '#shared/accounts/permissions.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { ERASURE_GROUNDS, REQUEST_KINDS, REQUEST_OUTCOMES } from '#shared/glossary/personal.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { personalKind } from '#shared/personal/kind.ts';
import { isWaiting, type PersonRequest } from '#shared/personal/state.ts';
import { type Reads, recordRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed, notFound } from '../access/turned-away.tsx';
import { caseLink } from '../cases/case-address.tsx';
import { attachment } from '../frame/answers.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { type CommandField, commandFields, errorsAt, typedValues } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { choicesOf } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage, renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState, Facts } from '../look/table.tsx';
import { PERSONS, paperHref, REQUESTS, requestHref } from './addresses.ts';
import { type Listed, listedRequests } from './listed-requests.ts';
import { certificatePaper, heldPaper } from './papers.ts';

const SEES = [...new Set([...OFFICERS, ...APPROVERS])];
type By = { readonly web: Web; readonly who: Principal };
const READ: Reads = {
  what: 'caseRead',
  of: (c) => ({ what: 'caseRead', on: { kind: 'personal', number: c.req.param('number') ?? '' } }),
};
const LISTED: Reads = { what: 'caseListed', of: () => ({ what: 'caseListed', details: { page: REQUESTS } }) };

export function requestRoutes(door: Site, web: Web): void {
  door.reading(LISTED).page(REQUESTS, SEES, (c, who) => listPage(c, { web, who }));
  const site = door.reading(READ);
  site.page(`${REQUESTS}/:number`, SEES, (c, who) => onePage(c, { web, who }, BLANK_FORM));
  site.form(`${REQUESTS}/:number`, SEES, (c, who, fields) => decide(c, { web, who }, fields));
  site.page(`${REQUESTS}/:number/:paper`, SEES, (c, who) => handOut(c, { web, who }));
}

async function listPage(c: Ctx, { web, who }: By): Promise<Response> {
  const listed = await listedRequests(web.house.log, who.office);
  return renderPage(c, {
    title: '个人信息请求',
    section: 'persons',
    body: (
      <>
        <p class="crumb">
          <a href={PERSONS}>个人信息</a>
        </p>
        <h1>请求</h1>
        {listed.length === 0 ? (
          <EmptyState title="还没有请求">查找到一个人以后，在同一页登记。</EmptyState>
        ) : (
          <DataTable caption="个人信息请求" columns={COLUMNS} rows={listed} />
        )}
      </>
    ),
  });
}

function stateOf(request: PersonRequest): Child {
  const { asks, approvedBy, erased, cases, outcome } = request;
  if (outcome !== null) return <Tag kind="good">{REQUEST_OUTCOMES[outcome]}</Tag>;
  if (isWaiting(request)) return <Tag kind="busy">待另一人批准</Tag>;
  if (approvedBy !== null) return <Tag kind={erased.length < cases.length ? 'busy' : 'good'}>已批准删除</Tag>;
  return <Tag kind="busy">待{REQUEST_KINDS[asks]}</Tag>;
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
  const at = { office: who.office, number: c.req.param('number') ?? '' };
  return openCase(web.house.log, personalKind, at);
}

const ANSWER: readonly CommandField[] = [
  { name: 'on', kind: 'date', label: '答复日期' },
  {
    name: 'outcome',
    kind: 'select',
    label: '办理结果',
    choices: choicesOf(REQUEST_OUTCOMES),
    blank: '请选择',
  },
  { name: 'reason', kind: 'area', label: '说明', optional: true },
];
const REFUSAL: readonly CommandField[] = [
  { name: 'reason', kind: 'text', label: '不批准的理由', optional: true },
];

async function decide(c: Ctx, by: By, sent: FormFields): Promise<Response> {
  const name = textOf(sent, 'do');
  const fields = name === 'AnswerPersonRequest' ? ANSWER : REFUSAL;
  if (!rolesFor(name).includes(by.who.role)) return notAllowed(c);
  const values = typedValues(fields, sent);
  const typed = commandFields(fields, values, { now: by.web.house.clock.now() });
  const command = {
    command: name,
    case: c.req.param('number') ?? '',
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
        <p class="crumb">
          <a href={PERSONS}>个人信息</a> › <a href={REQUESTS}>请求</a>
        </p>
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

function factsOf({ texts, ...request }: PersonRequest): [string, Child][] {
  const { ground, receivedOn, receivedBy, dueOn, approvedBy, outcome, answeredOn } = request;
  const facts: [string, Child][] = [
    ['请求人', texts.applicantName ?? ''],
    ['证件号码', texts.identity ?? ''],
    ['联系方式', texts.contact ?? ''],
    ['内容和理由', texts.reason ?? ''],
    ['依据', ground === null ? '' : ERASURE_GROUNDS[ground]],
    ['收到', `${receivedOn}（${receivedBy}）`],
    ['答复期限', dueOn ?? ''],
    ['批准', approvedBy ?? ''],
    ['办理结果', outcome === null ? '' : `${REQUEST_OUTCOMES[outcome]}（${answeredOn}）`],
  ];
  return facts.filter(([, value]) => value !== '');
}

const Cases: FC<{ state: PersonRequest }> = ({ state }) => {
  const ended = (kind: string, number: string) =>
    state.erased.find((one) => one.kind === kind && one.number === number);
  const columns: readonly Column<PersonRequest['cases'][number]>[] = [
    { title: '编号', cell: ({ kind, number }) => caseLink(kind, number) },
    { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
    {
      title: '删除',
      cell: ({ kind, number }) => {
        const erased = ended(kind, number);
        return erased === undefined ? '' : `已销毁密钥，${erased.sealed} 份密封记录、${erased.files} 个附件`;
      },
    },
    {
      title: '密钥指纹',
      cell: ({ kind, number }) => <code>{ended(kind, number)?.fingerprint?.slice(0, 16)}</code>,
    },
  ];
  return state.cases.length === 0 ? null : (
    <DataTable caption="涉及的记录" columns={columns} rows={state.cases} />
  );
};

type Deciding = { readonly c: Ctx; readonly by: By; readonly file: RequestFile; readonly form: FormState };

const Decisions: FC<Deciding> = ({ c, by: { web, who }, file: { state, number }, form }) => {
  const today = dateOfInstant(web.house.clock.now());
  const mayApprove = rolesFor('ApproveErasure').includes(who.role) && who.user !== state.receivedBy;
  const mayAnswer = rolesFor('AnswerPersonRequest').includes(who.role) && state.asks !== 'expired';
  const frame = { c, action: requestHref(number), token: randomUUID() };
  return (
    <>
      {isWaiting(state) && mayApprove && (
        <section class="panel" aria-labelledby="approve">
          <h2 id="approve">批准删除</h2>
          <p>
            批准以后，这些记录的密钥立即销毁，个人信息和文字内容不能恢复；编号、日期、统计数字和哈希链不变。
          </p>
          <Form {...frame} label="批准删除">
            <DrawnFields fields={REFUSAL} form={form} />
            <Actions>
              <Button kind="danger" name="do" value="ApproveErasure">
                批准，销毁密钥
              </Button>
              <Button kind="secondary" name="do" value="RefuseErasure">
                不批准
              </Button>
            </Actions>
          </Form>
        </section>
      )}
      {isWaiting(state) && !mayApprove && <Banner kind="info">等待另一个有审批权限的人批准。</Banner>}
      {state.outcome === null && mayAnswer && (
        <section class="panel" aria-labelledby="answer">
          <h2 id="answer">登记答复</h2>
          {state.asks === 'correction' && <p>更正在各件的“更正文字”中办理，办完后在这里登记。</p>}
          {state.asks === 'erasure' && (
            <p class="soft">答复登记以后，这件请求中的姓名和联系方式也随之销毁。</p>
          )}
          <Form {...frame} token={randomUUID()} label="登记答复">
            <DrawnFields fields={ANSWER} form={{ ...form, values: { on: today, ...form.values } }} />
            <Actions>
              <Button name="do" value="AnswerPersonRequest">
                登记答复
              </Button>
            </Actions>
          </Form>
        </section>
      )}
    </>
  );
};

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
