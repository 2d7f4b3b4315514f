import type { Warning } from '#shared/kernel/decision.ts';
import type { Actor } from '#shared/kernel/event.ts';
import type { Fields } from '#shared/ledger/execution.ts';
import type { TriedPart } from '#shared/store/sqlite/tried-commits.ts';
import type { DateOptions } from './parse-dates.ts';
import type { MappedValues } from './parse-row.ts';
import type { RawRecord } from './read-raw-record.ts';
import type { Layout } from './table-layout.ts';

export type Rejected = {
  readonly line: number;
  readonly field: string;
  readonly code: string;
  readonly message: string;
  readonly article?: string;
};
export type ImportResult = {
  readonly kind: string;
  readonly read: number;
  readonly recorded: number;
  readonly duplicates: number;
  readonly rejected: readonly Rejected[];
  /** What stopped no row: headings that no column knows, sheets that were left out, hidden rows, new labels. */
  readonly warnings?: readonly Warning[];
  /** By this the import can be taken back; null where it recorded nothing. */
  readonly receipt: string | null;
};
/** How far an import is: records of the file that were read, and what became of them. */
export type ImportDone = {
  readonly records: number;
  readonly read: number;
  readonly recorded: number;
  readonly duplicates: number;
  readonly rejected: number;
};
export const NOTHING_DONE: ImportDone = { records: 0, read: 0, recorded: 0, duplicates: 0, rejected: 0 };
/**
 * A part of an import: the file is read from its beginning, what was done is passed over without a word, and after a batch
 * that is `enough` it ends. Its result tells of these records alone.
 */
export type ImportSlice = {
  readonly receipt: string;
  readonly done: ImportDone;
  readonly enough: () => boolean;
  /** Whether a command is carried out here: before one that is another's the slice ends. Absent where all are. */
  readonly takes?: (fields: Fields) => boolean;
  /** Numbers of what the slices before have recorded, as often as they did; asked for where it matters. */
  readonly recordedBefore: () => Promise<readonly string[]>;
  /** What the slices before have tried out, where nothing is to be recorded; and what this one has. */
  readonly triedBefore: () => Promise<readonly TriedPart[]>;
  readonly tried: (part: TriedPart) => void;
  /** Told how far it came, whether that is the end, and the numbers of what it recorded. */
  readonly noted: (done: ImportDone, isOver: boolean, numbers: readonly string[]) => void;
};
export type ImportRequest = {
  readonly kind: string;
  readonly file: string;
  readonly office: string;
  readonly actor: Actor;
  readonly dryRun: boolean;
  /** By a program: its key and a digest of what came with it; `receipt` where both came before. */
  readonly sent?: { readonly key: string; readonly content: string; readonly receipt?: string };
  /** What the receipt is made of where it has to come out the same each time, as in the sample office. */
  readonly seed?: string;
  readonly slice?: ImportSlice;
  /** The file as the person knows it. */
  readonly name?: string;
  /** What a person should know and what stops nothing. */
  readonly warn?: (warning: Warning) => void;
  /** Whether a command may be carried out at all; without it, every one may. */
  readonly may?: (command: string) => boolean;
  /** Told after every batch how many records are done and, where it is known, how much of the file was read; and once when all are. */
  readonly progress?: (done: number, finished: boolean, share?: number) => void;
  readonly options: ReadingOptions;
  /** Told of every record that was rejected, with what stood in it. */
  readonly refused?: (record: RawRecord, rejected: Rejected) => void;
  /** Told the headings of a table before its records. */
  readonly headings?: (headings: readonly string[]) => void;
  /** So many records are recorded in one write; a thousand where absent. */
  readonly batch?: number;
};

/** How a file is to be read. */
export type ReadingOptions = DateOptions & {
  readonly map?: Readonly<Record<string, string>>;
  readonly values?: MappedValues;
  readonly fixed?: Readonly<Record<string, string>>;
  readonly layout?: Layout;
};

/** A night without a record is a file without a row, and so is an export that failed: whoever sent it is told. */
export function tellingOfNothing(result: ImportResult, { warn, slice }: ImportRequest): ImportResult {
  if (result.read + (slice?.done.read ?? 0) === 0) warn?.({ code: 'noRows' });
  return result;
}
