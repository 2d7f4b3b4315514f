/** The form of a change of the calendar. */
import type { FC } from 'hono/jsx';
import type { Ctx } from '../frame/web.ts';
import { DateField, RadioGroup, SelectField, TextArea, TextField } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import {
  ACTIONS,
  CAUSE_CHOICES,
  type ChangeKind,
  DAY_KIND_CHOICES,
  FIELDS,
  PATH,
  TITLES,
} from './changes.ts';

type Change = { readonly kind: ChangeKind; readonly form: FormState; readonly token: string };

export function changePage(c: Ctx, { kind, form, token }: Change): Response | Promise<Response> {
  return renderFormPage(c, form, {
    title: TITLES[kind],
    section: 'calendar',
    body: (
      <>
        <Crumb />
        <h1>{TITLES[kind]}</h1>
        <ErrorSummary errors={form.errors} />
        <section class="panel">
          <Form
            c={c}
            action={ACTIONS[kind](form.values)}
            token={token}
            label={TITLES[kind]}
            upload={kind === 'LoadCalendarYear'}
          >
            <ChangeFields kind={kind} form={form} />
            <Actions>
              <Button name="do" value="preview">
                下一步：查看影响
              </Button>
              <a href={PATH}>取消</a>
            </Actions>
          </Form>
        </section>
      </>
    ),
  });
}

export const Crumb: FC = () => (
  <p class="crumb">
    <a href={PATH}>工作日历</a>
  </p>
);

type Of = { readonly form: FormState };
const at = (kind: ChangeKind, form: FormState, name: string) => ({
  form,
  name,
  label: FIELDS[kind][name] ?? '',
});

const ChangeFields: FC<Of & { kind: ChangeKind }> = ({ kind, form }) => {
  if (kind === 'LoadCalendarYear') return <NoticeFields form={form} />;
  return kind === 'AddExtraDay' ? <DayFields form={form} /> : <TakenBackFields form={form} />;
};

const NoticeFields: FC<Of> = ({ form }) => (
  <>
    <TextField {...at('LoadCalendarYear', form, 'year')} size="short" inputmode="numeric" />
    <TextArea
      {...at('LoadCalendarYear', form, 'notice')}
      rows={12}
      hint="粘贴国务院办公厅通知的正文即可，也可逐行写“放假 2027-02-05~2027-02-11”“上班 2027-01-30”。"
    />
    <div class="field">
      <label for="f-file">
        或者选择文件<span class="optional">（选填）</span>
      </label>
      <p class="hint" id="f-file-hint">
        文本文件或 JSON 文件；选了文件，就不看上面的内容。
      </p>
      <input
        id="f-file"
        name="file"
        type="file"
        accept=".txt,.json,text/plain"
        aria-describedby="f-file-hint"
      />
    </div>
  </>
);

const TakenBackFields: FC<Of> = ({ form }) => (
  <>
    <Facts items={[['日期', form.values.date ?? '']]} />
    <TextArea {...at('RemoveExtraDay', form, 'reason')} hint="为什么撤销，例如误录。" />
  </>
);

const DayFields: FC<Of> = ({ form }) => (
  <>
    <DateField {...at('AddExtraDay', form, 'date')} />
    <RadioGroup {...at('AddExtraDay', form, 'kind')} choices={DAY_KIND_CHOICES} />
    <SelectField {...at('AddExtraDay', form, 'cause')} choices={CAUSE_CHOICES} />
    <TextArea {...at('AddExtraDay', form, 'reason')} hint="例如通知的文号和内容。" />
  </>
);
