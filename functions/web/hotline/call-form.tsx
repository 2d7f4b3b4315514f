/** One screen for one call: type first, by keyboard alone; what was said; and what becomes of it. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import type { CommandField } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import type { Choice } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { ABOUT, AFTERWARDS, ARRIVAL, SAID } from './calls.ts';

/** What the office's lists offer, by field. */
export type Offered = Readonly<Record<string, readonly Choice[]>>;
type Props = {
  readonly c: Ctx;
  readonly form: FormState;
  readonly token: string;
  readonly offered: Offered;
};

export const CallForm: FC<Props> = ({ c, form, token, offered }) => {
  const offering = (fields: readonly CommandField[]): readonly CommandField[] =>
    fields.map((field) => ({ ...field, choices: offered[field.name] ?? [] }));
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <section class="panel">
        <Form c={c} action="/hotline" token={token} label="登记来电">
          <DrawnFields fields={offering(SAID)} form={form} focus />
          <div class="triple">
            <DrawnFields fields={offering(ABOUT)} form={form} />
          </div>
          <DrawnFields fields={offering(AFTERWARDS)} form={form} />
          <div class="pair">
            <DrawnFields fields={offering(ARRIVAL)} form={form} />
          </div>
          <Actions>
            <Button name="do" value="next">
              登记，接下一个
            </Button>
            <Button kind="secondary" name="do" value="save">
              登记并打开工单
            </Button>
          </Actions>
        </Form>
      </section>
    </>
  );
};
