/** The reply date and how it comes about, day by day. */
import type { FC } from 'hono/jsx';
import type { Application } from '#shared/disclosure/application.ts';
import type { Beginning, ClockState, Period } from '#shared/disclosure/clock.ts';
import type { Explanation } from '#shared/disclosure/explanation.ts';
import { type Pause, REPLY_DAYS, type Silence } from '#shared/disclosure/pauses.ts';
import { articleText } from '#shared/glossary/refusals.ts';
import type { RemedyPeriods, RemedyStep } from '#shared/kernel/appeal-clock.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { DayByDay, LawTexts } from '../cases/clock-panels.tsx';
import { leftText } from '../cases/progress.tsx';
import { REDATING_REASONS } from '../wording/redated-words.ts';
import { BREACH_LABELS, CLOCK_STATES, outcomeText } from '../wording/terms.ts';
import { endText } from '../wording/word.ts';

/** `state` is the case as it stands today. */
type Shown = { readonly due: Explanation; readonly state: Application };

export const DuePanel: FC<Shown> = ({ due, state }) =>
  due.days.length === 0 ? null : (
    <section class="panel" aria-labelledby="due-title">
      <h2 id="due-title">期限怎么算</h2>
      {due.period === null ? <Awaited due={due} state={state} /> : <Counted due={due} period={due.period} />}
      {due.state === 'concluded' && <p>{endedText(state)}</p>}
      <Reasons due={due} state={state} />
      <LawTexts texts={due.texts} />
      <DayByDay days={due.days} calendar={due.calendar} />
      <Breaches due={due} />
      {due.remedies && <Remedies remedies={due.remedies} />}
    </section>
  );

const Awaited: FC<Shown> = ({ due, state }) =>
  due.state === 'concluded' ? null : (
    <p>
      现在{CLOCK_STATES[due.state]}，答复期限停止计算
      {due.stepDueOn !== null && <>；等到 {endText(due.stepDueOn, due)} 为止</>}。
      {afterwards(due.state, state.fee?.resumes === true)}
    </p>
  );

/** What follows when the applicant has done what is awaited; '' where nothing is. */
function afterwards(awaited: ClockState, resumes: boolean): string {
  if (awaited === 'awaitingCorrection') return '收到补正材料以后重新计算二十个工作日。';
  if (awaited !== 'awaitingPayment') return '';
  return resumes ? '缴清费用的次日起接着计算。' : '缴清费用以后重新计算二十个工作日。';
}

/** When and how it ended: nothing runs any more. */
function endedText({ voided, splitInto, steps, conclusion }: Application): string {
  if (voided) return '这条记录已作废，不再计算期限。';
  const split = steps.find(({ event }) => event.type === 'ApplicationSplit');
  if (splitInto.length > 0)
    return `${split?.on ?? ''} 拆分为 ${splitInto.join('、')} 办理，期限在各件上计算。`;
  return conclusion === null
    ? '已办结，不再计算期限。'
    : `${conclusion.on} 办结（${outcomeText(conclusion.outcome)}），不再计算期限。`;
}

const BEGINNINGS: Readonly<Record<Beginning, string>> = {
  receipt: '收到申请',
  correction: '收到补正材料',
  payment: '缴清费用',
};

const Counted: FC<{ due: Explanation; period: Period }> = ({ due, period }) => {
  const { days, dueOn, statutoryDays, provisional, earliest, daysUsed, state } = due;
  const extended = period.extendedBy > 0 && `（法定 ${REPLY_DAYS} 个，延长 ${period.extendedBy} 个）`;
  return (
    <p>
      自{BEGINNINGS[period.begins]}（{days[0]?.date}）次日起计 {statutoryDays} 个工作日{extended}，至{' '}
      <strong>{endText(dueOn ?? '', { provisional: false, earliest })}</strong> 止
      {provisional && '（暂定：所用年份的放假安排尚未公布，公布后自动重算）'}。
      {state !== 'concluded' && (
        <>
          截至 {due.on} 已计 {daysUsed} 个，{leftText(due, due.on)}。
        </>
      )}
    </p>
  );
};

const SILENCE: Readonly<Record<Silence, string>> = {
  officeDecides: '期满未答复的，由本机关依法决定',
  consent: '期满未答复的，视为同意公开',
  consentIfJoint: '共同制作机关期满未答复的，视为同意公开；其他机关未答复的，由本机关依法决定',
};

function pausedText({ kind, after, until, answered, earliest, silence }: Pause): string {
  const asked = kind === 'organ' ? '征求其他机关意见' : '征求第三方意见';
  const ended = answered ? '已有答复' : SILENCE[silence];
  const why = earliest ? '对方收到的日期没有登记，暂自发出次日起算' : ended;
  return `${asked}：${addDays(after, 1)} 至 ${endText(until, { provisional: false, earliest })} 不计入（${why}）`;
}

/** What moved the date: others asked, an extension, an agreement, a change of the calendar. */
const Reasons: FC<Shown> = ({ due, state }) => {
  const { extension, delay } = state;
  const lines = [
    ...due.pauses.map(pausedText),
    ...(due.pauses.length > 1 ? ['征求意见的日子有重叠的，只扣除一次。'] : []),
    ...(extension === null
      ? []
      : [
          `${extension.on} 延长 ${extension.workingDays} 个工作日${extension.spent ? '（用于重新计算以前的期限，现在不再计入）' : ''}`,
        ]),
    ...(delay === null ? [] : [`${delay.on} 告知申请人延迟至 ${delay.until} 答复（条例第三十五条）`]),
    ...due.redatings.map(
      ({ on, from, to, reason }) =>
        `${on} 因${REDATING_REASONS[reason]}，期限由 ${from} ${from === to ? '暂定转为确定' : `改为 ${to}`}`,
    ),
  ];
  return lines.length === 0 ? null : (
    <ul class="due-reasons">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
};

const REMEDY_LABELS: Readonly<Record<RemedyStep, string>> = {
  review: '申请行政复议',
  suit: '直接提起行政诉讼',
  suitAfterReview: '复议后提起行政诉讼',
};

/** From the day the reply was served; until that is known nothing has begun. */
const Remedies: FC<{ remedies: RemedyPeriods }> = ({ remedies: { servedOn, periods } }) => (
  <>
    <h3>申请人的救济期限</h3>
    {servedOn === null ? (
      <p>答复的送达没有登记，申请人申请复议、提起诉讼的期限尚未起算。</p>
    ) : (
      <ul>
        {periods.map(({ step, article, dueOn, provisional }) => (
          <li>
            {REMEDY_LABELS[step]}：{servedOn} 送达，至 {endText(dueOn, { provisional })} 止（
            {articleText(article)}）
          </li>
        ))}
      </ul>
    )}
  </>
);

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
