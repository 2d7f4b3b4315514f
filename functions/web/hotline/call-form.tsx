/** One screen for one call: type first, by keyboard alone; what was said; and what becomes of it. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { type Choice, RadioGroup, SelectField, Suggestions, TextArea, TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { CALL_LABELS } from './calls.ts';

export type Offered = {
  readonly types: readonly Choice[];
  readonly sources: readonly string[];
  readonly topics: readonly string[];
  readonly departments: readonly string[];
  /** What this person may do with the call at once. */
  readonly endings: readonly Choice[];
};
type Props = {
  readonly c: Ctx;
  readonly form: FormState;
  readonly token: string;
  readonly offered: Offered;
};

export const CallForm: FC<Props> = ({ c, form, token, offered }) => (
  <>
    <ErrorSummary errors={form.errors} />
    <section class="panel">
      <Form c={c} action="/hotline" token={token} label="登记来电">
        <Said form={form} offered={offered} />
        <RadioGroup form={form} name="ending" label={CALL_LABELS.ending} choices={offered.endings} />
        <TextField
          form={form}
          name="department"
          label={CALL_LABELS.department}
          size="medium"
          list="l-departments"
          when="when-dispatched"
        />
        <div class="pair">
          <SelectField
            form={form}
            name="source"
            label={CALL_LABELS.source}
            choices={offered.sources.map((label) => ({ value: label, label }))}
          />
          <TextField form={form} name="at" label={CALL_LABELS.at} type="datetime-local" size="short" />
        </div>
        <Actions>
          <Button name="do" value="next">
            登记，接下一个
          </Button>
          <Button kind="secondary" name="do" value="save">
            登记并打开工单
          </Button>
        </Actions>
        <Suggestions id="l-topics" labels={offered.topics} />
        <Suggestions id="l-departments" labels={offered.departments} />
      </Form>
    </section>
  </>
);

const Said: FC<{ form: FormState; offered: Offered }> = ({ form, offered }) => (
  <>
    <RadioGroup
      form={form}
      name="type"
      label={CALL_LABELS.type}
      choices={offered.types}
      autofocus={form.errors.length === 0}
    />
    <TextArea form={form} name="description" label={CALL_LABELS.description} rows={2} optional />
    <div class="triple">
      <TextField form={form} name="topic" label={CALL_LABELS.topic} list="l-topics" optional />
      <TextField form={form} name="caller" label={CALL_LABELS.caller} optional />
      <TextField form={form} name="contact" label={CALL_LABELS.contact} inputmode="numeric" optional />
    </div>
  </>
);
