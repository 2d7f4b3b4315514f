/** The signing form: who approves, why, and the numbers in the prose that someone must confirm. */
import type { FC } from 'hono/jsx';
import type { UnconfirmedNumber } from '#shared/year/unconfirmed-numbers.ts';
import type { Ctx } from '../frame/web.ts';
import type { CommandField } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, Form, type FormState } from '../look/form.tsx';
import { type Asked, hrefOf } from './address.ts';
import { NumberConfirmations } from './number-list.tsx';
import type { ShownObstacle } from './obstacles.tsx';

export type Shown = {
  readonly asked: Asked;
  readonly form: FormState;
  readonly token: string;
  readonly obstacles: readonly ShownObstacle[];
  readonly ticked?: readonly string[];
  /** It waits for the approval of a second account, which is then the one that signs. */
  readonly waits?: boolean;
};
const WAITS = '提交以后由另一个账号审批，批准的账号就是报告的批准人，在那以前报告不定稿。';

export const APPROVER: CommandField = {
  name: 'approvedBy',
  kind: 'text',
  label: '批准人',
  hint: '批准公布这份报告的负责人，不是本人；填写的姓名注明“未经系统确认”，由另一个账号批准的除外',
  size: 'medium',
};
export const RESTATED: CommandField = {
  name: 'reason',
  kind: 'area',
  label: '更正原因',
  hint: '随新版本一并保存',
};

export const whatOf = (restating: boolean): string => (restating ? '更正并公布新版本' : '定稿');

type SignFormProps = {
  readonly c: Ctx;
  readonly shown: Shown;
  readonly restating: boolean;
  readonly numbers: readonly UnconfirmedNumber[];
};

export const SignForm: FC<SignFormProps> = ({ c, shown, restating, numbers }) => {
  const { form, token, ticked = [] } = shown;
  const what = whatOf(restating);
  const { year, scope } = shown.asked.address;
  return (
    <Form
      c={c}
      action={hrefOf({ year, scope }, '/sign')}
      token={token}
      hidden={{ restating: restating ? 'yes' : 'no' }}
      label={what}
    >
      {shown.waits ? <p>{WAITS}</p> : <DrawnFields fields={[APPROVER]} form={form} />}
      {shown.obstacles.some(({ code }) => code === 'clockBehindLedger') && (
        <label class="radio">
          <input type="checkbox" name="clockAhead" value="yes" />
          时钟已经校准，仍按全部记录定稿（截止时间取最新一条记录的登记时间）
        </label>
      )}
      {restating && <DrawnFields fields={[RESTATED]} form={form} />}
      <NumberConfirmations numbers={numbers} ticked={new Set(ticked)} />
      <Actions>
        <Button>{shown.waits ? `提请审批：${what}` : what}</Button>
        <a href={hrefOf({ year, scope })}>返回</a>
      </Actions>
    </Form>
  );
};
