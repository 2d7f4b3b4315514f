/** Table 四 from an appeal's own events (rules R-T4-2 to R-T4-7). */
import { type Addition, type CountedCase, type NumberedEvent, textIn, yearIn } from './counted-case.ts';
import { JudgmentDays } from './judgment-days.ts';

/** `says`: a judgment's column, the policy of counting of what reopens a suit. */
type Step = {
  readonly id: string;
  readonly type: string;
  on: string;
  says: string;
  /** Empty where the column was corrected. */
  means: string;
  leavesTable: boolean;
  /** A retrial heard as a second instance. */
  readonly asSecond: boolean;
  /** A judgment: by which of its days it falls into a year. */
  countedBy: string;
};
type Span = { readonly from: string; to: string | null; column: string; by: Step | null; final: boolean };
/** Endings whose column a policy decides. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  dismissedAppeals: ['notAccepted30', 'dismissed33', 'actionDismissed', 'notDocketed51'],
  mediatedAppeals: ['mediated73', 'mediated60'],
};
const CONFIRMING = ['upheld89', 'appealWithdrawn', 'retrialEnded'];

const REOPENING = ['JudgmentAppealed', 'CaseRemanded', 'RetrialOpened'];
const DATED = ['AppealOpened', 'AppealAnswered', 'AppealConcluded', ...REOPENING];

export class AppealCase implements CountedCase {
  #kind = '';
  #route = '';
  #coDefendant = false;
  #isVoid = false;
  readonly #steps: Step[] = [];
  readonly #days = new JudgmentDays();

  read(event: NumberedEvent): void {
    const { id, type, on } = event;
    const says = textIn(event, REOPENING.includes(type) ? 'instances' : 'outcome');
    const leavesTable = type === 'RetrialOpened' && textIn(event, 'counts') === 'unchanged';
    const countedBy = textIn(event, 'countedBy') || 'decision';
    const means = textIn(event, 'means');
    const asSecond = event.data.asSecond === true;
    const step = { id, type, on, says, means, leavesTable, asSecond, countedBy };
    if (DATED.includes(type)) this.#steps.push(step);
    switch (event.type) {
      case 'AppealOpened':
        this.#kind = textIn(event, 'kind');
        this.#route = textIn(event, 'route');
        this.#coDefendant = event.data.coDefendant === true;
        break;
      case 'AppealOutcomeCorrected':
        this.#correctJudgment(textIn(event, 'event'), says);
        break;
      case 'AppealRouteCorrected':
        this.#route = textIn(event, 'route');
        break;
      case 'AppealCoDefendantCorrected':
        this.#coDefendant = event.data.coDefendant === true;
        break;
      case 'AppealDateCorrected':
        for (const step of this.#steps) if (step.id === textIn(event, 'event')) step.on = event.on;
        this.#days.correct(textIn(event, 'event'), event.on);
        break;
      case 'PaperServed':
      case 'DecisionEffective':
        this.#days.note(event);
        break;
      case 'PolicyApplied':
        this.#follow(textIn(event, 'policy'), textIn(event, 'value'));
        break;
      case 'AppealVoided':
        this.#isVoid = true;
    }
  }

  /** The one named, else the last by its day, not by its entry. How it was said to have ended is not true any more. */
  #correctJudgment(named: string, says: string): void {
    const judgments = this.#steps.filter(({ type }) => type === 'AppealConcluded');
    const last = judgments.sort((a, b) => a.on.localeCompare(b.on)).at(-1);
    const corrected = judgments.find(({ id }) => id === named) ?? last;
    if (corrected !== undefined) Object.assign(corrected, { says, means: '' });
  }

  #follow(policy: string, value: string): void {
    const moved = new Set<Step>();
    for (const step of this.#steps) {
      const says = step.says;
      if (policy === 'instancePolicy' && REOPENING.includes(step.type)) step.says = value;
      if (policy === 'retrialCounts' && step.type === 'RetrialOpened')
        step.leavesTable = value === 'unchanged';
      if (policy === 'table4By') step.countedBy = value;
      if (OPEN[policy]?.includes(step.means)) step.says = value;
      if (step.says !== says) moved.add(step);
    }
    if (policy in OPEN) this.#confirm(moved);
  }

  /** What only confirms a judgment stands in its column. */
  #confirm(moved: ReadonlySet<Step>): void {
    let effective: Step | null = null;
    for (const turn of this.#turns()) {
      const confirms: boolean = CONFIRMING.includes(turn.means) && effective !== null;
      if (confirms && effective !== null && moved.has(effective)) turn.says = effective.says;
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
    const withService = this.#kind === 'review' || final;
    return this.#days.dayOf(by, { effect: by.countedBy === 'effect', withService }) ?? to;
  }

  #block(): string {
    if (this.#kind === 'review') return 'review';
    return this.#route === 'afterReview' ? 'suitAfterReview' : 'suitDirect';
  }
}

/** An instance sent back ended by that under `perInstance`; a retrial leaves the years before its own as they were. */
function beginsSpan(turn: Step, last: Span): boolean {
  const perInstance = turn.says === 'perInstance';
  if (turn.type === 'CaseRemanded' && perInstance)
    Object.assign(last, { to: turn.on, column: 'other', by: null });
  const later = turn.type === 'RetrialOpened' && last.to !== null && yearIn(last.to) !== yearIn(turn.on);
  return perInstance || later;
}
