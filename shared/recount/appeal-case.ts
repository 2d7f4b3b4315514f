/** Table 四 from an appeal's own events (rules R-T4-2 to R-T4-7). */
import { type Addition, type CountedCase, type NumberedEvent, textIn, yearIn } from './counted-case.ts';

/** `says`: a judgment's column, the policy of counting of what reopens a suit. */
type Step = {
  readonly id: string;
  readonly type: string;
  on: string;
  says: string;
  readonly means: string;
  /** The column was corrected. */
  isCorrected: boolean;
  leavesTable: boolean;
  /** A retrial heard as a second instance. */
  readonly asSecond: boolean;
  /** A judgment: by which of its days it falls into a year. */
  countedBy: string;
};
type Span = { readonly from: string; to: string | null; column: string; by: Step | null; final: boolean };
/** When a paper came, or a judgment took effect. */
type Day = {
  readonly id: string;
  on: string;
  readonly of: string;
  readonly kind: 'served' | 'notice' | 'effect';
};

/** Endings whose column a policy decides. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  dismissedAppeals: ['notAccepted30', 'dismissed33', 'actionDismissed', 'notDocketed51'],
  mediatedAppeals: ['mediated73', 'mediated60'],
};
const CONFIRMING = ['upheld89', 'appealWithdrawn'];
/** No appeal lies against these: they take effect as they are served. */
const FINAL = ['withdrawn62', 'deemedWithdrawn58', 'mediated60', 'transferred', 'terminated'];
const NOTICE_DAYS = 30;

const REOPENING = ['JudgmentAppealed', 'CaseRemanded', 'RetrialOpened'];
const DATED = ['AppealOpened', 'AppealAnswered', 'AppealConcluded', ...REOPENING];

export class AppealCase implements CountedCase {
  #kind = '';
  #route = '';
  #coDefendant = false;
  #isVoid = false;
  readonly #steps: Step[] = [];
  readonly #days: Day[] = [];

  read(event: NumberedEvent): void {
    const { id, type, on } = event;
    const says = textIn(event, REOPENING.includes(type) ? 'instances' : 'outcome');
    const leavesTable = type === 'RetrialOpened' && textIn(event, 'counts') === 'unchanged';
    const countedBy = textIn(event, 'countedBy') || 'decision';
    const means = textIn(event, 'means');
    const asSecond = event.data.asSecond === true;
    const step = { id, type, on, says, means, isCorrected: false, leavesTable, asSecond, countedBy };
    if (DATED.includes(type)) this.#steps.push(step);
    switch (event.type) {
      case 'AppealOpened':
        this.#kind = textIn(event, 'kind');
        this.#route = textIn(event, 'route');
        this.#coDefendant = event.data.coDefendant === true;
        break;
      case 'AppealOutcomeCorrected':
        this.#correctLastJudgment(says);
        break;
      case 'AppealRouteCorrected':
        this.#route = textIn(event, 'route');
        break;
      case 'AppealCoDefendantCorrected':
        this.#coDefendant = event.data.coDefendant === true;
        break;
      case 'AppealDateCorrected':
        for (const step of [...this.#steps, ...this.#days])
          if (step.id === textIn(event, 'event')) step.on = event.on;
        break;
      case 'PaperServed':
      case 'DecisionEffective':
        this.#noteDay(event);
        break;
      case 'PolicyApplied':
        this.#follow(textIn(event, 'policy'), textIn(event, 'value'));
        break;
      case 'AppealVoided':
        this.#isVoid = true;
    }
  }

  /** The last by its day, not by its entry. */
  #correctLastJudgment(says: string): void {
    const judgments = this.#steps.filter(({ type }) => type === 'AppealConcluded');
    const last = judgments.sort((a, b) => a.on.localeCompare(b.on)).at(-1);
    if (last !== undefined) Object.assign(last, { says, isCorrected: true });
  }

  #noteDay(event: NumberedEvent): void {
    const { id, on, type } = event;
    const kind = type === 'PaperServed' ? 'served' : 'effect';
    const isNotice = textIn(event, 'way') === 'publicNotice';
    if (event.data.returned !== true)
      this.#days.push({ id, on, of: textIn(event, 'step'), kind: isNotice ? 'notice' : kind });
  }

