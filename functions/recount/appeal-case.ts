/** Table 四 from an appeal's own events (domain rules R-T4-2 to R-T4-7). */
import { type Addition, type CountedCase, type NumberedEvent, textIn, yearIn } from './counted-case.ts';

type Step = { readonly id: string; readonly type: string; on: string };

const DATED = ['AppealOpened', 'AppealAnswered', 'AppealConcluded', 'JudgmentAppealed'];

export class AppealCase implements CountedCase {
  #kind = '';
  #route = '';
  #column = '';
  #coDefendant = false;
  #isVoid = false;
  readonly #steps: Step[] = [];

  read(event: NumberedEvent): void {
    if (DATED.includes(event.type)) this.#steps.push({ id: event.id, type: event.type, on: event.on });
    switch (event.type) {
      case 'AppealOpened':
        this.#kind = textIn(event, 'kind');
        this.#route = textIn(event, 'route');
        this.#coDefendant = event.data.coDefendant === true;
        break;
      case 'AppealConcluded':
      case 'AppealOutcomeCorrected':
        this.#column = textIn(event, 'outcome');
        break;
      case 'AppealRouteCorrected':
        this.#route = textIn(event, 'route');
        break;
      case 'AppealDateCorrected':
        for (const step of this.#steps) if (step.id === textIn(event, 'event')) step.on = event.on;
        break;
      case 'AppealVoided':
        this.#isVoid = true;
    }
  }

  inYear(year: number): Addition[] {
    const [opening] = this.#steps;
    if (this.#isVoid || this.#coDefendant || opening === undefined || yearIn(opening.on) > year) return [];
    // the last judgment counts; one taken to the next instance is not effective (R-T4-7)
    const last = this.#steps.findLast(
      ({ type }) => type === 'AppealConcluded' || type === 'JudgmentAppealed',
    );
    const ended = last?.type === 'AppealConcluded' ? yearIn(last.on) : null;
    if (ended !== null && ended < year) return [];
    const column = ended === year ? this.#column : 'pending';
    return [column, 'total'].map((one) => ({ cell: `table4.${this.#block()}.${one}`, amount: 1 }));
  }

  #block(): string {
    if (this.#kind === 'review') return 'review';
    return this.#route === 'afterReview' ? 'suitAfterReview' : 'suitDirect';
  }
}
