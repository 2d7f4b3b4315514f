/** How far a case is, at a glance: the date, the days left with a bar of those that have passed, and its way in five steps. */
import type { FC } from 'hono/jsx';
import type { CaseClock } from '#shared/kernel/case-clock.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { endText } from '../wording/word.ts';

/** A running period: its name, and how it comes about as seen from the day `on`. */
export type Deadline = { readonly name: string; readonly clock: CaseClock; readonly on: PlainDate };

/** Working days from which on a date is near: those of the slice that lists begin with. */
const SOON = 3;

type Look = 'late' | 'soon' | 'calm';
function lookOf({ overdue, workingDaysLeft }: Pick<CaseClock, 'overdue' | 'workingDaysLeft'>): Look {
  if (overdue) return 'late';
  return workingDaysLeft !== null && workingDaysLeft <= SOON ? 'soon' : 'calm';
}

/** The day everything is measured by: the reply's, or that of the step awaited. */
function endOf({ dueOn, stepDueOn }: Pick<CaseClock, 'dueOn' | 'stepDueOn'>): PlainDate | null {
  return dueOn ?? stepDueOn;
}

/** `还有 3 个工作日`, `今天到期`, `已超期 2 个工作日`; '' when nothing is running. */
export function leftText(clock: CaseClock, on: PlainDate): string {
  const { workingDaysLeft: left, earliest, state, overdue } = clock;
  if (left === null) return earliest && state !== 'concluded' ? '最早的期限已过，送达未登记' : '';
  if (overdue) return `已超期 ${Math.max(Math.abs(left), 1)} 个工作日`;
  if (endOf(clock) === on) return '今天到期';
  return left === 0 ? '今天是最后一个工作日' : `还有 ${left} 个工作日`;
}

export const DeadlineBlock: FC<{ deadline: Deadline }> = ({ deadline: { name, clock, on } }) => {
  const end = endOf(clock);
  if (end === null || clock.state === 'concluded') return null;
  return (
    <section class={`deadline deadline-${lookOf(clock)}`} aria-label={name}>
      <p class="deadline-left">{leftText(clock, on)}</p>
      <p class="deadline-date">
        {name} <strong>{endText(end, clock)}</strong>
      </p>
      <Passed clock={clock} on={on} />
    </section>
  );
};

/** Of the days that count, those that have passed; nothing where nobody counted days. */
const Passed: FC<Omit<Deadline, 'name'>> = ({ clock: { days }, on }) => {
  const counted = days.filter(({ counts }) => counts);
  const passed = counted.filter(({ date }) => date <= on).length;
  return counted.length === 0 ? null : (
    <p class="deadline-bar">
      <progress
        max={counted.length}
        value={passed}
        aria-label={`已过 ${passed} 日，共 ${counted.length} 日`}
      />
      <span class="small soft" aria-hidden="true">
        {passed}/{counted.length} 日
      </span>
    </p>
  );
};

/** `done` with its day, where that is known; the first that is not done is where the case stands. */
export type Stage = { readonly name: string; readonly done: boolean; readonly on?: string | null };

export const Stages: FC<{ stages: readonly Stage[] }> = ({ stages }) => {
  const current = stages.findIndex(({ done }) => !done);
  return (
    <ol class="stages" aria-label="办理进度">
      {stages.map(({ name, done, on }, index) => (
        <li class={done ? 'stage-done' : undefined} aria-current={index === current ? 'step' : undefined}>
          <span class="stage-name">
            {name}
            <span class="unseen">
              {done ? '（已完成）' : index === current ? '（进行中）' : '（未开始）'}
            </span>
          </span>
          {on && (
            <span class="stage-day">
              <span class="stage-year">{on.slice(0, 5)}</span>
              {on.slice(5)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
};
