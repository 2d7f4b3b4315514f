/** What became of the records of an import, or of a slice of one: what slices before have done is passed over. */
import type { Fields } from '#shared/ledger/execution.ts';
import { type ImportDone, type ImportSlice, NOTHING_DONE, type Rejected } from './import-result.ts';

export class SlicedTally {
  read = 0;
  recorded = 0;
  duplicates = 0;
  readonly rejected: Rejected[] = [];
  readonly #slice: ImportSlice | undefined;
  readonly #before: ImportDone;
  #records = 0;
  #hasLeft = false;

  constructor(slice: ImportSlice | undefined) {
    this.#slice = slice;
    this.#before = slice?.done ?? NOTHING_DONE;
  }

  /** So many records follow: whether they were done before. */
  begins(records: number): boolean {
    this.#records += records;
    return this.isPassing;
  }

  /** Whether the record just begun, a command, is another's: then it is not counted, and the slice is over. */
  leaves(fields: Fields): boolean {
    this.#hasLeft = this.#slice?.takes?.(fields) === false;
    if (this.#hasLeft) this.#records -= 1;
    return this.#hasLeft;
  }

  get isPassing(): boolean {
    return this.#slice !== undefined && this.#before.records > 0 && this.#records <= this.#before.records;
  }

  get isEnough(): boolean {
    return this.#hasLeft || (this.#records > this.#before.records && this.#slice?.enough() === true);
  }

  /** Since the beginning of the import. */
  get done(): ImportDone {
    const { read, recorded, duplicates, rejected } = this.#before;
    return {
      records: this.#records,
      ...{ read: read + this.read, recorded: recorded + this.recorded },
      ...{ duplicates: duplicates + this.duplicates, rejected: rejected + this.rejected.length },
    };
  }
}
