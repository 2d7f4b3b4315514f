/** What became of a file: how many rows, the bad ones by reason and each by line and column, and what may be done now. */
import type { FC } from 'hono/jsx';
import type { Outcome, Upload } from '#shared/jobs/import-files.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { TextArea } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, Form } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { OFFERED, onPage, PAST, PATH, type ShownOutcome, uploadPath } from './kinds.ts';
import { RefusedRows, SummaryByReason } from './refused-rows.tsx';
import { Warned } from './warned.tsx';

type Shown = { readonly upload: Upload; readonly outcome: ShownOutcome };

export function resultPage(c: Ctx, { upload, outcome }: Shown): Response | Promise<Response> {
  const { kind, dryRun, fault } = outcome;
  const { label } = OFFERED[kind];
  const title = dryRun ? '检查结果' : '导入结果';
  return renderPage(c, {
    title: `${title}：${label}`,
    section: 'imports',
    body: (
      <>
        <p class="crumb">
          <a href={PATH}>批量导入</a>
          {dryRun && (
            <>
              {' / '}
              <a href={uploadPath(upload.id)}>核对读法</a>
            </>
          )}
        </p>
        <h1>
          {title}：{label}
        </h1>
        {fault === undefined ? (
          <Read c={c} upload={upload} outcome={outcome} />
        ) : (
          <TurnedBack upload={upload} fault={fault} />
        )}
      </>
    ),
  });
}

const TurnedBack: FC<{ upload: Upload; fault: NonNullable<Outcome['fault']> }> = ({ upload, fault }) => (
  <>
    <Banner kind="error">
      <span data-code={fault.code}>{onPage(fault.message)}</span>
    </Banner>
    <p>
      整个文件没有读取，什么也没有登记。<a href={uploadPath(upload.id)}>回去改读法</a>
    </p>
  </>
);

const Read: FC<{ c: Ctx } & Shown> = ({ c, upload, outcome }) => {
  const { kind, dryRun, warned, receipt } = outcome;
  return (
    <>
      <Verdict outcome={outcome} />
      <section class="panel">
        <Facts items={factsOf(outcome)} />
        {!dryRun && <a href={OFFERED[kind].listAt}>查看{OFFERED[kind].label}</a>}
      </section>
      {dryRun && <Next c={c} upload={upload} outcome={outcome} />}
      <Warned warned={warned} dryRun={dryRun} />
      {outcome.refused.length > 0 && (
        <>
          <SummaryByReason outcome={outcome} path={uploadPath(upload.id)} />
          <RefusedRows outcome={outcome} />
        </>
      )}
      {receipt !== null && <Undo c={c} receipt={receipt} />}
    </>
  );
};

function factsOf({ name, read, recorded, duplicates, refused, receipt, dryRun, left }: Outcome) {
  return [
    ['文件', name],
    ['读到', `${read} 行`],
    [dryRun ? '可以登记' : '已登记', `${recorded} 行`],
    [dryRun ? '重复，不会再登记' : '重复，未再登记', `${duplicates} 行`],
    ['有误，未登记', `${refused.length} 行`],
    ...(left.length === 0 ? [] : [['没有导入的列', left.join('、')] as const]),
    ...(receipt === null ? [] : [['回执', <a href={`${PAST}/${receipt}`}>{receipt}</a>] as const]),
  ] as const;
}

const Verdict: FC<{ outcome: Outcome }> = ({ outcome: { read, recorded, duplicates, refused, dryRun } }) => {
  if (read === 0) return <Banner kind="warning">文件里没有一行数据：是空的，或者只有列名。</Banner>;
  if (refused.length === 0)
    return <Banner kind="success">{dryRun ? '没有发现问题，还没有登记。' : '全部行都已处理。'}</Banner>;
  const rest = recorded + duplicates === 0 ? '没有一行可以登记' : dryRun ? '其余可以登记' : '其余已经处理';
  return (
    <Banner kind="warning">
      {refused.length} 行有误，{rest}
      。改正以后把有误的行或者整个文件再导一次即可，已登记的行不会重复。
    </Banner>
  );
};

/** The file need not be chosen again: it is recorded as it was tried out. */
const Next: FC<{ c: Ctx } & Shown> = ({ c, upload, outcome: { recorded } }) => (
  <section class="panel" aria-labelledby="next">
    <h2 id="next">登记这个文件</h2>
    <Form c={c} action={uploadPath(upload.id)} label="登记这个文件" hidden={{ use: 'saved' }}>
      <Actions>
        {recorded > 0 && (
          <Button name="do" value="record">
            登记这 {recorded} 行
          </Button>
        )}
        <a href={uploadPath(upload.id)}>回去改读法</a>
      </Actions>
    </Form>
  </section>
);

const Undo: FC<{ c: Ctx; receipt: string }> = ({ c, receipt }) => (
  <details class="panel">
    <summary>导错了，撤回这次导入</summary>
    <p class="soft">这次登记的各件逐件作废，经过仍留在历史里；同样的编号可以重新导入。</p>
    <Form c={c} action={`${PAST}/${receipt}`} label="撤回这次导入">
      <TextArea form={BLANK_FORM} name="reason" label="撤回的理由" rows={2} />
      <Actions>
        <Button kind="danger">撤回</Button>
      </Actions>
    </Form>
  </details>
);
