/** Table 三 from an application's own events: where it stood on 1 January and on 31 December of the year asked for. */
import {
  type Addition,
  type CountedCase,
  type NumberedEvent,
  numberIn,
  textIn,
  yearIn,
} from './counted-case.ts';

/** The row a reply counts in, and the case of 条例36 it is, where somebody said so. */
type Said = { row: string; readonly article: string };
type CountedFrom = { readonly on: string; readonly first: boolean };
/** The case of 条例36 whose row a policy decides. */
const OPEN: Readonly<Record<string, string>> = { alreadyPublic: '36(1)', notResponsible: '36(5)' };

/** Replies given again, on order or of the office's own accord, and the policy that says whether they replace the first. */
const SECOND_REPLIES: Readonly<Record<string, string>> = {
  ReplyRedone: 'redoPolicy',
  ReplyRevised: 'selfCorrectionPolicy',
};

const plain = (row: string): Said => ({ row, article: '' });

function saidIn(event: NumberedEvent): Said {
  const row = textIn(event, 'countedAs') || textIn(event, 'outcome');
  return { row, article: textIn(event, 'article') };
}

function countedFromIn({ data }: NumberedEvent): CountedFrom | null {
  const { on, first } = (data.countedFrom ?? {}) as { readonly on?: unknown; readonly first?: unknown };
  return typeof on === 'string' ? { on, first: first === true } : null;
}

const FEES = 'table2.feesTenThousandYuan';

export class ApplicationCase implements CountedCase {
  #applicant = '';
  #received: { on: string; by: string } | null = null;
  #ended: ({ on: string; by: string } & Said) | null = null;
  /** What the outcome was corrected to, after the last reply that took the place of the first. */
  #corrected: Said | null = null;
  readonly #redone: ({ on: string; readonly by: string; counts: string; readonly policy: string } & Said)[] =
    [];
  #split: { on: string; readonly by: string; isByDay: boolean } | null = null;
  /** Of a part: the day of the split it counts from, and whether it was carried over then. */
  #countedFrom: CountedFrom | null = null;
  #isVoid = false;
  readonly #payments: { on: string; readonly by: string; readonly fen: number }[] = [];

  read(event: NumberedEvent): void {
    switch (event.type) {
      case 'ApplicationRegistered':
        this.#applicant = textIn(event, 'applicantType');
        this.#countedFrom = countedFromIn(event);
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
        this.#split = { on: event.on, by: event.id, isByDay: textIn(event, 'counts') === 'byDayOfSplit' };
        break;
      case 'PolicyApplied':
        this.#follow(textIn(event, 'policy'), textIn(event, 'value'), countedFromIn(event));
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
    const end = (said: Said, on: string): void => {
      this.#ended = { ...said, on, by: event.id };
    };
    if (event.type === 'ApplicationReplied') end(saidIn(event), event.on);
    if (event.type === 'ApplicationWithdrawn') end(plain('other.other'), event.on);
    if (event.type === 'ClosedUncorrected') end(plain('other.notCorrected'), textIn(event, 'outcomeOn'));
    if (event.type === 'ClosedUnpaid') end(plain('other.feeUnpaid'), textIn(event, 'outcomeOn'));
  }

  /** A second reply is no correction: the published year stands (R12), unless it was recorded as replacing the first. */
  #readCorrection(event: NumberedEvent): void {
    const policy = SECOND_REPLIES[event.type];
    if (policy !== undefined) {
      const counts = textIn(event, 'counts');
      this.#redone.push({ ...saidIn(event), on: event.on, by: event.id, counts, policy });
      if (counts === 'replaces') this.#corrected = null;
    }
    if (event.type === 'ApplicantTypeCorrected') this.#applicant = textIn(event, 'type');
    if (event.type === 'OutcomeCorrected') this.#corrected = saidIn(event);
    if (event.type !== 'DateCorrected') return;
    const named = textIn(event, 'event');
    const to = textIn(event, 'to');
    if (this.#ended?.by === named) this.#ended.on = to;
    else if (this.#received?.by === named) this.#received.on = to;
    for (const one of [...this.#payments, ...this.#redone, ...(this.#split ? [this.#split] : [])])
      if (one.by === named) one.on = to;
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
    const span = this.#span();
    if (span === null || span.from > year || span.until < year) return [];
    const ended = this.#split === null && this.#ended !== null ? yearIn(this.#ended.on) : Infinity;
    const rows = [];
    if (span.from === year && span.isNew) rows.push('newlyReceived');
    if ((span.from < year || !span.isNew) && ended >= year) rows.push('carriedOver');
    if (ended === year) rows.push(this.#row(), 'concluded');
    if (ended > year) rows.push('carriedForward');
    return rows;
  }

  /** R1: a split paper counts through its parts; under policy splitAcrossYears it counts itself until the year before. */
  #span(): { readonly from: number; readonly until: number; readonly isNew: boolean } | null {
    if (this.#received === null) return null;
    const received = yearIn(this.#received.on);
    const part = this.#countedFrom;
    const from = part === null ? received : Math.max(received, yearIn(part.on));
    const isNew = from === received || !part?.first;
    if (this.#split === null) return { from, until: Infinity, isNew };
    return this.#split.isByDay ? { from, until: yearIn(this.#split.on) - 1, isNew } : null;
  }

  #row(): string {
    const replacing = this.#redone.filter(({ counts }) => counts === 'replaces');
    const redone = replacing.sort((a, b) => a.on.localeCompare(b.on)).at(-1);
    return (this.#corrected ?? redone ?? this.#ended)?.row ?? '';
  }

  #follow(policy: string, value: string, countedFrom: CountedFrom | null): void {
    this.#redoAnew(policy, value);
    if (policy === 'splitAcrossYears') {
      this.#countedFrom = countedFrom;
      if (this.#split !== null) this.#split.isByDay = value === 'byDayOfSplit';
    }
    const open = OPEN[policy];
    for (const said of [this.#ended, this.#corrected, ...this.#redone])
      if (open !== undefined && said?.article === open) said.row = value;
  }

  #redoAnew(policy: string, value: string): void {
    const changed = this.#redone.filter((one) => one.policy === policy && one.counts !== value);
    for (const one of changed) one.counts = value;
    if (value === 'replaces' && changed.length > 0) this.#corrected = null;
  }
}
