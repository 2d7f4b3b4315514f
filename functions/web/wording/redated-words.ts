/** What the history of a case says when its date was counted again by another calendar. */
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { RecountReason } from '#shared/kernel/recounting.ts';
import { calendarText } from './terms.ts';
import { coded, date, provisionalText, type Word } from './word.ts';

export const REDATING_REASONS: Readonly<Record<RecountReason, string>> = {
  calendarYear: '载入了年度放假安排',
  extraDay: '本机关工作日有变动',
};
type Redated = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly provisional: boolean;
  readonly reason: RecountReason;
  readonly calendar: string;
};

export const REDATED: { readonly [Field in keyof Redated]: Word<Redated[Field]> } = {
  from: date('原期限'),
  to: { label: '现期限', text: (to, { data }) => provisionalText(to, data.provisional === true) },
  provisional: null,
  reason: coded('原因', REDATING_REASONS),
  calendar: { label: '所用日历', text: calendarText },
};

/** Of a hotline limit, which keeps it as a part of its own. */
export function redatedText({ from, to, provisional, reason, calendar }: Redated): string {
  return `原期限 ${from}，现期限 ${provisionalText(to, provisional)}，原因：${REDATING_REASONS[reason]}（${calendarText(calendar)}）`;
}
