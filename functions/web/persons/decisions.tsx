/** What may be done with a request: another account agrees or not, and the answer is recorded. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { rolesFor } from '#shared/accounts/permissions.ts';
import { REQUEST_OUTCOMES } from '#shared/glossary/personal.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import { isWaiting, type PersonRequest } from '#shared/personal/state.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import type { CommandField } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { choicesOf } from '../look/fields.tsx';
import { Actions, Button, Form, type FormState } from '../look/form.tsx';
import { requestHref } from './addresses.ts';

export const ANSWER: readonly CommandField[] = [
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
export const REFUSAL: readonly CommandField[] = [
  { name: 'reason', kind: 'text', label: '不批准的理由', optional: true },
];

type Deciding = {
  readonly c: Ctx;
  readonly by: { readonly web: Web; readonly who: Principal };
  readonly file: CaseFile<PersonRequest>;
  readonly form: FormState;
};

export const Decisions: FC<Deciding> = (props) => {
  const { state } = props.file;
  const { who } = props.by;
  const mayApprove = rolesFor('ApproveErasure').includes(who.role) && who.user !== state.receivedBy;
  const mayAnswer = rolesFor('AnswerPersonRequest').includes(who.role) && state.asks !== 'expired';
  return (
    <>
      {isWaiting(state) && mayApprove && <Approve {...props} />}
      {isWaiting(state) && !mayApprove && <Banner kind="info">等待另一个有审批权限的人批准。</Banner>}
      {state.outcome === null && mayAnswer && <Answer {...props} />}
    </>
  );
};

const Approve: FC<Deciding> = ({ c, file: { number }, form }) => (
  <section class="panel" aria-labelledby="approve">
    <h2 id="approve">批准删除</h2>
    <p>批准以后，这些记录的密钥立即销毁，个人信息和文字内容不能恢复；编号、日期、统计数字和哈希链不变。</p>
    <Form c={c} action={requestHref(number)} token={randomUUID()} label="批准删除">
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
);

const Answer: FC<Deciding> = ({ c, by: { web }, file: { state, number }, form }) => {
  const today = dateOfInstant(web.house.clock.now());
  return (
    <section class="panel" aria-labelledby="answer">
      <h2 id="answer">登记答复</h2>
      {state.asks === 'correction' && <p>更正在各件的“更正文字”中办理，办完后在这里登记。</p>}
      {state.asks === 'erasure' && <p class="soft">答复登记以后，这件请求中的姓名和联系方式也随之销毁。</p>}
      <Form c={c} action={requestHref(number)} token={randomUUID()} label="登记答复">
        <DrawnFields fields={ANSWER} form={{ ...form, values: { on: today, ...form.values } }} />
        <Actions>
          <Button name="do" value="AnswerPersonRequest">
            登记答复
          </Button>
        </Actions>
      </Form>
    </section>
  );
};
