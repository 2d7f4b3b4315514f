/** What was imported of late, and taking one of them back. */
import type { FC } from 'hono/jsx';
import { OFFICERS, TAKING_BACK } from '#shared/accounts/permissions.ts';
import { importOf, type PastImport, recentImports } from '#shared/intake/past-imports.ts';
import { type Kept, type Undone, undoImport } from '#shared/intake/undo-import.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { addressPart } from '../cases/case-address.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../frame/web.ts';
import { answerList } from '../lists/answer-list.tsx';
import { type List, type ListColumn, pagesOf } from '../lists/list.ts';
import { Banner } from '../look/banner.tsx';
import { TextArea } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage, renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState, Facts } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { LABEL_OF_KIND, listOf, PAST, PATH } from './kinds.ts';

type Asked = { readonly web: Web; readonly who: Principal };

export function pastImportRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('importRead'));
  site.page(PAST, TAKING_BACK, (c, who) => listPage(c, { web, who }));
  site.page(`${PAST}/:receipt`, TAKING_BACK, (c, who) => importPage(c, { web, who }, BLANK_FORM));
  site.form(`${PAST}/:receipt`, TAKING_BACK, (c, who, sent) => takeBack(c, { web, who }, sent));
}

const kindOf = ({ kind }: Pick<PastImport, 'kind'>): string => LABEL_OF_KIND[kind] ?? kind;

function endOf({ ended, takenBack }: PastImport): string {
  const said =
    ended === null
      ? '没有做完'
      : `登记 ${ended.recorded} 行，重复 ${ended.duplicates} 行，有误 ${ended.rejected} 行`;
  return takenBack === null ? said : `${said}；已撤回 ${takenBack.voided} 件`;
}

const COLUMNS: readonly ListColumn<PastImport>[] = [
  { title: '时间', tight: true, cell: (one) => minute(one.at) },
  { title: '数据种类', cell: kindOf },
  { title: '文件', cell: ({ file }) => file ?? '' },
  { title: '结果', cell: endOf },
  { title: '导入人', cell: ({ by }) => by },
  {
    title: '回执',
    cell: ({ receipt }) => <a href={`${PAST}/${receipt}`}>{receipt}</a>,
    text: ({ receipt }) => receipt,
  },
];

async function listPage(c: Ctx, { web, who }: Asked): Promise<Response> {
  const { log, clock } = web.house;
  const past = await recentImports(log, who.office, { today: dateOfInstant(clock.now()) });
  const list: List<PastImport> = {
    ...{ path: PAST, title: '最近的导入', unit: '次', columns: COLUMNS },
    query: new URLSearchParams(),
    said: ['本月和上月'],
    rows: pagesOf(past),
    count: async () => ({ count: past.length, more: false }),
  };
  return answerList({ c, web, who }, list, {
    ...{ section: 'imports', savable: false, wide: false },
    empty: (
      <EmptyState title="还没有导入过">
        <a href={PATH}>批量导入</a>
      </EmptyState>
    ),
    head: (
      <>
        <Crumb who={who} />
        <h1>最近的导入</h1>
        <p class="soft">
          本月和上月的导入，最新的在前。导错了的，点回执号撤回；更早的，凭回执号在地址栏打开。
        </p>
      </>
    ),
  });
}

const Crumb: FC<{ who: Principal; list?: boolean }> = ({ who, list = false }) => (
  <p class="crumb">
    {OFFICERS.includes(who.role) ? <a href={PATH}>批量导入</a> : '批量导入'}
    {list && (
      <>
        {' / '}
        <a href={PAST}>最近的导入</a>
      </>
    )}
  </p>
);

