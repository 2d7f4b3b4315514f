/** What has to be settled before the work of the day: the clock, the calendar, the name, an empty ledger. */
import type { FC } from 'hono/jsx';
import { SETTLERS } from '#shared/accounts/permissions.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { type Instant, isAheadOf } from '#shared/kernel/plain-date.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, BLANK_FORM, Button, Form } from '../look/form.tsx';
import { NAME_FIELD, OFFICE } from '../office/office-page.tsx';
import { minute } from '../wording/word.ts';

export const ClockWarning: FC<{ now: Instant; newest: Instant | null }> = ({ now, newest }) =>
  isAheadOf(now, newest) ? (
    <Banner kind="warning">
      {refusalText('clockBehindLedger', { now: minute(now), newest: minute(newest ?? now) })}
      。在校准之前，新登记的内容都会记在那个时间之后，年度报告不能定稿。
    </Banner>
  ) : null;

/** Dates that reach into the year are provisional until it is loaded: asked for until it is there. */
export const CalendarAwaited: FC<{ year: number | null; role: Role }> = ({ year, role }) =>
  year === null ? null : (
    <Banner kind="warning">
      {year} 年的放假安排还没有载入，涉及该年的期限都是暂定。
      {SETTLERS.includes(role) ? (
        <>
          国务院办公厅的通知公布后，请
          <a href={`/calendar/load?year=${year}`}>载入 {year} 年放假安排</a>。
        </>
      ) : (
        '国务院办公厅的通知公布后，由管理员载入。'
      )}
    </Banner>
  );

/** Asked for before anything else: nothing is signed or issued in the name of nobody. */
export const Unnamed: FC<{ c: Ctx }> = ({ c }) => (
  <section class="panel" aria-labelledby="unnamed">
    <h2 id="unnamed">先写明机关名称</h2>
    <p>
      写明以前，年度报告不能定稿，文书不能制发。简称、代字和上级机关在<a href={OFFICE}>机关信息</a>里填写。
    </p>
    <Form c={c} action={OFFICE} label="机关名称">
      <DrawnFields fields={[NAME_FIELD]} form={BLANK_FORM} />
      <Actions>
        <Button>保存</Button>
      </Actions>
    </Form>
  </section>
);

export const Beginning: FC = () => (
  <section class="panel" aria-labelledby="beginning">
    <h2 id="beginning">台账还是空的</h2>
    <p>
      可以直接登记第一件申请，也可以先<a href="/sample">装入示例数据试用</a>。
    </p>
  </section>
);
