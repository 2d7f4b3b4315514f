/** The instances a dispute went through, by the days they happened, in whatever order they were entered. */
import type { AppealOutcome } from '#shared/glossary/choices.ts';
import { type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { OrderedPeriod } from '#shared/kernel/reply-order.ts';
import type { PaperServed } from '#shared/kernel/service.ts';
import type { InstancePolicy, RetrialPolicy } from './events.ts';
import { appealableAs, isConfirming } from './means.ts';

/** An event whose date can be corrected; what a turn says stands beside it. */
export type AppealStep = {
  readonly id: string;
  readonly type: string;
  readonly on: PlainDate;
  /** A decision's. */
  readonly outcome?: AppealOutcome;
  readonly means?: string | null;
  readonly order?: OrderedPeriod | null;
  /** An appeal's, a remand's, a retrial's. */
  readonly instances?: InstancePolicy;
  /** A retrial's: whether it is heard as a second instance, whose judgment is final. */
  readonly asSecond?: boolean;
  readonly counts?: RetrialPolicy;
  /** Of an attempt to serve the paper of another step. */
  readonly service?: PaperServed['data'];
};

/** What table 四 counts as one case: under `merge` the whole dispute, under `perInstance` each instance. */
export type Instance = {
  readonly openedOn: PlainDate;
  readonly outcome: AppealOutcome | null;
  readonly concludedOn: PlainDate | null;
};

/** Where the dispute stands. `stage` is that of the court that hears it, or heard it last. */
export type Course = {
  readonly stage: 'first' | 'second' | 'retrial';
  /** Since when this court hears it. */
  readonly heardSince: PlainDate;
  /** No appeal lies against its judgment (行诉法7: two instances end a suit). */
  readonly final: boolean;
  /** The newest decision, null while one is awaited. */
  readonly decided: AppealStep | null;
  /** What `decided` repeats where it only confirms; the same where it decides itself. */
  readonly effective: AppealStep | null;
  readonly instances: readonly Instance[];
  /** A retrial that table 四 does not follow has begun. */
  readonly uncounted: boolean;
};

const TURNS: readonly string[] = ['AppealConcluded', 'JudgmentAppealed', 'CaseRemanded', 'RetrialOpened'];

/** Decisions and what reopens them, by day; of one day as entered. The opening and the answers are no turns. */
export function turns(steps: readonly AppealStep[]): readonly AppealStep[] {
  return steps
    .filter(({ type }) => TURNS.includes(type))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

export function courseOf(openedOn: PlainDate, steps: readonly AppealStep[]): Course {
  return turns(steps).reduce(after, begun(openedOn));
}

function begun(openedOn: PlainDate): Course {
  const instances = [{ openedOn, outcome: null, concludedOn: null }];
  const undecided = { decided: null, effective: null, final: false, uncounted: false };
  return { stage: 'first', heardSince: openedOn, instances, ...undecided };
}

function after(now: Course, turn: AppealStep): Course {
  const { on } = turn;
  const reopened = { heardSince: on, decided: null, instances: countedAfter(now, turn) };
  switch (turn.type) {
    case 'AppealConcluded': {
      const effective = isConfirming(turn.means ?? null) && now.effective !== null ? now.effective : turn;
      return { ...now, decided: turn, effective, instances: countedAfter(now, turn) };
    }
    case 'JudgmentAppealed':
      return { ...now, ...reopened, stage: 'second', final: true };
    case 'CaseRemanded':
      return { ...now, ...reopened, stage: 'first', final: false, effective: null };
    default: {
      const uncounted = now.uncounted || turn.counts === 'unchanged';
      return { ...now, ...reopened, stage: 'retrial', final: turn.asSecond === true, uncounted };
    }
  }
}

/** R-T4-7: an appeal adds no case, its result is the effective judgment's; `perInstance` begins a case with each. */
function countedAfter({ instances, uncounted }: Course, turn: AppealStep): readonly Instance[] {
  const [current, before] = [instances.at(-1), instances.slice(0, -1)];
  if (current === undefined || uncounted) return instances;
  const { on, outcome = null } = turn;
  const pending: Instance = { openedOn: on, outcome: null, concludedOn: null };
  const perInstance = turn.instances === 'perInstance';
  switch (turn.type) {
    case 'AppealConcluded':
      return [...before, { ...current, outcome, concludedOn: on }];
    case 'JudgmentAppealed':
      return perInstance ? [...instances, pending] : [...before, { ...current, ...undecided }];
    case 'CaseRemanded': // sent back, neither upheld nor corrected
      return perInstance
        ? [...before, { ...current, outcome: 'other', concludedOn: on }, pending]
        : [...before, { ...current, ...undecided }];
    default:
      if (turn.counts === 'unchanged') return instances;
      return perInstance || !endsIn(current, on) ? [...instances, pending] : [...before, { ...current, ...undecided }];
  }
}

const undecided = { outcome: null, concludedOn: null } as const;

/** An effective judgment stands in the table of its year; only a retrial of the same year takes its place there. */
function endsIn({ concludedOn }: Instance, on: PlainDate): boolean {
  return concludedOn === null || yearOf(concludedOn) === yearOf(on);
}

/** Why a turn could not follow what came before it, or null. */
function barredTurn(now: Course, turn: AppealStep): Irregular | null {
  switch (turn.type) {
    case 'AppealConcluded':
      if (now.decided !== null) return { code: 'alreadyJudged', article: '' };
      return isConfirming(turn.means ?? null) && now.stage === 'first'
        ? { code: 'notInSecondInstance', article: '行诉法89' }
        : null;
    case 'JudgmentAppealed':
      if (now.decided === null) return { code: 'notConcluded', article: '行诉法85' };
      if (now.final) return { code: 'finalJudgment', article: '行诉法7' };
      return appealableAs(now.decided.means ?? null) === null
        ? { code: 'notAppealable', article: '法释〔2018〕1号101' }
        : null;
    case 'CaseRemanded':
      if (now.decided !== null) return { code: 'alreadyJudged', article: '' };
      return now.stage === 'first' ? { code: 'notInSecondInstance', article: '行诉法89' } : null;
    default:
      return now.decided === null ? { code: 'notConcluded', article: '行诉法90' } : null;
  }
}

type Irregular = { readonly code: RefusalCode; readonly article: string };

/** Each step that could not have followed, by its id. */
function irregular(openedOn: PlainDate, steps: readonly AppealStep[]): ReadonlyMap<string, Irregular> {
  const found = new Map<string, Irregular>();
  for (const { id, on } of steps) if (on < openedOn) found.set(id, { code: 'dateOrder', article: '' });
  const inOrder = turns(steps);
  const decidedLater = inOrder.slice(1).some(({ type }) => type === 'AppealConcluded');
  let now = begun(openedOn);
  for (const [index, turn] of inOrder.entries()) {
    // what it reopens may be entered after it, when a later decision shows that there was one
    const missing = index === 0 && decidedLater && turn.type !== 'AppealConcluded';
    const barred = missing ? null : barredTurn(now, turn);
    if (barred !== null && !found.has(turn.id)) found.set(turn.id, barred);
    now = after(now, turn);
  }
  return found;
}

/** The first step that was lawful, or is new, and could not have followed; `steps` begin with the opening. */
export function newIrregularity(
  { openedOn, steps: before }: { readonly openedOn: PlainDate; readonly steps: readonly AppealStep[] },
  steps: readonly AppealStep[],
): (Irregular & { readonly id: string }) | null {
  const earlier = irregular(openedOn, before);
  for (const [id, barred] of irregular(steps[0]?.on ?? openedOn, steps))
    if (!earlier.has(id)) return { id, ...barred };
  return null;
}