async function importPage(c: Ctx, { web, who }: Asked, form: FormState): Promise<Response> {
  const receipt = c.req.param('receipt') ?? '';
  const past = await importOf(web.house.log, who.office, receipt);
  if (past === null) return notFound(c);
  return renderFormPage(c, form, {
    title: `导入 ${receipt}`,
    section: 'imports',
    body: (
      <>
        <Crumb who={who} list />
        <h1>{kindOf(past)}的导入</h1>
        <ErrorSummary errors={form.errors} title="没有撤回" />
        <section class="panel">
          <Facts
            items={[
              ['回执', receipt],
              ['时间', minute(past.at)],
              ['文件', past.file ?? '—'],
              ['导入人', past.by],
              ['结果', endOf(past)],
            ]}
          />
        </section>
        <Undo c={c} past={past} form={form} />
      </>
    ),
  });
}

const Undo: FC<{ c: Ctx; past: PastImport; form: FormState }> = ({ c, past, form }) => {
  if (past.kind === 'commands')
    return <Banner kind="info">办理命令不能整体撤回，请在各件页面更正或者作废。</Banner>;
  if (past.ended !== null && past.takenBack !== null && past.takenBack.voided >= past.ended.recorded)
    return <Banner kind="info">这次导入已经整体撤回。</Banner>;
  return (
    <section class="panel" aria-labelledby="undo">
      <h2 id="undo">撤回这次导入</h2>
      <p class="soft">
        这次导入登记的各件将逐件作废，统计随即改变，经过仍留在历史里；作废以后，同样的编号可以重新导入。导入以前已有的件、导入以后有人办理过的件不动，撤回后逐件列出。已定稿年度的数字按补录处理。
      </p>
      <Form c={c} action={`${PAST}/${past.receipt}`} label="撤回这次导入">
        <TextArea form={form} name="reason" label="撤回的理由" rows={2} />
        <Actions>
          <Button kind="danger">撤回</Button>
        </Actions>
      </Form>
    </section>
  );
};

async function takeBack(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const { web, who } = asked;
  const reason = textOf(sent, 'reason');
  const receipt = c.req.param('receipt') ?? '';
  const by = { office: who.office, actor: { ...actorOf(who), via: 'import' as const } };
  const undone = await undoImport(web.house, { ...by, receipt, reason });
  if ('code' in undone) {
    if (undone.code === 'unknownReceipt') return notFound(c);
    const field = undone.code === 'required' ? 'reason' : '';
    const message = field === '' ? undone.message : `撤回的理由：${undone.message}`;
    return importPage(c, asked, { values: { reason }, errors: [{ field, code: undone.code, message }] });
  }
  await web.house.catchUp();
  return undonePage(c, who, undone);
}

const WHY: Readonly<Record<Kept['why'], string>> = {
  grew: '导入以前已有，这次只补充了内容',
  changedSince: '导入以后有人办理过',
};

function told({ voided, kept }: Undone): string {
  if (voided === 0 && kept.length === 0) return '没有作废任何件：这次导入登记的件以前都已作废。';
  const rest = kept.length > 0 ? `另有 ${kept.length} 件没有撤回，请逐件查看。` : '';
  return `已作废 ${voided} 件。${rest}`;
}

function undonePage(c: Ctx, who: Principal, undone: Undone): Response | Promise<Response> {
  const path = listOf(undone.kind);
  const columns: readonly Column<Kept>[] = [
    { title: '编号', cell: (one) => <a href={`${path}/${addressPart(one.case)}`}>{one.case}</a> },
    { title: '没有撤回的原因', cell: ({ why }) => WHY[why] },
  ];
  return renderPage(c, {
    title: '撤回结果',
    section: 'imports',
    body: (
      <>
        <Crumb who={who} list />
        <h1>撤回结果</h1>
        <Banner kind={undone.kept.length === 0 ? 'success' : 'warning'}>{told(undone)}</Banner>
        {undone.kept.length > 0 && <DataTable caption="没有撤回的件" columns={columns} rows={undone.kept} />}
        <p>
          <a href={PATH}>重新导入</a>
        </p>
      </>
    ),
  });
}
