/** Table 四 from an appeal's own events (rules R-T4-2 to R-T4-7). */
import { type Addition, type CountedCase, type NumberedEvent, textIn, yearIn } from './counted-case.ts';

/** `says`: a judgment's column, an appeal's policy of counting. `means`: how it ended, where the column follows from that. */
type Step = { readonly id: string; readonly type: string; on: string; says: string; means: string };
type Span = { readonly from: string; to: string | null; column: string };

/** Endings whose column a policy decides. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  dismissedAppeals: ['notAccepted30', 'dismissed33', 'actionDismissed', 'notDocketed51'],
  mediatedAppeals: ['mediated73'],
};
const DATED = ['AppealOpened', 'AppealAnswered', 'AppealConcluded', 'JudgmentAppealed'];

export class AppealCase implements CountedCase {
  #kind = '';
  #route = '';
  #coDefendant = false;
  #isVoid = false;
  readonly #steps: Step[] = [];

  read(event: NumberedEvent): void {
    const { id, type, on } = event;
    const says = textIn(event, type === 'JudgmentAppealed' ? 'instances' : 'outcome');
    if (DATED.includes(type)) this.#steps.push({ id, type, on, says, means: textIn(event, 'means') });
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
    if (last !== undefined) Object.assign(last, { says, means: '' });
  }

  #follow(policy: string, value: string): void {
    for (const step of this.#steps) {
      if (policy === 'instancePolicy' && step.type === 'JudgmentAppealed') step.says = value;
      if (OPEN[policy]?.includes(step.means)) step.says = value;
    }
  }

  inYear(year: number): Addition[] {
    if (this.#isVoid || this.#coDefendant) return [];
    return this.#spans().flatMap((span) => this.#inSpan(span, year));
  }

  /** From the opening to the effective judgment; an appeal counted by instance begins a span of its own (R-T4-7). */
  #spans(): Span[] {
    const [opening, ...later] = this.#steps;
    if (opening === undefined) return [];
    const spans: Span[] = [{ from: opening.on, to: null, column: '' }];
    const turns = later.filter(({ type }) => type !== 'AppealAnswered');
    for (const turn of turns.sort((a, b) => a.on.localeCompare(b.on))) {
      const open = spans.at(-1);
      if (open === undefined) break;
      if (turn.type === 'AppealConcluded') Object.assign(open, { to: turn.on, column: turn.says });
      else if (turn.says === 'perInstance') spans.push({ from: turn.on, to: null, column: '' });
      else open.to = null;
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
