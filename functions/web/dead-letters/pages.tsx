/** The list of what failed, and one of them with its reason, its earlier rounds and the form that sends it again. */
import type { FC } from 'hono/jsx';
import type { DeadLetter } from '../../../shared/store/dead-letters.ts';
import { Banner } from '../look/banner.tsx';
import { TextArea } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { DataTable, EmptyState, Facts, Pager } from '../look/table.tsx';
import type { Ctx } from '../web.ts';
import { PATH, TOPIC_WORDS } from './words.ts';

type Page = Response | Promise<Response>;
const addressOf = ({ id }: DeadLetter): string => `${PATH}/${encodeURIComponent(id)}`;
/** 2026-11-24 09:30 of the office's time. */
const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

export type Listed = {
  readonly letters: readonly DeadLetter[];
  readonly next: string | null;
  readonly isFirst: boolean;
  readonly sent: boolean;
};

export function listPage(c: Ctx, { letters, next, isFirst, sent }: Listed): Page {
  return renderPage(c, {
    title: '未能处理的记录',
    section: 'dead-letters',
    body: (
      <>
        <h1>未能处理的记录</h1>
        {sent && <Banner kind="success">已重新发送。如仍不能处理，会再次出现在这里。</Banner>}
        <p>多次重试仍不能处理的记录停在这里，不影响其他记录。看明原因，改正后重新发送。</p>
        {letters.length === 0 ? (
          <EmptyState title="没有未能处理的记录">全部记录都已处理。</EmptyState>
        ) : (
          <DataTable
            caption="未能处理的记录，最早的在前"
            rows={letters}
            columns={[
              { title: '原因', cell: (one) => <a href={addressOf(one)}>{one.reason}</a> },
              { title: '来自', cell: ({ topic }) => TOPIC_WORDS[topic] },
              { title: '失败时间', cell: ({ failedAt }) => minuteOf(failedAt) },
              { title: '重发次数', cell: ({ rounds }) => rounds.length, numeric: true },
            ]}
          />
        )}
        <Pager
          first={isFirst ? null : PATH}
          next={next === null ? null : `${PATH}?after=${encodeURIComponent(next)}`}
        />
      </>
    ),
  });
}

type Shown = { readonly letter: DeadLetter; readonly form: FormState };

export function letterPage(c: Ctx, { letter, form }: Shown): Page {
  const { topic, reason, failedAt, tries } = letter;
  return renderPage(c, {
    title: '处理失败的记录',
    section: 'dead-letters',
    hasErrors: form.errors.length > 0,
    body: (
      <>
        <p>
          <a href={PATH}>返回未能处理的记录</a>
        </p>
        <h1>处理失败的记录</h1>
        <ErrorSummary errors={form.errors} />
        <Facts
          items={[
            ['原因', reason],
            ['来自', TOPIC_WORDS[topic]],
            ['失败时间', minuteOf(failedAt)],
            ['已尝试', `${tries} 次`],
          ]}
        />
        <SendAgain c={c} letter={letter} form={form} />
        <Rounds letter={letter} />
      </>
    ),
  });
}

const SendAgain: FC<{ c: Ctx } & Shown> = ({ c, letter, form }) =>
  letter.state === 'sent' ? (
    <Banner kind="info">已重新发送，正在处理。</Banner>
  ) : (
    <Form c={c} action={addressOf(letter)} label="改正并重新发送">
      <TextArea
        form={form}
        name="body"
        label="记录内容"
        hint="可在此改正；不改动则原样重新发送。同一记录重复发送只计一次。"
        rows={16}
      />
      <Actions>
        <Button>重新发送</Button>
      </Actions>
    </Form>
  );

const Rounds: FC<{ letter: DeadLetter }> = ({ letter: { rounds } }) =>
  rounds.length === 0 ? null : (
    <>
      <h2>以前的处理</h2>
      <DataTable
        caption="以前的处理"
        rows={rounds}
        columns={[
          { title: '失败时间', cell: ({ failedAt }) => minuteOf(failedAt) },
          { title: '原因', cell: ({ reason }) => reason },
          { title: '重新发送', cell: ({ sentBy, sentAt }) => `${sentBy} ${minuteOf(sentAt)}` },
        ]}
      />
    </>
  );
