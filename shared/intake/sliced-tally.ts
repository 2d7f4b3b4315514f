/** What became of the records of an import, or of a slice of one: what slices before have done is passed over. */
import { type ImportDone, type ImportSlice, NOTHING_DONE, type Rejected } from './import-result.ts';

export class SlicedTally {
  read = 0;
  recorded = 0;
  duplicates = 0;
  readonly rejected: Rejected[] = [];
  readonly #slice: ImportSlice | undefined;
  readonly #before: ImportDone;
  #records = 0;

  constructor(slice: ImportSlice | undefined) {
    this.#slice = slice;
    this.#before = slice?.done ?? NOTHING_DONE;
  }

  /** So many records follow: whether they were done before. */
  begins(records: number): boolean {
    this.#records += records;
    return this.isPassing;
  }

  get isPassing(): boolean {
    return this.#slice !== undefined && this.#before.records > 0 && this.#records <= this.#before.records;
  }

  get isEnough(): boolean {
    return this.#records > this.#before.records && this.#slice?.enough() === true;
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
