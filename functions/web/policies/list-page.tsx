/** Every policy: what it settles, how it stands and since when, what it rests on and how sure that is. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import type { ToldPolicy } from '#shared/settling/told-policies.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { Actions, Button, Form } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { valueText } from '../wording/policy-applied-words.ts';
import { POLICY_WORDS, SURENESS_LABELS } from '../wording/policy-words.ts';

type Listed = { readonly policies: readonly ToldPolicy[]; readonly owed: number };

export function listPage(c: Ctx, { policies, owed }: Listed): Response | Promise<Response> {
  return renderPage(c, {
    title: '政策设置',
    section: 'policies',
    body: (
      <>
        <h1>政策设置</h1>
        <p>
          法律、法规和现有文件没有写明的做法，由本机关法制机构确定。点开一项，先看改变做法会影响哪些数字和期限，再确认。
        </p>
        {owed > 0 && <Owed c={c} />}
        <DataTable caption="没有写明的做法" columns={COLUMNS} rows={policies} />
      </>
    ),
  });
}

/** Interrupted while the cases followed. */
const Owed: FC<{ c: Ctx }> = ({ c }) => (
  <Banner kind="warning">
    <p>上一次改变做法还没有全部落实到已登记的案件。</p>
    <Form c={c} action="/policies/follow" token={randomUUID()} label="继续落实">
      <Actions>
        <Button kind="secondary">继续落实</Button>
      </Actions>
    </Form>
  </Banner>
);

const COLUMNS: readonly Column<ToldPolicy>[] = [
  {
    title: '做法',
    cell: ({ policy }) => <a href={`/policies/${policy}`}>{POLICY_WORDS[policy].label}</a>,
  },
  { title: '现在', cell: ({ policy, value }) => valueText(policy, value) },
  { title: '自何时', cell: sinceText },
  { title: '依据', cell: ({ policy }) => POLICY_WORDS[policy].source },
  { title: '把握', cell: ({ policy }) => SURENESS_LABELS[POLICY_WORDS[policy].sure] },
];

export function sinceText({ since, value, ...policy }: ToldPolicy): string {
  if (since === null) return '默认';
  const isDefault = value === policy.default ? '（同系统默认）' : '';
  if (since.reach === 'fromNow' && since.from === null) return `${since.on}，以后登记的${isDefault}`;
  const years = since.from === null || since.from === 0 ? '各年度' : `${since.from}年起`;
  return `${since.on}，${years}${isDefault}`;
}
