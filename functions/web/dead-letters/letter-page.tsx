/** One letter: the record by its columns with what is wrong with it, its earlier rounds, and what can be done now. */

import type { FC } from 'hono/jsx';
import { caseNumber } from '#shared/kernel/written.ts';
import type { DeadLetter } from '#shared/store/dead-letters.ts';
import { caseHref } from '../cases/case-address.tsx';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { Suggestions, TextArea, TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { DataTable, Facts } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { COLUMNS, messageIn, readReason, reasonOf } from './letter-record.ts';
import { addressOf, PATH, STATE_WORDS, TOPIC_WORDS } from './words.ts';

export type Shown = {
  readonly letter: DeadLetter;
  readonly form: FormState;
  /** What the ledger holds of the case, by column, as it is printed; null when there is no case of this number. */
  readonly recorded: Readonly<Record<string, string>> | null;
  /** What a column may hold, offered while typing. */
  readonly offered: Readonly<Record<string, readonly string[]>>;
  /** Whether what was sent again stands in the ledger. */
  readonly arrived: boolean;
  readonly mayMend: boolean;
  /** A record that cannot be read by columns: what the platform sent is mended as a whole. */
  readonly raw: boolean;
  /** After something was sent that could not be taken. */
  readonly wrong?: boolean;
};

export function letterPage(c: Ctx, shown: Shown): Response | Promise<Response> {
  const { letter, form, wrong = false } = shown;
  const { topic, failedAt, tries } = letter;
  const feed = messageIn(letter)?.feed;
  return renderPage(c, {
    title: '处理失败的记录',
    section: 'dead-letters',
    hasErrors: wrong,
    body: (
      <>
        <p>
          <a href={PATH}>返回未能处理的记录</a>
        </p>
        <h1>处理失败的记录</h1>
        {wrong && <ErrorSummary errors={form.errors} title="没有发送，请先改正" />}
        <Facts
          items={[
            ['原因', reasonOf(letter)],
            ['来自', feed === undefined ? TOPIC_WORDS[topic] : `${TOPIC_WORDS[topic]}（${feed}）`],
            ['失败时间', minute(failedAt)],
            ['已尝试', `${tries} 次`],
          ]}
        />
        <Standing shown={shown} />
        {letter.state === 'open' && shown.mayMend ? (
          <Mending c={c} shown={shown} />
        ) : (
          <Content letter={letter} />
        )}
        <Rounds letter={letter} />
      </>
    ),
  });
}

/** What became of it, and the case that is there already. */
const Standing: FC<{ shown: Shown }> = ({ shown: { letter, recorded, arrived } }) => {
  const number = caseNumber(messageIn(letter)?.record.number ?? '');
  const link = <a href={caseHref({ path: '/hotline' }, number)}>查看工单 {number}</a>;
  if (letter.state === 'sent' && arrived)
    return <Banner kind="success">已重新发送，并已登记。{recorded !== null && link}</Banner>;
  if (letter.state === 'sent') return <Banner kind="info">已重新发送，正在处理。</Banner>;
  if (letter.state === 'dropped') return <Banner kind="info">{STATE_WORDS.dropped}。</Banner>;
  if (recorded === null) return null;
  return <Banner kind="info">这个编号的工单已经登记，下面各项注明了已登记的内容。{link}</Banner>;
};

const Content: FC<{ letter: DeadLetter }> = ({ letter }) => {
  const record = messageIn(letter)?.record;
  if (record === undefined) return letter.topic === 'feed' ? <pre>{letter.body}</pre> : null;
  const filled = COLUMNS.filter(([key]) => (record[key] ?? '') !== '');
  return (
    <>
      <h2>记录内容</h2>
      <Facts items={filled.map(([key, heading]) => [heading, record[key] ?? ''] as const)} />
    </>
  );
};

const Mending: FC<{ c: Ctx; shown: Shown }> = ({ c, shown }) => {
  const { letter, form } = shown;
  return (
    <>
      <Form c={c} action={addressOf(letter)} label="改正并重新发送">
        {letter.topic !== 'feed' ? (
          <p>内容由系统生成，不需要改正；原因消除以后原样重新发送。</p>
        ) : shown.raw ? (
          <TextArea
            form={form}
            name="body"
            label="记录内容"
            hint="可在此改正；不改动则原样重新发送。同一记录重复发送只计一次。"
            rows={16}
          />
        ) : (
          <Columns shown={shown} />
        )}
        <Actions>
          <Button name="do" value="again">
            重新发送
          </Button>
        </Actions>
      </Form>
      <h2>不再处理</h2>
      <Form c={c} action={addressOf(letter)} label="不再处理">
        <TextField form={form} name="why" label="理由" hint="例如：平台的测试数据。记录和理由都会保留。" />
        <Actions>
          <Button kind="secondary" name="do" value="aside">
            不再处理
          </Button>
        </Actions>
      </Form>
    </>
  );
};

const Columns: FC<{ shown: Shown }> = ({ shown: { form, recorded, offered } }) => (
  <div class="record-cells">
    {COLUMNS.map(([key, heading]) => {
      const known = recorded?.[key] ?? '';
      return (
        <>
          <TextField
            form={form}
            name={key}
            label={heading}
            hint={known === '' ? undefined : `已登记：${known}`}
            size="medium"
            list={offered[key] === undefined ? undefined : `l-${key}`}
            optional={key !== 'number' && key !== 'receivedAt'}
          />
          {offered[key] !== undefined && <Suggestions id={`l-${key}`} labels={offered[key]} />}
        </>
      );
    })}
  </div>
);

const Rounds: FC<{ letter: DeadLetter }> = ({ letter: { rounds } }) =>
  rounds.length === 0 ? null : (
    <>
      <h2>以前的处理</h2>
      <DataTable
        caption="以前的处理"
        rows={rounds}
        columns={[
          { title: '失败时间', cell: ({ failedAt }) => minute(failedAt) },
          { title: '原因', cell: ({ reason }) => readReason(reason).message },
          { title: '处理人', cell: ({ sentBy, sentAt }) => `${sentBy} ${minute(sentAt)}` },
          {
            title: '处理',
            cell: ({ body, sent, dropped }) =>
              dropped === undefined ? changesIn(body, sent) : `不再处理：${dropped}`,
          },
        ]}
      />
    </>
  );

/** What was mended, column by column. */
function changesIn(before: string, sent: string | undefined): string {
  if (sent === undefined) return '原样重新发送';
  const [was, is] = [before, sent].map((body) => messageIn({ topic: 'feed', body })?.record);
  if (was === undefined || is === undefined) return '改正后重新发送';
  return COLUMNS.filter(([key]) => (was[key] ?? '') !== (is[key] ?? ''))
    .map(([key, heading]) => `${heading}：${was[key] || '（空）'} → ${is[key] || '（空）'}`)
    .join('；');
}
