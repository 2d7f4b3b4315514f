/** What is told of a case outside: its events with their texts, its clock. The same to a terminal and to a program. */
import type { AppealPeriod, RemedyPeriods } from '#shared/kernel/appeal-clock.ts';
import type { OrderedReply } from '#shared/kernel/case-clock.ts';
import type { Commit } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { explainCase } from '#shared/redating/explain-case.ts';
import type { LogReader } from '#shared/store/ports.ts';

type Mask = (field: string, text: string) => string;

/**
 * Oldest first; the texts as `masked` has them, where something is to be hidden from who asks. Where they cannot be read,
 * `closed` says why: `erased`, `altered`, `unopenable` or `withheld`.
 */
export async function toldEvents(
  log: LogReader,
  commits: readonly Commit[],
  masked: Mask = (_, text) => text,
): Promise<object[]> {
  const told: object[] = [];
  for (const commit of commits) {
    const seal = await log.openSeal(commit);
    const events = eventsOf(commit, seal);
    const isApproved = events.some(({ type }) => type === 'StepApproved');
    for (const { id, type, on, recordedAt, actor, data, texts } of events) {
      const head = { case: commit.number, kind: commit.kind, event: id, type, occurredOn: on, recordedAt };
      const opened = texts && { texts: toldTexts(texts, masked) };
      // a name that somebody typed is not the account that consented
      const named = texts?.approvedBy === undefined ? {} : { approverConfirmed: isApproved };
      told.push({
        ...head,
        actor,
        data,
        ...opened,
        ...named,
        ...(typeof seal === 'string' && { closed: seal }),
      });
    }
  }
  return told;
}

/** A letter is fetched with `letter`: here its size stands for it. */
function toldTexts(texts: Readonly<Record<string, string>>, masked: Mask): Record<string, string> {
  const size = (base64: string): string => `docx, ${Math.floor((base64.length * 3) / 4)} bytes`;
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      name === 'document' ? size(text) : masked(name, text),
    ]),
  );
}

/** The contract's `clock`; null for what no time limit governs. */
export async function toldClock(
  log: LogReader,
  commits: readonly Commit[],
  on: PlainDate,
): Promise<object | null> {
  const explained = await explainCase(log, commits, on);
  if (explained === null) return null;
  const { state, dueOn, stepDueOn, provisional, earliest, overdue, workingDaysLeft } = explained;
  const { calendar, days, texts, remedies = null } = explained;
  const breaches = explained.breaches.map(({ code, article, on: day }) => ({ code, article, on: day }));
  const head = { case: commits[0]?.number, state, dueOn, stepDueOn, provisional };
  const { periods, ordered } = explained;
  return {
    ...head,
    ...(earliest && { earliest }),
    ...{ overdue, workingDaysLeft },
    ...(periods && { periods: periods.map(toldPeriod) }),
    ...(ordered && { ordered: toldOrder(ordered) }),
    ...{ calendar, days, texts, breaches },
    ...(remedies && { remedies: toldRemedies(remedies) }),
  };
}

function toldPeriod({ step, article, from, dueOn, provisional, earliest }: AppealPeriod): object {
  return { step, article, from, dueOn, provisional, earliest };
}

function toldOrder({ order, dueOn, provisional, earliest, overdue }: OrderedReply): object {
  const { appeal, decidedOn, assumed } = order;
  return { appeal, decidedOn, assumed, dueOn, provisional, earliest, overdue };
}

function toldRemedies({ servedOn, periods }: RemedyPeriods): object {
  const told = ({ step, article, dueOn, provisional }: RemedyPeriods['periods'][number]): object => ({
    remedy: step,
    ...{ article, dueOn, provisional },
  });
  return { servedOn, periods: periods.map(told) };
}
