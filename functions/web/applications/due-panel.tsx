/** The reply date and how it comes about, day by day. */
import type { FC } from 'hono/jsx';
import type { Application } from '../../../shared/disclosure/application.ts';
import type { ReplyClock } from '../../../shared/disclosure/clock.ts';
import { clockOf } from '../../../shared/disclosure/clock-of.ts';
import { articleText } from '../../../shared/glossary/refusals.ts';
import { type Calendar, workingDaysLeft } from '../../../shared/kernel/calendar/calendar.ts';
import type { PlainDate } from '../../../shared/kernel/plain-date.ts';
import { BREACH_LABELS, CLOCK_STATES, DAY_REASONS } from '../wording/terms.ts';

export type Due = { readonly clock: ReplyClock; readonly today: PlainDate; readonly left: number | null };

export function dueOf(state: Application, calendar: Calendar, today: PlainDate): Due {
  const clock = clockOf(state, calendar);
  const end = clock.dueOn ?? clock.stepDueOn;
  const open = clock.state !== 'concluded' && end !== null;
  return { clock, today, left: open ? workingDaysLeft(calendar, today, end) : null };
}

/** `还有 3 个工作日`, `今天到期`, `已超期 2 个工作日`; '' when nothing is running. */
export function leftText({ clock, today, left }: Due): string {
  const end = clock.dueOn ?? clock.stepDueOn;
  if (left === null || end === null) return '';
  if (today > end) return `已超期 ${Math.max(Math.abs(left), 1)} 个工作日`;
  return today === end ? '今天到期' : `还有 ${left} 个工作日`;
}

export const DuePanel: FC<{ due: Due }> = ({ due }) => {
  const { clock } = due;
  if (clock.days.length === 0) return null;
  const counted = clock.days.filter(({ counts }) => counts).length;
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
      <Breaches clock={clock} />
    </section>
  );
};

const Breaches: FC<{ clock: ReplyClock }> = ({ clock }) =>
  clock.breaches.length === 0 ? null : (
    <>
      <h3>超过法定期限的步骤</h3>
      <ul>
        {clock.breaches.map(({ code, article, on }) => (
          <li>
            {on} {BREACH_LABELS[code]}（{articleText(article)}）
          </li>
        ))}
      </ul>
    </>
  );
