/** Table 二 from the register's own events (rules A3–A7). */
import {
  type Addition,
  type CountedCase,
  type NumberedEvent,
  numberIn,
  textIn,
  yearIn,
} from './counted-case.ts';

const DECISIONS: Readonly<Record<string, string>> = {
  licence: 'table2.licences',
  penalty: 'table2.penalties',
  coercion: 'table2.coercions',
};

export class RegisterCase implements CountedCase {
  #isVoid = false;
  #entry: { type: string; id: string; on: string; kind: string; amount: number } | null = null;
  /** Of licences how many refuse one, and whether those are counted (policy licenceRefusals). */
  #refused = 0;
  #countsRefusals = true;
  #repeal: { id: string; on: string } | null = null;

  read(event: NumberedEvent): void {
    const { type, id, on } = event;
    if (type === 'DocumentIssued') this.#entry = { type, id, on, kind: textIn(event, 'kind'), amount: 1 };
    if (type === 'DecisionRecorded') {
      this.#entry = { type, id, on, kind: textIn(event, 'kind'), amount: numberIn(event, 'count') };
      this.#refused = numberIn(event, 'refused');
      this.#countsRefusals = textIn(event, 'refusals') !== 'notCounted';
    }
    if (type === 'PolicyApplied' && textIn(event, 'policy') === 'licenceRefusals')
      this.#countsRefusals = textIn(event, 'value') !== 'notCounted';
    if (type === 'FeeRecorded') this.#entry = { type, id, on, kind: '', amount: numberIn(event, 'fen') };
    if (type === 'DocumentRepealed') this.#repeal = { id, on };
    if (type === 'EntryCompleted') this.#complete(event);
    if (type === 'EntryVoided') this.#isVoid = true;
    if (type === 'EntryDateCorrected') this.#redate(textIn(event, 'event'), on);
  }

  /** A later row says how many an entry stands for that had said nothing. */
  #complete({ data }: NumberedEvent): void {
    const { count, refused } = data.cells as { readonly count?: unknown; readonly refused?: unknown };
    if (this.#entry !== null && typeof count === 'number') this.#entry.amount = count;
    if (typeof refused === 'number') this.#refused = refused;
  }

  #redate(named: string, on: string): void {
    if (this.#entry?.id === named) this.#entry.on = on;
    if (this.#repeal?.id === named) this.#repeal.on = on;
  }

  inYear(year: number): Addition[] {
    if (this.#isVoid || this.#entry === null) return [];
    const { type, kind, amount, on } = this.#entry;
    if (type === 'DocumentIssued') return this.#document(year);
    if (yearIn(on) !== year) return [];
    const cell = type === 'FeeRecorded' ? 'table2.feesTenThousandYuan' : DECISIONS[kind];
    const uncounted = kind === 'licence' && !this.#countsRefusals ? this.#refused : 0;
    return cell === undefined ? [] : [{ cell, amount: amount - uncounted }];
  }

  #document(year: number): Addition[] {
    const row = this.#entry?.kind === 'regulation' ? 'regulations' : 'normativeDocuments';
    const issued = yearIn(this.#entry?.on ?? '');
    const repealed = this.#repeal === null ? null : yearIn(this.#repeal.on);
    const columns = [];
    if (issued === year) columns.push('issued');
    if (repealed === year) columns.push('repealed');
    if (issued <= year && (repealed === null || repealed > year)) columns.push('inForce');
    return columns.map((column) => ({ cell: `table2.${row}.${column}`, amount: 1 }));
  }
}
