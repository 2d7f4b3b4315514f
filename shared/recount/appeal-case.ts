/** Table 四 from an appeal's own events (rules R-T4-2 to R-T4-7). */
import { type Addition, type CountedCase, type NumberedEvent, textIn, yearIn } from './counted-case.ts';

/** `says`: a judgment's column, the policy of counting of what reopens a suit. */
type Step = {
  readonly id: string;
  readonly type: string;
  on: string;
  says: string;
  readonly leavesTable: boolean;
};
type Span = { readonly from: string; to: string | null; column: string };

const REOPENING = ['JudgmentAppealed', 'CaseRemanded', 'RetrialOpened'];
const DATED = ['AppealOpened', 'AppealAnswered', 'AppealConcluded', ...REOPENING];

export class AppealCase implements CountedCase {
  #kind = '';
  #route = '';
  #coDefendant = false;
  #isVoid = false;
  readonly #steps: Step[] = [];

  read(event: NumberedEvent): void {
    const { id, type, on } = event;
    const says = textIn(event, REOPENING.includes(type) ? 'instances' : 'outcome');
    const leavesTable = type === 'RetrialOpened' && textIn(event, 'counts') === 'unchanged';
    if (DATED.includes(type)) this.#steps.push({ id, type, on, says, leavesTable });
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
        for (const step of this.#steps) if (step.id === textIn(event, 'event')) step.on = event.on;
        break;
      case 'AppealVoided':
        this.#isVoid = true;
    }
  }

  /** The last by its day, not by its entry. */
  #correctLastJudgment(says: string): void {
    const judgments = this.#steps.filter(({ type }) => type === 'AppealConcluded');
    const last = judgments.sort((a, b) => a.on.localeCompare(b.on)).at(-1);
    if (last !== undefined) last.says = says;
  }

  inYear(year: number): Addition[] {
    if (this.#isVoid || this.#coDefendant) return [];
    return this.#spans().flatMap((span) => this.#inSpan(span, year));
  }

  /** From the opening to the effective judgment; an instance that counts by itself begins a span of its own (R-T4-7). */
  #spans(): Span[] {
    const [opening, ...later] = this.#steps;
    if (opening === undefined) return [];
    const spans: Span[] = [{ from: opening.on, to: null, column: '' }];
    const turns = later.filter(({ type }) => type !== 'AppealAnswered');
    for (const turn of turns.sort((a, b) => a.on.localeCompare(b.on))) {
      const last = spans.at(-1);
      if (last === undefined || turn.leavesTable) break;
      if (turn.type === 'AppealConcluded') Object.assign(last, { to: turn.on, column: turn.says });
      else if (beginsSpan(turn, last)) spans.push({ from: turn.on, to: null, column: '' });
      else last.to = null;
    }
    return spans;
  }

  #inSpan({ from, to, column }: Span, year: number): Addition[] {
    if (yearIn(from) > year || (to !== null && yearIn(to) < year)) return [];
    const shown = to !== null && yearIn(to) === year ? column : 'pending';
    return [shown, 'total'].map((one) => ({ cell: `table4.${this.#block()}.${one}`, amount: 1 }));
  }

  #block(): string {
    if (this.#kind === 'review') return 'review';
    return this.#route === 'afterReview' ? 'suitAfterReview' : 'suitDirect';
  }
}

/** An instance sent back ended by that under `perInstance`; a retrial leaves the years before its own as they were. */
function beginsSpan(turn: Step, last: Span): boolean {
  const perInstance = turn.says === 'perInstance';
  if (turn.type === 'CaseRemanded' && perInstance) Object.assign(last, { to: turn.on, column: 'other' });
  const later = turn.type === 'RetrialOpened' && last.to !== null && yearIn(last.to) !== yearIn(turn.on);
  return perInstance || later;
}
