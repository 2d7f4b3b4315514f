/** The form in which an application is logged. */
import type { FC } from 'hono/jsx';
import { AttachBeside } from '../cases/attach-form.tsx';
import { type Earlier, EarlierCases, EarlierPlace } from '../cases/earlier-cases.tsx';
import type { Ctx } from '../frame/web.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { AGENT, APPLICANT, CHANNEL, DATES, REQUEST } from './registration-fields.ts';

export const NEW_APPLICATION = '/applications/new';

type Props = {
  readonly c: Ctx;
  readonly form: FormState;
  readonly token: string;
  /** Of whom the form names. */
  readonly earlier: Earlier | null;
  readonly hidden: Readonly<Record<string, string>>;
  /** What may be attached, in MB. */
  readonly most: number;
  /** One of several in a row, begun with the channel of the one before. */
  readonly inRow: boolean;
};
type Part = { readonly form: FormState; readonly focus?: boolean };

export const RegistrationForm: FC<Props> = ({ c, form, token, earlier, hidden, most, inRow }) => (
  <>
    <ErrorSummary errors={form.errors} />
    <div class="columns">
      <section class="panel" aria-label="申请">
        <Form
          c={c}
          id={ID}
          action="/applications"
          token={token}
          hidden={hidden}
          label="登记申请"
          draft={NEW_APPLICATION}
          upload
        >
          <Arrival form={form} focus={!inRow} />
          <Applicant form={form} focus={inRow} />
          <Request form={form} />
          <AttachBeside
            {...{ form, most }}
            paper="application"
            again={form.errors.length > 0 || Object.keys(hidden).length > 0}
          />
          <Buttons again={Object.keys(hidden).length > 0} inRow={inRow} />
        </Form>
      </section>
      <EarlierPlace kind="application" form={ID} fields={WHO} title="该申请人以前的申请">
        {earlier === null && <p class="soft">填了证件号码、电话或者姓名，这里列出以前的申请。</p>}
        <EarlierCases earlier={earlier} form={ID} />
      </EarlierPlace>
    </div>
  </>
);

/** `again`: what may be there already was shown. The return key presses the first: in a row, that with the next form. */
const Buttons: FC<{ again: boolean; inRow: boolean }> = ({ again, inRow }) => {
  const save = (
    <Button kind={inRow ? 'secondary' : 'primary'} name="do" value="save">
      {again ? '仍要登记' : '登记'}
    </Button>
  );
  return (
    <Actions>
      {!inRow && save}
      <Button kind={inRow ? 'primary' : 'secondary'} name="do" value="next">
        {inRow && again ? '仍要登记并继续下一件' : '登记并继续下一件'}
      </Button>
      {inRow && save}
      <Button kind="secondary" name="do" value="preview">
        先看期限
      </Button>
    </Actions>
  );
};

const ID = 'registration';
const WHO = { identity: 'identity', phone: 'contact', name: 'applicantName' };

const Arrival: FC<Part> = ({ form, focus }) => (
  <fieldset class="group">
    <legend>收件</legend>
    <DrawnFields fields={[CHANNEL]} form={form} focus={focus} />
    <div class="pair">
      <DrawnFields fields={DATES} form={form} />
    </div>
  </fieldset>
);

const Applicant: FC<Part> = ({ form, focus }) => (
  <fieldset class="group">
    <legend>申请人</legend>
    <div class="pair">
      <DrawnFields fields={APPLICANT} form={form} focus={focus} />
    </div>
  </fieldset>
);

const Request: FC<Part> = ({ form }) => (
  <fieldset class="group">
    <legend>申请公开的信息、代理人</legend>
    <DrawnFields fields={REQUEST} form={form} />
    {/* few have one: behind what every paper says */}
    <DrawnFields fields={[AGENT]} form={form} />
  </fieldset>
);
