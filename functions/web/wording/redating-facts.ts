/** What the history of a case says when its date was counted anew by another calendar. */
import { provisionalText } from './provisional.ts';

const REASONS: Readonly<Record<string, string>> = {
  calendarYear: '载入了年度放假安排',
  extraDay: '本机关工作日有变动',
};

/** Null when the event is no redating. A hotline limit keeps it as a part of its own. */
export function redatingFacts(
  data: Readonly<Record<string, unknown>>,
): readonly { readonly key: string; readonly label: string; readonly text: string }[] | null {
  const moved = (data.redated ?? data) as Readonly<Record<string, unknown>>;
  const { from, to, provisional, reason, calendar } = moved;
  if (typeof calendar !== 'string' || typeof from !== 'string') return null;
  return [
    { key: 'from', label: '原期限', text: from },
    { key: 'to', label: '现期限', text: provisionalText(String(to), provisional === true) },
    { key: 'reason', label: '原因', text: REASONS[String(reason)] ?? String(reason) },
    { key: 'calendar', label: '日历版本', text: calendar },
  ];
}
