/** What was read of a published report, kept as the opening balance of the year after. */
import type { FC } from 'hono/jsx';
import { WRITERS } from '#shared/accounts/permissions.ts';
import { cellsOf } from '#shared/reporting/opening-balance.ts';
import type { PartialReport } from '#shared/reporting/partial-report.ts';
import type { Ctx } from '../frame/web.ts';
import { TextField } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, Form, type FormState } from '../look/form.tsx';

export const KEEP_PATH = '/check/keep';

type Props = {
  readonly c: Ctx;
  readonly report: PartialReport;
  /** Whether everything of the form was read. */
  readonly isWhole: boolean;
  readonly form?: FormState;
};

/** Below all that was checked: who keeps it has seen what does not tie out and what was not read. */
export const KeepForm: FC<Props> = ({ c, report, isWhole, form = BLANK_FORM }) => {
  const { principal } = c.var;
  const cells = Object.keys(cellsOf(report)).length;
  if (principal === null || !WRITERS.includes(principal.role) || cells === 0) return null;
  const year = form.values.year ?? String(report.year ?? '');
  return (
    <section class="panel" aria-labelledby="keep">
      <h2 id="keep">这是本机关往年的报告</h2>
      <p class="soft">
        可以把读到的 {cells} 个数字登记为往年数据：上年结转、有效件数的核对和同比从这里取数。
        {isWhole ? '' : '没有读到的格子不登记，以后可以补。'}
        登记的是报告公布的数字，勾稽关系不符的照登；登记错了，凭回执撤回。
      </p>
      <Form c={c} action={KEEP_PATH} label="登记为往年数据" hidden={{ report: JSON.stringify(report) }}>
        <TextField
          form={{ ...form, values: { year } }}
          name="year"
          label="报告年度"
          size="short"
          inputmode="numeric"
        />
        <Actions>
          <Button kind="secondary">登记为往年数据</Button>
        </Actions>
      </Form>
    </section>
  );
};
