/** How the dates of appeals and hotline cases come about, on the page of the case. */
import type { FC } from 'hono/jsx';
import type { AppealClock } from '#shared/appeal/explanation.ts';
import { textName } from '#shared/glossary/law-sources.ts';
import { articleText } from '#shared/glossary/refusals.ts';
import type { HotlineCaseClock } from '#shared/hotline/explanation.ts';
import type { HourLimit } from '#shared/hotline/hour-limit.ts';
import type { AppealPeriod } from '#shared/kernel/appeal-clock.ts';
import type { CaseClock, DayReason, TextInForce } from '#shared/kernel/case-clock.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { PUBLICATION_DAYS, type PublicationClock } from '#shared/register/clock.ts';
import { Banner } from '../look/banner.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { APPEAL_STEP_LABELS } from '../wording/appeal-words.ts';
import { calendarText, dayReasonText } from '../wording/terms.ts';
import { durationText, endText, minute, provisionalText } from '../wording/word.ts';

const COLUMNS: readonly Column<AppealPeriod>[] = [
  { title: '期限', cell: ({ step }) => APPEAL_STEP_LABELS[step] },
  { title: '起算', cell: ({ from }) => `${from} 次日` },
  { title: '届满', cell: ({ dueOn, ...end }) => endText(dueOn, end) },
  { title: '依据', cell: ({ article }) => articleText(article) },
];

type Ended = {
  /** How it ended, where the clock says no more than that it did. */
  readonly ended: string;
};

export const AppealClockPanel: FC<{ clock: AppealClock } & Ended> = ({ clock, ended }) => (
  <section class="panel" aria-labelledby="due-title">
    <h2 id="due-title">期限怎么算</h2>
    <p>{standsAs(clock, ended)}</p>
    <DataTable caption="各阶段期限" columns={COLUMNS} rows={clock.periods} />
    <LawTexts texts={clock.texts} />
    {clock.days.length > 0 && <DayByDay days={clock.days} calendar={clock.calendar} />}
    {clock.breaches.map(({ on, article }) => (
      <p>
        {on} 提交答复、答辩，晚于期限（{articleText(article)}）。
      </p>
    ))}
  </section>
);

/** By which texts the case is judged. One that nobody compared the rules with is never taken as agreeing with them. */
export const LawTexts: FC<{ texts: readonly TextInForce[] }> = ({ texts }) => {
  const unchecked = texts.filter(({ read }) => read === 'unchecked');
  const copied = texts.some(({ read }) => read === 'copy');
  return (
    <>
      {unchecked.map((text) => (
        <Banner kind="warning">
          期间施行的{textName(text)}，本系统的规则没有按这一文本核对过，有关期限和救济途径须核对该文本。
        </Banner>
      ))}
      {texts.length > 0 && (
        <p class="small">
          适用：{texts.map(textName).join('；')}。{copied && '据转载文本，引用前请核对原文。'}
        </p>
      )}
    </>
  );
};

const EARLIEST = '副本送达本机关的日期没有登记，暂自受理之日起算，是最早的届满日；登记送达后重新计算。';

function standsAs(clock: AppealClock, ended: string): string {
  const { state, dueOn, stepDueOn, overdue, earliest } = clock;
  if (state === 'concluded')
    return clock.periods.some(({ step }) => step === 'appeal')
      ? `${ended}。上诉期限见下表；上诉期满、没有上诉的，裁判生效。`
      : `${ended}，不再计算期限。`;
  const end = endText(dueOn ?? stepDueOn ?? '', clock);
  const past = overdue ? '，已经过期' : '';
  return state === 'answering'
    ? `本机关应在 ${end} 以前提交书面答复或答辩和证据${past}。${earliest ? EARLIEST : ''}最后一日遇节假日的，顺延至其后第一个工作日。`
    : `等待复议机关或法院在 ${end} 以前作出决定或裁判${past}。`;
}

type HotlineClock = Ended & { readonly clock: HotlineCaseClock; readonly byTheHour: HourLimit | null };

export const HotlineClockPanel: FC<HotlineClock> = ({ clock, ended, byTheHour }) =>
  clock.dueOn === null ? null : (
    <section class="panel" aria-labelledby="due-title">
      <h2 id="due-title">办理时限怎么算</h2>
      <p>
        {byTheHour === null ? (
          <DayLimit clock={clock} />
        ) : (
          <Hours limit={byTheHour} running={clock.state === 'handling'} />
        )}
        。{clock.state === 'concluded' && `${ended}，不再计算时限。`}
      </p>
      {clock.days.length > 0 && <DayByDay days={clock.days} calendar={clock.calendar} />}
      {clock.breaches.map(({ on }) => (
        <p>{on} 办结，超过办理时限。</p>
      ))}
    </section>
  );

const DayLimit: FC<{ clock: HotlineCaseClock }> = ({ clock }) => (
  <>
    {limitText(clock)}，至 <strong>{provisionalText(clock.dueOn ?? '', clock.provisional)}</strong> 止
    {leftOf(clock)}
  </>
);

/** Left or past only while it runs. */
const Hours: FC<{ limit: HourLimit; running: boolean }> = ({ limit, running }) => {
  const { hours, from, dueAt, used, left } = limit;
  const over = left < 0 ? `已超过 ${durationText(-left)}` : `还有 ${durationText(left)}`;
  return (
    <>
      自 {minute(from)} 起算 {hours} 小时，至 <strong>{minute(dueAt)}</strong> 止，
      {running ? `已用 ${durationText(used)}，${over}` : `共用 ${durationText(used)}`}
    </>
  );
};

function limitText({ limit, days }: HotlineCaseClock): string {
  const from = days[0]?.date ?? '起算';
  return limit === null ? '时限由登记或延长时指定' : `自 ${from} 次日起 ${limit} 个工作日`;
}

function leftOf({ overdue, workingDaysLeft: left }: CaseClock): string {
  if (left === null) return '';
  return overdue ? `，已超期 ${Math.max(Math.abs(left), 1)} 个工作日` : `，还有 ${left} 个工作日`;
}

export const PublicationClockPanel: FC<{ clock: PublicationClock }> = ({ clock }) => (
  <section class="panel" aria-labelledby="due-title">
    <h2 id="due-title">公开期限怎么算</h2>
    <p>
      {clock.isSet
        ? '其他法律、法规对公开期限另有规定'
        : `自信息形成或者变更之日（${clock.formedOn}）次日起 ${PUBLICATION_DAYS} 个工作日`}
      （{articleText('条例26')}），至 <strong>{provisionalText(clock.publishBy, clock.provisional)}</strong>{' '}
      止{leftOf(clock)}。
    </p>
    {clock.breaches.map(({ on, article }) => (
      <p>
        {on} 公开，晚于期限（{articleText(article)}）。
      </p>
    ))}
    <LawTexts texts={clock.texts} />
    {clock.days.length > 0 && <DayByDay days={clock.days} calendar={clock.calendar} />}
  </section>
);

type ShownDay = { readonly date: PlainDate; readonly counts: boolean; readonly reason: DayReason };

/** Every day of a period, with whether it counts and why. */
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