  #follow(policy: string, value: string): void {
    const moved = new Set<Step>();
    for (const step of this.#steps) {
      const says = step.says;
      if (policy === 'instancePolicy' && REOPENING.includes(step.type)) step.says = value;
      if (policy === 'retrialCounts' && step.type === 'RetrialOpened')
        step.leavesTable = value === 'unchanged';
      if (policy === 'table4By') step.countedBy = value;
      if (OPEN[policy]?.includes(step.means) && !step.isCorrected) step.says = value;
      if (step.says !== says) moved.add(step);
    }
    if (policy in OPEN) this.#confirm(moved);
  }

  /** What only confirms a judgment stands in its column. */
  #confirm(moved: ReadonlySet<Step>): void {
    let effective: Step | null = null;
    for (const turn of this.#turns()) {
      const confirms: boolean = CONFIRMING.includes(turn.means) && effective !== null;
      if (confirms && effective !== null && moved.has(effective) && !turn.isCorrected)
        turn.says = effective.says;
      if (turn.type === 'CaseRemanded') effective = null;
      if (turn.type === 'AppealConcluded' && !confirms) effective = turn;
    }
  }

  #turns(): Step[] {
    const turns = this.#steps.slice(1).filter(({ type }) => type !== 'AppealAnswered');
    return turns.sort((a, b) => a.on.localeCompare(b.on));
  }

  inYear(year: number): Addition[] {
    if (this.#isVoid || this.#coDefendant) return [];
    return this.#spans().flatMap((span) => this.#inSpan(span, year));
  }

  /** From the opening to the effective judgment; an instance that counts by itself begins a span of its own (R-T4-7). */
  #spans(): Span[] {
    const [opening] = this.#steps;
    if (opening === undefined) return [];
    const spans: Span[] = [{ from: opening.on, to: null, column: '', by: null, final: false }];
    let final = false;
    for (const turn of this.#turns()) {
      const last = spans.at(-1);
      if (last === undefined || turn.leavesTable) break;
      if (turn.type === 'AppealConcluded')
        Object.assign(last, { to: turn.on, column: turn.says, by: turn, final });
      else if (beginsSpan(turn, last))
        spans.push({ from: turn.on, to: null, column: '', by: null, final: false });
      else Object.assign(last, { to: null, by: null });
      if (turn.type !== 'AppealConcluded') final = turn.type === 'JudgmentAppealed' || turn.asSecond;
    }
    return spans;
  }

  #inSpan(span: Span, year: number): Addition[] {
    const { from, column } = span;
    const to = this.#endOf(span);
    if (yearIn(from) > year || (to !== null && yearIn(to) < year)) return [];
    const shown = to !== null && yearIn(to) === year ? column : 'pending';
    return [shown, 'total'].map((one) => ({ cell: `table4.${this.#block()}.${one}`, amount: 1 }));
  }

  /** By the judgment, its service, or its effect; by the judgment while the other is not recorded. */
  #endOf({ to, by, final }: Span): string | null {
    if (by === null || by.countedBy === 'decision') return to;
    const served = this.#served(by.id);
    if (by.countedBy === 'service') return served ?? to;
    const effect = this.#days.findLast(({ kind, of }) => kind === 'effect' && of === by.id)?.on;
    const withService = this.#kind === 'review' || final || FINAL.includes(by.means);
    return effect ?? (withService ? served : null) ?? to;
  }

  #served(step: string): string | null {
    const days = this.#days
      .filter(({ kind, of }) => of === step && kind !== 'effect')
      .map(({ on, kind }) => (kind === 'notice' ? daysAfter(on, NOTICE_DAYS) : on));
    return days.sort()[0] ?? null;
  }

  #block(): string {
    if (this.#kind === 'review') return 'review';
    return this.#route === 'afterReview' ? 'suitAfterReview' : 'suitDirect';
  }
}

function daysAfter(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** An instance sent back ended by that under `perInstance`; a retrial leaves the years before its own as they were. */
function beginsSpan(turn: Step, last: Span): boolean {
  const perInstance = turn.says === 'perInstance';
  if (turn.type === 'CaseRemanded' && perInstance)
    Object.assign(last, { to: turn.on, column: 'other', by: null });
  const later = turn.type === 'RetrialOpened' && last.to !== null && yearIn(last.to) !== yearIn(turn.on);
  return perInstance || later;
}
