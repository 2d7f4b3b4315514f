/** How the date of the case comes about, stretch by stretch of days that count or do not, for the same reason. */
import type { PaperPart } from '#shared/documents/paper.ts';
import { textName } from '#shared/glossary/law-sources.ts';
import { articleText } from '#shared/glossary/refusals.ts';
import type { CaseClock } from '#shared/kernel/case-clock.ts';
import { APPEAL_STEP_LABELS } from '../wording/appeal-words.ts';
import { calendarText, dayReasonText } from '../wording/terms.ts';
import { endText } from '../wording/word.ts';

type Stretch = {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly counts: boolean;
  readonly reason: string;
  /** Counted days up to its end. */
  readonly counted: number;
};

export function clockParts(clock: CaseClock): PaperPart[] {
  const { dueOn, stepDueOn, provisional, earliest, texts, calendar, periods = [], days } = clock;
  const end = dueOn ?? stepDueOn;
  if (end === null && days.length === 0 && periods.length === 0) return [];
  const lines = [
    ...(end === null ? [] : [`期限：${endText(end, { provisional, earliest })}`]),
    ...(texts.length === 0 ? [] : [`适用：${texts.map(textName).join('；')}`]),
    ...(days.length === 0 ? [] : [`工作日历：${calendarText(calendar)}`]),
    ...clock.breaches.map(({ on, article }) => `${on} 的一步晚于期限（${articleText(article)}）`),
  ];
  return [
    { kind: 'heading', text: '期限的计算' },
    { kind: 'lines', lines },
    ...(periods.length === 0 ? [] : [periodTable(periods)]),
    ...(days.length === 0 ? [] : [dayTable(stretchesOf(days))]),
  ];
}

function periodTable(periods: NonNullable<CaseClock['periods']>): PaperPart {
  return {
    kind: 'table',
    caption: '各阶段期限',
    columns: [
      ['期限', 3],
      ['起算', 2],
      ['届满', 2],
      ['依据', 3],
    ],
    rows: periods.map(({ step, from, dueOn, article, ...end }) => [
      ...[APPEAL_STEP_LABELS[step], `${from} 次日`, endText(dueOn, end), articleText(article)],
    ]),
  };
}

function dayTable(stretches: readonly Stretch[]): PaperPart {
  return {
    kind: 'table',
    caption: '逐日计算',
    columns: [
      ['日期', 4],
      ['天数', 1],
      ['原因', 3],
      ['是否计入', 2],
      ['累计', 1],
    ],
    rows: stretches.map(({ from, to, days, reason, counts, counted }) => [
      ...[from === to ? from : `${from} 至 ${to}`, String(days), reason],
      ...[counts ? '计入' : '不计入', String(counted)],
    ]),
  };
}

function stretchesOf(days: CaseClock['days']): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let counted = 0;
  for (const { date, counts, reason: code } of days) {
    if (counts) counted += 1;
    const reason = dayReasonText(code);
    const last = stretches.at(-1);
    const goesOn = last !== undefined && last.counts === counts && last.reason === reason;
    const from = goesOn ? last.from : date;
    if (goesOn) stretches.pop();
    stretches.push({ from, to: date, days: (goesOn ? last.days : 0) + 1, counts, reason, counted });
  }
  return stretches;
}
