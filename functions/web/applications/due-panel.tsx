/** The reply date and how it comes about, day by day. */
import type { FC } from 'hono/jsx';
import type { Application } from '../../../shared/disclosure/application.ts';
import { type Explanation, explain } from '../../../shared/disclosure/explanation.ts';
import { articleText } from '../../../shared/glossary/refusals.ts';
import type { PlainDate } from '../../../shared/kernel/plain-date.ts';
import type { LogReader } from '../../../shared/store/ports.ts';
import { calendarOfCase } from '../../calendar/office-calendar.ts';
import { BREACH_LABELS, CLOCK_STATES, DAY_REASONS } from '../wording/terms.ts';

/** How the date stands on `on`, by the calendar the office counts this case with. */
export async function dueOf(
  log: LogReader,
  { office, state, on }: { office: string; state: Application; on: PlainDate },
): Promise<Explanation> {
  return explain(state, await calendarOfCase(log, office, state), on);
}

/** The day everything is measured by: the reply's, or that of the step awaited. */
export function endOf({ dueOn, stepDueOn }: Explanation): PlainDate | null {
  return dueOn ?? stepDueOn;
}

/** `还有 3 个工作日`, `今天到期`, `已超期 2 个工作日`; '' when nothing is running. */
export function leftText(due: Explanation): string {
  if (due.workingDaysLeft === null) return '';
  if (due.overdue) return `已超期 ${Math.max(Math.abs(due.workingDaysLeft), 1)} 个工作日`;
  return endOf(due) === due.on ? '今天到期' : `还有 ${due.workingDaysLeft} 个工作日`;
}

export const DuePanel: FC<{ due: Explanation }> = ({ due: clock }) => {
  if (clock.days.length === 0) return null;
  const counted = clock.statutoryDays;
  return (
    <section class="panel" aria-labelledby="due-title">
      <h2 id="due-title">期限怎么算</h2>
      <p>
        {clock.dueOn === null ? (
          <>
            现在{CLOCK_STATES[clock.state]}，答复期限停止计算
            {clock.stepDueOn !== null && <>；等到 {clock.stepDueOn} 为止</>}。
          </>
        ) : (
          <>
            自 {clock.days[0]?.date} 次日起计 {counted} 个工作日，至 <strong>{clock.dueOn}</strong> 止
            {clock.provisional && <>（暂定：所用年份的放假安排尚未公布）</>}。
          </>
        )}
      </p>
      <details>
        <summary>逐日查看（日历版本 {clock.calendar}）</summary>
        <ol class="days">
          {clock.days.map(({ date, counts, reason }) => (
            <li class={counts ? 'counts' : undefined}>
              <time datetime={date}>{date}</time>
              <span>{DAY_REASONS[reason]}</span>
              <span>{counts ? '计入' : '不计'}</span>
            </li>
          ))}
        </ol>
      </details>
      <Breaches due={clock} />
    </section>
  );
};

const Breaches: FC<{ due: Explanation }> = ({ due }) =>
  due.breaches.length === 0 ? null : (
    <>
      <h3>超过法定期限的步骤</h3>
      <ul>
        {due.breaches.map(({ code, article, on, by }) => (
          <li>
            {on} {BREACH_LABELS[code]}，应不晚于 {by}（{articleText(article)}）
          </li>
        ))}
      </ul>
    </>
  );
