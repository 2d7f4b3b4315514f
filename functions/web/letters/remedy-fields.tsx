/** The remedy of the rows that the sources leave open: the office's legal unit chooses (行政复议法 art. 23). */
import type { FC } from 'hono/jsx';
import { remedyPolicy } from '#shared/correspondence/letter-settings.ts';
import { DEFAULT_REMEDY_POLICY, REMEDIES, type Remedy, UNSETTLED } from '#shared/disclosure/remedy.ts';
import type { LetterSettings } from '#shared/letters/state.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { SelectField } from '../look/fields.tsx';
import type { FormState } from '../look/form.tsx';
import { templateLabel } from './addresses.ts';

type Open = (typeof UNSETTLED)[number];
const nameOf = (outcome: Open): string => `remedy.${outcome}`;
const LABELS: Readonly<Record<Remedy, string>> = {
  reviewFirst: '先申请行政复议',
  reviewOrSue: '申请行政复议，或者直接提起行政诉讼',
  none: '不写救济告知',
};
const CHOICES = REMEDIES.map((value) => ({ value, label: LABELS[value] }));

/** What stands in the form: the office's word, otherwise the product's. */
export function remedyValues(settings: LetterSettings): Record<string, string> {
  const policy = { ...DEFAULT_REMEDY_POLICY, ...remedyPolicy(settings) };
  return Object.fromEntries(UNSETTLED.map((outcome) => [nameOf(outcome), policy[outcome] ?? '']));
}

/** As typed, by field; and as the command takes it. */
export function remediesIn(fields: FormFields): {
  readonly values: Record<string, string>;
  readonly remedies: Record<string, string>;
} {
  const chosen = UNSETTLED.map((outcome) => [outcome, textOf(fields, nameOf(outcome))] as const);
  return {
    values: Object.fromEntries(chosen.map(([outcome, value]) => [nameOf(outcome), value])),
    remedies: Object.fromEntries(chosen.filter(([, value]) => value !== '')),
  };
}

export const RemedyFields: FC<{ form: FormState }> = ({ form }) => (
  <fieldset class="group">
    <legend>救济告知</legend>
    <p class="hint">法律和司法解释没有写明的四种答复，由本机关法制机构确定；其他答复按规定告知，不能改。</p>
    {UNSETTLED.map((outcome) => (
      <SelectField
        form={form}
        name={nameOf(outcome)}
        label={templateLabel(`reply.${outcome}`)}
        choices={CHOICES}
      />
    ))}
  </fieldset>
);
