/** The form in which an application is logged. */
import type { FC } from 'hono/jsx';
import { AttachBeside } from '../cases/attach-form.tsx';
import type { Ctx } from '../frame/web.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { AGENT, APPLICANT, CHANNEL, DATES, REQUEST } from './registration-fields.ts';

export const NEW_APPLICATION = '/applications/new';

type Props = { readonly c: Ctx; readonly form: FormState; readonly token: string; readonly most: number };
type Part = { readonly form: FormState };

export const RegistrationForm: FC<Props> = ({ c, form, token, most }) => (
  <>
    <ErrorSummary errors={form.errors} />
    <section class="panel">
      <Form c={c} action="/applications" token={token} label="登记申请" draft={NEW_APPLICATION} upload>
        <Arrival form={form} />
        <Applicant form={form} />
        <Request form={form} />
        <AttachBeside form={form} most={most} paper="application" />
        <Actions>
          <Button name="do" value="save">
            登记
          </Button>
          <Button kind="secondary" name="do" value="next">
            登记并继续下一件
          </Button>
          <Button kind="secondary" name="do" value="preview">
            先看期限
          </Button>
        </Actions>
      </Form>
    </section>
  </>
);

const Arrival: FC<Part> = ({ form }) => (
  <fieldset class="group">
    <legend>收件</legend>
    <DrawnFields fields={[CHANNEL]} form={form} focus />
    <div class="pair">
      <DrawnFields fields={DATES} form={form} />
    </div>
  </fieldset>
);

const Applicant: FC<Part> = ({ form }) => (
  <fieldset class="group">
    <legend>申请人</legend>
    <div class="pair">
      <DrawnFields fields={APPLICANT} form={form} />
    </div>
    <DrawnFields fields={[AGENT]} form={form} />
  </fieldset>
);

const Request: FC<Part> = ({ form }) => (
  <fieldset class="group">
    <legend>申请公开的信息</legend>
    <DrawnFields fields={REQUEST} form={form} />
  </fieldset>
);
