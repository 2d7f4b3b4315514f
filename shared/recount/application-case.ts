/** Table 三 from an application's own events: where it stood on 1 January and on 31 December of the year asked for. */
import {
  type Addition,
  type CountedCase,
  type NumberedEvent,
  numberIn,
  textIn,
  yearIn,
} from './counted-case.ts';

const FEES = 'table2.feesTenThousandYuan';

export class ApplicationCase implements CountedCase {
  #applicant = '';
  #received: { on: string; by: string } | null = null;
  #ended: { on: string; by: string; row: string } | null = null;
  /** What the outcome was corrected to, after the last reply that took the place of the first. */
  #corrected: string | null = null;
  readonly #redone: { on: string; readonly by: string; readonly row: string }[] = [];
  #isSplit = false;
  #isVoid = false;
  readonly #payments: { on: string; readonly by: string; readonly fen: number }[] = [];

  read(event: NumberedEvent): void {
    switch (event.type) {
      case 'ApplicationRegistered':
        this.#applicant = textIn(event, 'applicantType');
        // by whom it was received stays the registration, until a confirmation takes its place (条例31)
        if (textIn(event, 'receivedOn') !== '')
          this.#received = { on: textIn(event, 'receivedOn'), by: event.id };
        break;
      case 'ReceiptConfirmed':
        this.#received = { on: event.on, by: event.id };
        break;
      case 'FeePaid':
        this.#payments.push({ on: event.on, by: event.id, fen: numberIn(event, 'amountFen') });
        break;
      case 'ApplicationSplit':
        this.#isSplit = true;
        break;
      case 'EntryVoided':
        this.#isVoid = true;
        break;
      default:
        this.#readEnding(event);
        this.#readCorrection(event);
    }
  }

  #readEnding(event: NumberedEvent): void {
    const end = (row: string, on: string): void => {
      this.#ended = { row, on, by: event.id };
    };
    if (event.type === 'ApplicationReplied') end(textIn(event, 'outcome'), event.on);
    if (event.type === 'ApplicationWithdrawn') end('other.other', event.on);
    if (event.type === 'ClosedUncorrected') end('other.notCorrected', textIn(event, 'outcomeOn'));
    if (event.type === 'ClosedUnpaid') end('other.feeUnpaid', textIn(event, 'outcomeOn'));
  }

  /** A redone reply is no correction: the published year stands (R12), unless it was recorded as replacing the first. */
  #readCorrection(event: NumberedEvent): void {
    if (event.type === 'ReplyRedone' && textIn(event, 'counts') === 'replaces') {
      this.#redone.push({ on: event.on, by: event.id, row: textIn(event, 'outcome') });
      this.#corrected = null;
    }
    if (event.type === 'ApplicantTypeCorrected') this.#applicant = textIn(event, 'type');
    if (event.type === 'OutcomeCorrected') this.#corrected = textIn(event, 'outcome');
    if (event.type !== 'DateCorrected') return;
    const named = textIn(event, 'event');
    const to = textIn(event, 'to');
    if (this.#ended?.by === named) this.#ended.on = to;
    else if (this.#received?.by === named) this.#received.on = to;
    for (const one of [...this.#payments, ...this.#redone]) if (one.by === named) one.on = to;
  }

  inYear(year: number): Addition[] {
    if (this.#isVoid) return [];
    const paid = this.#payments.filter(({ on }) => yearIn(on) === year);
    const fees = paid.map(({ fen }): Addition => ({ cell: FEES, amount: fen }));
    return [...fees, ...this.#rows(year).flatMap((row) => this.#inRow(row))];
  }

  #inRow(row: string): Addition[] {
    return [this.#applicant, 'total'].map((column) => ({ cell: `table3.${row}.${column}`, amount: 1 }));
  }

  #rows(year: number): string[] {
    if (this.#received === null || this.#isSplit) return [];
    const [firstDay, lastDay] = [`${year}-01-01`, `${year}-12-31`];
    const received = this.#received.on;
    if (received > lastDay) return [];
    const ended = this.#ended;
    const rows = [];
    if (received >= firstDay) rows.push('newlyReceived');
    if (received < firstDay && (ended === null || ended.on >= firstDay)) rows.push('carriedOver');
    if (ended !== null && ended.on >= firstDay && ended.on <= lastDay)
      rows.push(this.#rowOf(ended), 'concluded');
    if (ended === null || ended.on > lastDay) rows.push('carriedForward');
    return rows;
  }

  #rowOf({ row }: { readonly row: string }): string {
    const redone = [...this.#redone].sort((a, b) => a.on.localeCompare(b.on));
    return this.#corrected ?? redone.at(-1)?.row ?? row;
  }
}
