/** Who is reminded of what, as a form: what was typed becomes settings, or faults at their fields. */
import type { FC } from 'hono/jsx';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { allowedHere, WHY_NOT, whyNotCalled } from '#shared/reminders/outgoing-call.ts';
import { isAddress, isUrl, type Recipient, type Targets } from '#shared/reminders/targets.ts';
import { NEARNESS, type Nearness } from '#shared/worklist/nearness.ts';
import { WORK_KINDS } from '#shared/worklist/slices.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { RadioGroup } from '../look/choice-sets.tsx';
import { SelectField, TextField } from '../look/fields.tsx';
import type { FieldError, FormState } from '../look/form.tsx';

const BLANK_ROWS = 2;
const MOST_ROWS = 20;
const KINDS = WORK_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }));
const FROM: readonly { value: Nearness; label: string }[] = [
  { value: 'within5', label: '5 个工作日内到期起' },
  { value: 'within3', label: '3 个工作日内到期起' },
  { value: 'today', label: '今日到期起' },
  { value: 'overdue', label: '只在超期以后' },
];

export function valuesOf({ on, recipients, webhook }: Targets): Record<string, string> {
  const values: Record<string, string> = { on: on ? 'on' : 'off', webhook: webhook ?? '' };
  for (const [row, { email, selection }] of recipients.entries()) {
    values[`email${row}`] = email;
    values[`kind${row}`] = selection.kind ?? '';
    values[`from${row}`] = selection.from === 'within10' ? '' : selection.from;
  }
  return values;
}

function rowsOf(values: FormState['values']): number {
  const filled = Array.from({ length: MOST_ROWS }, (_, row) => values[`email${row}`] ?? '');
  return Math.min(filled.findLastIndex((email) => email !== '') + 1 + BLANK_ROWS, MOST_ROWS);
}

type Typed = {
  readonly values: Record<string, string>;
  readonly errors: readonly FieldError[];
  readonly targets: Targets;
};

export function typedIn(fields: FormFields): Typed {
  const rows = Array.from({ length: MOST_ROWS }, (_, row) => row);
  const names = ['on', 'webhook', ...rows.flatMap((row) => [`email${row}`, `kind${row}`, `from${row}`])];
  const values = Object.fromEntries(names.map((name) => [name, textOf(fields, name)]));
  const errors: FieldError[] = [];
  const recipients: Recipient[] = [];
  for (const row of rows) {
    const email = values[`email${row}`] ?? '';
    if (email === '') continue;
    const message = `第 ${row + 1} 个邮箱地址无法识别，应当是 name@example.gov.cn 的形式`;
    if (!isAddress(email)) errors.push({ field: `email${row}`, code: 'badAddress', message });
    const kind = WORK_KINDS.find((one) => one === values[`kind${row}`]);
    const from = NEARNESS.find((one) => one === values[`from${row}`]) ?? 'within10';
    recipients.push({ email, selection: { kind: kind ?? null, from } });
  }
  const webhook = values.webhook ?? '';
  const message = webhook === '' ? null : webhookFault(webhook);
  if (message !== null) errors.push({ field: 'webhook', code: 'badAddress', message });
  const targets = { on: values.on !== 'off', recipients, webhook: webhook === '' ? null : webhook };
  return { values, errors, targets };
}

function webhookFault(webhook: string): string | null {
  if (!isUrl(webhook)) return '接口地址无法识别，应当以 https:// 开头';
  const why = whyNotCalled(new URL(webhook), allowedHere());
  return why === null ? null : `接口地址：${WHY_NOT[why]}`;
}

export const TargetFields: FC<{ form: FormState }> = ({ form }) => (
  <>
    <RadioGroup
      form={form}
      name="on"
      label="每日提醒"
      hint="每个工作日上午 8 时 30 分检查一次，同一事项同一情形只提醒一次。停用期间到期的，启用后再提醒。"
      choices={[
        { value: 'on', label: '启用' },
        { value: 'off', label: '停用' },
      ]}
    />
    {Array.from({ length: rowsOf(form.values) }, (_, row) => (
      <RecipientFields form={form} row={row} />
    ))}
    <TextField
      form={form}
      name="webhook"
      label="接口地址"
      optional
      hint="提醒同时发送到这个地址，内容只有编号、类别和日期，带签名。"
    />
  </>
);

const RecipientFields: FC<{ form: FormState; row: number }> = ({ form, row }) => (
  <fieldset class="field recipient">
    <legend>收件人 {row + 1}</legend>
    <TextField form={form} name={`email${row}`} label="邮箱" optional />
    <div class="pair">
      <SelectField form={form} name={`kind${row}`} label="事项" blank="各类事项" choices={KINDS} />
      <SelectField
        form={form}
        name={`from${row}`}
        label="何时提醒"
        blank="10 个工作日内到期起"
        choices={FROM}
      />
    </div>
  </fieldset>
);
