/** The office's reminders: who gets what, whether it arrives, and what the last run said. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { SETTLERS } from '#shared/accounts/permissions.ts';
import { lastRuns, messageSeen, type PastRun, type SentMessage } from '#shared/reminders/last-runs.ts';
import type { Way } from '#shared/reminders/routes.ts';
import { sendTrial } from '#shared/reminders/send-trial.ts';
import { setTargets, targetsOf, webhookSecret } from '#shared/reminders/targets.ts';
import type { House } from '#shared/store/house.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { FormFields } from '../frame/form-fields.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { TargetFields, typedIn, valuesOf } from './targets-form.tsx';

const PATH = '/reminders';
type Asked = { readonly web: Web; readonly who: Principal };

export function reminderRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(PATH, SETTLERS, async (c, who) => {
    const values = valuesOf(await targetsOf(web.house, who.office));
    return page(c, { web, who }, { values, errors: [] });
  });
  site.form(PATH, SETTLERS, (c, who, fields) => save(c, { web, who }, fields));
  site.form(`${PATH}/trial`, SETTLERS, async (c, { office }) =>
    c.redirect(`${PATH}?trial=${await sendTrial(web.house, office)}`, 303),
  );
}

async function save(c: Ctx, { web, who }: Asked, fields: FormFields): Promise<Response> {
  const { values, errors, targets } = typedIn(fields);
  if (errors.length > 0) return page(c, { web, who }, { values, errors });
  await setTargets(web.house, { office: who.office, actor: actorOf(who), ...targets });
  return c.redirect(`${PATH}?saved=1`, 303);
}

async function page(c: Ctx, { web, who }: Asked, form: FormState): Promise<Response> {
  const { house, accounts } = web;
  const { office } = who;
  const trial = /^trial[0-9a-f]{32}$/.exec(c.req.query('trial') ?? '')?.[0];
  const tried = trial === undefined ? null : (await messageSeen(house.log, office, trial)).sent;
  const failed = trial === undefined ? null : await failureOf(house, trial);
  const runs = await lastRuns(house.log, office);
  const { webhook, recipients } = await targetsOf(house, office);
  const isStuck = web.config.mailUnset === true && recipients.length > 0;
  return renderFormPage(c, form, {
    title: '提醒设置',
    section: 'reminders',
    body: (
      <>
        <h1>提醒设置</h1>
        {c.req.query('saved') !== undefined && (
          <Banner kind="success">已保存，下一次提醒按新的设置发送。</Banner>
        )}
        {isStuck && <MailUnset />}
        {tried !== null && <Tried sent={tried} failed={failed} isStuck={isStuck} />}
        <ErrorSummary errors={form.errors} />
        <Settings c={c} form={form} />
        {webhook !== null && <Secret secret={webhookSecret(await accounts.signingSecret(), office)} />}
        <Trial c={c} />
        <Runs runs={runs} />
      </>
    ),
  });
}

const Settings: FC<{ c: Ctx; form: FormState }> = ({ c, form }) => (
  <section class="panel">
    <Form c={c} action={PATH} token={randomUUID()} label="提醒设置">
      <TargetFields form={form} />
      <Actions>
        <Button>保存</Button>
      </Actions>
    </Form>
  </section>
);

const Secret: FC<{ secret: string }> = ({ secret }) => (
  <details class="panel">
    <summary>接口的签名密钥</summary>
    <p>
      <code class="secret">{secret}</code>
    </p>
  </details>
);

/** Letters looked at for the one just sent. */
const LOOKED_AT = 100;

/** Why it did not go out; null while that is not known. */
async function failureOf({ deadLetters }: House, trial: string): Promise<string | null> {
  const { items } = await deadLetters.list({ limit: LOOKED_AT });
  return items.find(({ message }) => message.startsWith(trial))?.reason ?? null;
}

const MailUnset: FC = () => (
  <Banner kind="error">
    发送邮件的服务器还没有设置，邮件送不出去：请系统管理员设置 TAIZHANG_SMTP_URL 和
    TAIZHANG_MAIL_FROM，再重新启动。
  </Banner>
);

/** `isStuck`: mail cannot go out, which is said already. */
type Trying = {
  readonly sent: readonly SentMessage[];
  readonly failed: string | null;
  readonly isStuck: boolean;
};

const Tried: FC<Trying> = ({ sent, failed, isStuck }) => (
  <>
    {failed !== null && (
      <Banner kind="error">
        测试提醒没有送出：{failed}。见<a href="/dead-letters">未能处理</a>。
      </Banner>
    )}
    {sent.length > 0 && <Banner kind="success">测试提醒已送出：{sent.map(sentWords).join('，')}。</Banner>}
    {failed === null && sent.length === 0 && !isStuck && (
      <Banner kind="info">测试提醒正在发送，刷新本页查看是否送出。</Banner>
    )}
  </>
);

const Trial: FC<{ c: Ctx }> = ({ c }) => (
  <section class="panel" aria-labelledby="trial">
    <h2 id="trial">测试</h2>
    <p>按已保存的设置，向每一个收件人和接口地址发送一条不涉及任何事项的消息。</p>
    <Form c={c} action={`${PATH}/trial`} label="测试">
      <Actions>
        <Button kind="secondary">发送测试提醒</Button>
      </Actions>
    </Form>
  </section>
);

const Runs: FC<{ runs: readonly PastRun[] }> = ({ runs }) => (
  <section aria-labelledby="runs">
    <h2 id="runs">最近一次提醒</h2>
    {runs.length === 0 ? (
      <EmptyState title="还没有提醒过">每个工作日上午 8 时 30 分检查一次。</EmptyState>
    ) : (
      <DataTable caption="最近一天的提醒" columns={COLUMNS} rows={runs} />
    )}
  </section>
);

const WAY_WORDS: Readonly<Record<Way, (recipients: number) => string>> = {
  email: (recipients) => `邮件 ${recipients} 人`,
  webhook: () => '接口',
  keep: () => '存入文件夹 documents/reminders',
};
const sentWords = ({ way, recipients }: SentMessage): string => WAY_WORDS[way](recipients);

const COLUMNS: readonly Column<PastRun>[] = [
  { title: '时间', cell: ({ at }) => minute(at) },
  { title: '提醒', cell: ({ things }) => (things === 0 ? '没有新的事项' : `${things} 件`), numeric: true },
  { title: '去向', cell: ({ sent }) => sent.map(sentWords).join('，') },
  { title: '状态', cell: (run) => <State of={run} /> },
];

const State: FC<{ of: PastRun }> = ({ of: { messages, sent } }) => {
  if (messages === 0) return null;
  return sent.length >= messages ? (
    <Tag kind="good">已送出</Tag>
  ) : (
    <Tag kind="busy">{`已送出 ${sent.length} / ${messages}`}</Tag>
  );
};
