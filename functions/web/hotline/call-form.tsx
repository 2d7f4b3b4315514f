/** One screen for one call: who calls, what about, and what becomes of it, by keyboard alone; beside it their earlier calls. */
import type { FC } from 'hono/jsx';
import type { HotlineState } from '#shared/hotline/state.ts';
import { caseLink } from '../cases/case-address.tsx';
import { type Earlier, EarlierCases, EarlierPlace } from '../cases/earlier-cases.tsx';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import type { CommandField } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import type { Choice } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { minute } from '../wording/word.ts';
import { ABOUT, AFTERWARDS, ARRIVAL, CALLER, SAID } from './calls.ts';
import { HOTLINE } from './pages.tsx';
import { SeekForm } from './seek.tsx';

export const NEW = `${HOTLINE}/new`;

const CALL = 'call';
const CALLED = { phone: 'contact', name: 'caller' };
const NOBODY_YET =
  '填了电话或者姓名，这里列出以前的来电。没有电话的，在上面按姓名、地址、内容、街道、日期找。';

/** The number to tell the caller, and until when an answer is due. */
export const Logged: FC<{ call: HotlineState }> = ({ call }) => (
  <Banner kind="success">
    已登记 {caseLink('hotline', call.number)}
    {call.mergedInto !== null && <>，并入 {caseLink('hotline', call.mergedInto)}</>}
    {call.closedAt !== null && '，当场办结'}
    {call.department !== null && `，已派发${call.department}`}
    {call.dueAt !== null && call.closedAt === null && `，办理时限 ${minute(call.dueAt)}`}
    。可以接下一个电话。
  </Banner>
);

/** What the office's lists offer, by field. */
export type Offered = Readonly<Record<string, readonly Choice[]>>;
type Props = {
  readonly c: Ctx;
  readonly form: FormState;
  readonly token: string;
  readonly offered: Offered;
  readonly earlier: Earlier | null;
  /** What travels unseen. */
  readonly hidden: Readonly<Record<string, string>>;
};

export const CallForm: FC<Props> = ({ c, form, token, offered, earlier, hidden }) => (
  <>
    <ErrorSummary errors={form.errors} />
    <SeekForm c={c} places={offered.subdistrict ?? []} into={CALL} />
    <div class="columns">
      <section class="panel" aria-label="来电">
        <Form c={c} id={CALL} action={HOTLINE} token={token} hidden={hidden} label="登记来电" draft={NEW}>
          <UsualButton />
          <CallFields form={form} offered={offered} />
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
      <EarlierPlace kind="hotline" form={CALL} fields={CALLED} title="以前的来电">
        {earlier === null ? <p class="soft">{NOBODY_YET}</p> : null}
        <EarlierCases earlier={earlier} form={CALL} />
      </EarlierPlace>
    </div>
  </>
);

/** What Enter in a field does: the first button of a form, and no button beside a field may be that. */
const UsualButton: FC = () => (
  <button class="unseen" type="submit" name="do" value="next" tabindex={-1}>
    登记，接下一个
  </button>
);

/** What comes first is what a call begins with; where it came from and when stand filled in at the end. */
const CallFields: FC<Pick<Props, 'form' | 'offered'>> = ({ form, offered }) => {
  const offering = (fields: readonly CommandField[]): readonly CommandField[] =>
    fields.map((field) => ({ ...field, choices: offered[field.name] ?? [] }));
  const isKnown = (form.values.contact ?? '') !== '';
  return (
    <>
      <div class="caller">
        <DrawnFields fields={CALLER} form={form} focus={!isKnown} />
        <Button kind="secondary" name="do" value="look">
          查来电
        </Button>
      </div>
      <DrawnFields fields={offering(SAID)} form={form} focus={isKnown} />
      <DrawnFields fields={offering(AFTERWARDS)} form={form} />
      <div class="triple">
        <DrawnFields fields={offering(ABOUT)} form={form} />
      </div>
      <div class="pair">
        <DrawnFields fields={offering(ARRIVAL)} form={form} />
      </div>
    </>
  );
};
