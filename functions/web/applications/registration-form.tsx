/** The form of art. 29, with the dates of art. 31 that belong to the channel chosen. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { DateField, RadioGroup, SelectField, TextArea, TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { DELIVERY_FORMS } from '../wording/terms.ts';
import { APPLICANT_CHOICES, CHANNEL_CHOICES } from './choices.ts';
import { FIELD_LABELS } from './registration.ts';

type Props = { readonly c: Ctx; readonly form: FormState; readonly token: string };
type Part = { readonly form: FormState };

export const RegistrationForm: FC<Props> = ({ c, form, token }) => (
  <>
    <ErrorSummary errors={form.errors} />
    <section class="panel">
      <Form c={c} action="/applications" token={token} label="登记申请">
        <Arrival form={form} />
        <Applicant form={form} />
        <Request form={form} />
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

/** Which of these dates are shown follows the channel in the stylesheet; without that all are shown, with their condition. */
const Arrival: FC<Part> = ({ form }) => (
  <fieldset class="group">
    <legend>收件</legend>
    <RadioGroup
      form={form}
      name="channel"
      label={FIELD_LABELS.channel}
      choices={CHANNEL_CHOICES}
      autofocus={form.errors.length === 0}
    />
    <div class="pair">
      <DateField
        form={form}
        name="submittedOn"
        label={FIELD_LABELS.submittedOn}
        hint="当面递交、寄出或网上提交之日"
      />
      <DateField
        form={form}
        name="signedForOn"
        label={FIELD_LABELS.signedForOn}
        hint="挂号信、特快专递由本机关签收之日，即收到日期"
        optional
        when="when-signed"
      />
      <DateField
        form={form}
        name="confirmedOn"
        label={FIELD_LABELS.confirmedOn}
        hint="平信、网络、传真以双方确认之日为收到日期；尚未确认的留空"
        optional
        when="when-confirmed"
      />
    </div>
  </fieldset>
);

const Applicant: FC<Part> = ({ form }) => (
  <fieldset class="group">
    <legend>申请人</legend>
    <div class="pair">
      <SelectField
        form={form}
        name="applicantType"
        label={FIELD_LABELS.applicantType}
        choices={APPLICANT_CHOICES}
      />
      <TextField form={form} name="applicantName" label="姓名或名称" />
      <TextField
        form={form}
        name="identity"
        label={FIELD_LABELS.identity}
        hint="证件号码或统一社会信用代码"
        optional
      />
      <TextField
        form={form}
        name="contact"
        label={FIELD_LABELS.contact}
        hint="电话、地址或电子邮箱"
        optional
      />
    </div>
    <TextField form={form} name="agent" label={FIELD_LABELS.agent} size="medium" optional />
  </fieldset>
);

const Request: FC<Part> = ({ form }) => (
  <fieldset class="group">
    <legend>申请公开的信息</legend>
    <TextField
      form={form}
      name="subject"
      label={FIELD_LABELS.subject}
      hint="名称、文号或者便于查询的其他特征"
    />
    <TextArea form={form} name="description" label={FIELD_LABELS.description} optional />
    <SelectField
      form={form}
      name="deliveryForm"
      label={FIELD_LABELS.deliveryForm}
      choices={DELIVERY_FORMS.map((value) => ({ value, label: value }))}
      blank="不限"
      optional
    />
  </fieldset>
);
