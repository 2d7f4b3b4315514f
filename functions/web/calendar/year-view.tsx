/** A year as twelve months: which days are worked, and why not. What a day is stands in a sign, not only in colour. */
import type { FC } from 'hono/jsx';
import type { CalendarState } from '#shared/calendar/state.ts';
import { calendarIn } from '#shared/calendar/state.ts';
import type { Calendar, DayKind } from '#shared/kernel/calendar/calendar.ts';
import { addDays, dateOf, type PlainDate, weekdayOf } from '#shared/kernel/plain-date.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const MONTHS = Array.from({ length: 12 }, (_none, index) => index + 1);

/** The sign in the cell and what it means. An office's own days have signs of their own. */
const SIGNS: Readonly<Record<DayKind, readonly [sign: string, meaning: string]>> = {
  workingDay: ['', '工作日'],
  weekend: ['', '周末'],
  holiday: ['休', '节假日'],
  makeUpWorkingDay: ['班', '调休上班'],
};
const OWN_SIGNS: Partial<Record<DayKind, readonly [string, string]>> = {
  holiday: ['停', '本机关停工'],
  makeUpWorkingDay: ['加', '本机关上班'],
};

type Shown = { readonly state: CalendarState; readonly calendar: Calendar; readonly today: PlainDate };
type Props = { readonly state: CalendarState; readonly year: number; readonly today: PlainDate };

export const YearView: FC<Props> = ({ state, year, today }) => {
  const shown = { state, calendar: calendarIn(state), today };
  return (
    <>
      <Legend />
      <div class="months">
        {MONTHS.map((month) => (
          <Month shown={shown} first={dateOf(`${year}-${String(month).padStart(2, '0')}-01`)} />
        ))}
      </div>
    </>
  );
};

const Legend: FC = () => (
  <ul class="legend" aria-label="图例">
    {[SIGNS.holiday, SIGNS.makeUpWorkingDay, OWN_SIGNS.holiday, OWN_SIGNS.makeUpWorkingDay].map((one) => (
      <li>
        <span class="sign">{one?.[0]}</span> {one?.[1]}
      </li>
    ))}
    <li>
      <span class="sign unsettled">28</span> 尚无通知确定，涉及的期限暂定
    </li>
  </ul>
);

const Month: FC<{ shown: Shown; first: PlainDate }> = ({ shown, first }) => (
  <table class="month">
    <caption>{Number(first.slice(5, 7))} 月</caption>
    <thead>
      <tr>
        {WEEKDAYS.map((day) => (
          <th scope="col">{day}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {weeksOf(first).map((week) => (
        <tr>{week.map((date) => (date === null ? <td /> : <Day shown={shown} date={date} />))}</tr>
      ))}
    </tbody>
  </table>
);

const Day: FC<{ shown: Shown; date: PlainDate }> = ({ shown: { state, calendar, today }, date }) => {
  const kind = calendar.kindOfDay(date);
  const own = state.extraDays.has(date) ? OWN_SIGNS[kind] : undefined;
  const [sign, meaning] = own ?? SIGNS[kind];
  const off = !calendar.isWorkingDay(date);
  const classes = [
    off ? 'off' : 'on',
    ...(own ? ['own'] : []),
    ...(calendar.isProvisional(date) ? ['unsettled'] : []),
  ];
  return (
    <td class={classes.join(' ')} aria-current={date === today ? 'date' : undefined}>
      <time datetime={date}>{Number(date.slice(8))}</time>
      {sign !== '' && (
        <abbr class="sign" title={meaning}>
          {sign}
        </abbr>
      )}
    </td>
  );
};

/** Weeks from Monday to Sunday; null outside the month. */
function weeksOf(first: PlainDate): (PlainDate | null)[][] {
  const month = first.slice(0, 7);
  const weeks: (PlainDate | null)[][] = [];
  for (
    let monday = addDays(first, -((weekdayOf(first) + 6) % 7));
    monday.slice(0, 7) <= month;
    monday = addDays(monday, 7)
  )
    weeks.push(
      WEEKDAYS.map((_day, index) => addDays(monday, index)).map((date) =>
        date.startsWith(month) ? date : null,
      ),
    );
  return weeks;
}
