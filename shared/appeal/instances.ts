/** The instances a dispute went through, by the days they happened, in whatever order they were entered. */
import type { AppealOutcome } from '#shared/glossary/choices.ts';
import { type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { byDay } from '#shared/kernel/procedure.ts';
import type { OrderedPeriod } from '#shared/kernel/reply-order.ts';
import type { PaperServed } from '#shared/service/service.ts';
import type { InstancePolicy, RetrialPolicy } from './events.ts';
import { appealableAs, isConfirming } from './means.ts';

/** An event whose date can be corrected; what it says stands beside it. */
export type AppealStep = {
  readonly id: string;
  readonly type: string;
  readonly on: PlainDate;
  /** A decision's. */
  readonly outcome?: AppealOutcome;
  readonly means?: string | null;
  readonly order?: OrderedPeriod | null;
  readonly countedBy?: Policies['table4By'] | undefined;
  /** The outcome was corrected: it is the office's own word, whatever the means. */
  readonly said?: true;
  /** An appeal's, a remand's, a retrial's. */
  readonly instances?: InstancePolicy;
  /** A retrial's: whether it is heard as a second instance, whose judgment is final. */
  readonly asSecond?: boolean;
  readonly counts?: RetrialPolicy;
  /** Of an attempt to serve the paper of another step. */
  readonly service?: PaperServed['data'];
  /** Of the day a decision took effect: whose. */
  readonly effectOf?: string;
};

/** What table 四 counts as one case: under `merge` the whole dispute, under `perInstance` each instance. */
export type Instance = {
  readonly openedOn: PlainDate;
  readonly outcome: AppealOutcome | null;
  readonly concludedOn: PlainDate | null;
  /** The decision that ended it, and whether none could follow it. */
  readonly by?: AppealStep | undefined;
  readonly final?: boolean | undefined;
};

/** Where a dispute stands. `stage` is that of the court that hears it, or heard it last. */
export type Dispute = {
  readonly stage: 'first' | 'second' | 'retrial';
  /** Since when this court hears it. */
  readonly heardSince: PlainDate;
  /** No appeal lies against its judgment (行诉法7: two instances end a suit). */
  readonly final: boolean;
  /** The newest decision, null while one is awaited. */
  readonly decided: AppealStep | null;
  /** The last decision that was not only a confirmation of the one before. */
  readonly effective: AppealStep | null;
  /** It was sent back once: a second instance cannot do so again (行诉法89). */
  readonly remanded: boolean;
  readonly instances: readonly Instance[];
  /** A retrial that table 四 does not follow has begun. */
  readonly uncounted: boolean;
};

const TURNS: readonly string[] = ['AppealConcluded', 'JudgmentAppealed', 'CaseRemanded', 'RetrialOpened'];

/** Decisions and what reopens them. The opening, the answers and the papers served are no turns. */
export function isTurn({ type }: AppealStep): boolean {
  return TURNS.includes(type);
}

export function turns(steps: readonly AppealStep[]): readonly AppealStep[] {
  return inOrder(steps).filter(isTurn);
}

/** The opening, then by day; of one day as entered. */
export function inOrder(steps: readonly AppealStep[]): readonly AppealStep[] {
  const [opening, ...others] = steps;
  return opening === undefined ? [] : [opening, ...byDay(others)];
}

export function disputeOf(openedOn: PlainDate, steps: readonly AppealStep[]): Dispute {
  return turns(steps).reduce(after, begun(openedOn));
}

export function begun(openedOn: PlainDate): Dispute {
  const instances = [{ openedOn, ...UNDECIDED }];
  const nothing = { decided: null, effective: null, final: false, remanded: false, uncounted: false };
  return { stage: 'first', heardSince: openedOn, instances, ...nothing };
}

const UNDECIDED = { outcome: null, concludedOn: null, by: undefined } as const;

export function after(now: Dispute, turn: AppealStep): Dispute {
  const instances = countedAfter(now, turn);
  const reopened = { ...now, heardSince: turn.on, decided: null, instances };
  switch (turn.type) {
    case 'AppealConcluded': {
      const confirms = isConfirming(turn.means ?? null) && now.effective !== null;
      const final = now.final || turn.means === 'retrialEnded';
      return { ...now, decided: turn, effective: confirms ? now.effective : turn, final, instances };
    }
    case 'JudgmentAppealed':
      return { ...reopened, stage: 'second', final: true };
    case 'CaseRemanded':
      return {
        ...reopened,
        ...{ stage: 'first', final: false, effective: null },
        remanded: now.remanded || !isOfRuling(now),
      };
    default: {
      const uncounted = now.uncounted || turn.counts === 'unchanged';
      return { ...reopened, stage: 'retrial', final: turn.asSecond === true, uncounted };
    }
  }
}

/** R-T4-7: an appeal adds no case, its result is the effective judgment's; `perInstance` begins a case with each. */
function countedAfter({ instances, uncounted, final }: Dispute, turn: AppealStep): readonly Instance[] {
  const current = instances.at(-1);
  if (current === undefined || uncounted || turn.counts === 'unchanged') return instances;
  const before = instances.slice(0, -1);
  const { on, outcome = null } = turn;
  if (turn.type === 'AppealConcluded')
    return [...before, { ...current, outcome, concludedOn: on, by: turn, final }];
  const pending: Instance = { openedOn: on, ...UNDECIDED };
  const counted = turn.instances === 'perInstance';
  if (turn.type === 'CaseRemanded' && counted)
    return [...before, { ...current, ...UNDECIDED, outcome: 'other', concludedOn: on }, pending]; // neither upheld nor corrected
  const isLater = turn.type === 'RetrialOpened' && !endsIn(current, on);
  return counted || isLater ? [...instances, pending] : [...before, { ...current, ...UNDECIDED }];
}

/** An effective judgment stands in the table of its year; only a retrial of that year takes its place there. */
function endsIn({ concludedOn }: Instance, on: PlainDate): boolean {
  return concludedOn === null || yearOf(concludedOn) === yearOf(on);
}

/** Whether what stands, or was taken to this court, is a ruling: it is not sent back, it is heard (法释〔2018〕1号109). */
export function isOfRuling({ effective }: Dispute): boolean {
  return appealableAs(effective?.means ?? null) === 'ruling';
}

/** What of the newest decision can be taken to the next court; what only confirms is of the kind of what it confirms. */
export function appealableIn({ decided, effective, final }: Dispute): 'judgment' | 'ruling' | null {
  if (decided === null || final) return null;
  return appealableAs((isConfirming(decided.means ?? null) ? effective : decided)?.means ?? null);
}
