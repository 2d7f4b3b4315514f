/** Every day of a period, with whether it counts and why. */
import type { FC } from 'hono/jsx';
import type { DayReason } from '#shared/kernel/case-clock.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { calendarText, dayReasonText } from '../wording/terms.ts';

type ShownDay = { readonly date: PlainDate; readonly counts: boolean; readonly reason: DayReason };

export const DayByDay: FC<{ days: readonly ShownDay[]; calendar: string }> = ({ days, calendar }) => (
  <details>
    <summary>逐日查看（按 {calendarText(calendar)}）</summary>
    <ol class="days">
      {days.map(({ date, counts, reason }) => (
        <li class={counts ? 'counts' : undefined}>
          <time datetime={date}>{date}</time>
          <span>{dayReasonText(reason)}</span>
          <span>{counts ? '计入' : '不计'}</span>
        </li>
      ))}
    </ol>
    <p class="small">
      <a href={`/calendar?year=${days.at(-1)?.date.slice(0, 4)}`}>查看工作日历</a>
    </p>
  </details>
);
