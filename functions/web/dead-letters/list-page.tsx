/** What failed, what was sent again, and what was laid aside: each a list with the way into its letters. */
import type { Child, FC } from 'hono/jsx';
import { type DeadLetter, LETTER_STATES, type LetterState } from '#shared/store/dead-letters.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { Actions, Button, Form } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { type PageAsked, Pager } from '../look/pager.tsx';
import { type Column, DataTable, EmptyState, Facts } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { messageIn, reasonOf } from './letter-record.ts';
import { addressOf, listOf, PATH, STATE_WORDS, TOPIC_WORDS } from './words.ts';

/** `recorded`: of what was sent again, the letters whose record stands in the ledger now. */
type Listed = {
  readonly state: LetterState;
  readonly letters: readonly DeadLetter[];
  readonly recorded: ReadonlySet<string>;
  readonly next: string | null;
  readonly asked: PageAsked;
  /** What was just done, in words. */
  readonly done: string | null;
  readonly mayMend: boolean;
  /** The programs that send to this office, and the records that wait to be recorded. */
  readonly feeds: readonly string[];
  readonly waiting: number;
};

const EXPLAINED: Readonly<Record<LetterState, string>> = {
  open: '多次重试仍不能处理的记录停在这里，不影响其他记录。看明原因，改正后重新发送。',
  sent: '改正或原样重新发送过的记录，连同何人何时发送；仍不能处理的会回到“待处理”。',
  dropped: '有人说明理由、决定不再处理的记录；平台再次推送同一记录时会回到“待处理”。',
};
const NOTHING: Readonly<Record<LetterState, readonly [string, string]>> = {
  open: ['没有未能处理的记录', '全部记录都已处理。'],
  sent: ['没有重新发送过的记录', '重新发送的记录会列在这里。'],
  dropped: ['没有不再处理的记录', '决定不再处理的记录会列在这里。'],
};

export function listPage(c: Ctx, listed: Listed): Response | Promise<Response> {
  const { state, letters, asked, next, done } = listed;
  const [title, text] = NOTHING[state];
  return renderPage(c, {
    title: '未能处理的记录',
    section: 'dead-letters',
    body: (
      <>
        <h1>未能处理的记录</h1>
        {done !== null && <Banner kind="success">{done}</Banner>}
        <States current={state} />
        <p>{EXPLAINED[state]}</p>
        {state === 'open' && <Standing listed={listed} />}
        {letters.length === 0 ? (
          <EmptyState title={title}>{text}</EmptyState>
        ) : (
          <Letters c={c} listed={listed} />
        )}
        <Pager first={listOf(state)} asked={asked} next={next} shown={letters.length} />
      </>
    ),
  });
}

/** Shows at a glance whether the recorder keeps up. */
const Standing: FC<{ listed: Listed }> = ({ listed: { feeds, waiting } }) => (
  <Facts
    items={[
      ['对接程序', feeds.length === 0 ? '还没有' : feeds.join('、')],
      ['排队等待处理', `${waiting} 条`],
    ]}
  />
);

const States: FC<{ current: LetterState }> = ({ current }) => (
  <nav class="tabs" aria-label="处理情况">
    <ul>
      {LETTER_STATES.map((state) => (
        <li>
          <a href={listOf(state)} aria-current={state === current ? 'page' : undefined}>
            {STATE_WORDS[state]}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const Letters: FC<{ c: Ctx; listed: Listed }> = ({ c, listed }) => {
  const { state, letters, mayMend } = listed;
  const choosing = state === 'open' && mayMend;
  const table = (
    <DataTable
      caption={`${STATE_WORDS[state]}的记录，最早的在前`}
      rows={letters}
      columns={[numberColumn(choosing), ...COMMON, ...(state === 'open' ? OPEN : dealtWith(listed))]}
    />
  );
  if (!choosing) return table;
  return (
    <Form c={c} action={PATH} label="重新发送多条">
      {table}
      <p class="hint">事项、类型等设置补全以后，原来不能处理的记录可以一并原样重新发送。</p>
      <Actions>
        <Button name="do" value="chosen">
          重新发送所选
        </Button>
        <Button kind="secondary" name="do" value="shown">
          重新发送本页全部 {letters.length} 条
        </Button>
      </Actions>
      {letters.map(({ id }) => (
        <input type="hidden" name="shown" value={id} />
      ))}
    </Form>
  );
};

const numberOf = (letter: DeadLetter): string => messageIn(letter)?.record.number?.trim() || '（无编号）';

function numberColumn(choosing: boolean): Column<DeadLetter> {
  const cell = (letter: DeadLetter): Child =>
    choosing ? (
      <label class="choose">
        <input type="checkbox" name="id" value={letter.id} /> {numberOf(letter)}
      </label>
    ) : (
      numberOf(letter)
    );
  return { title: '编号', cell };
}

const COMMON: readonly Column<DeadLetter>[] = [
  { title: '原因', cell: (one) => <a href={addressOf(one)}>{reasonOf(one)}</a> },
  { title: '来自', cell: (one) => `${TOPIC_WORDS[one.topic]}${feedIn(one)}` },
];

function feedIn(letter: DeadLetter): string {
  const feed = messageIn(letter)?.feed;
  return feed === undefined ? '' : `（${feed}）`;
}

const OPEN: readonly Column<DeadLetter>[] = [
  { title: '失败时间', cell: ({ failedAt }) => minute(failedAt) },
  { title: '重发次数', cell: ({ rounds }) => rounds.length, numeric: true },
];

function dealtWith({ state, recorded }: Listed): readonly Column<DeadLetter>[] {
  const by: Column<DeadLetter> = {
    title: '处理人',
    cell: ({ rounds }) => `${rounds.at(-1)?.sentBy ?? ''} ${minute(rounds.at(-1)?.sentAt ?? '')}`,
  };
  if (state === 'dropped') return [by, { title: '理由', cell: ({ rounds }) => rounds.at(-1)?.dropped ?? '' }];
  return [by, { title: '结果', cell: ({ id }) => (recorded.has(id) ? '已登记' : '已发出') }];
}
