/** What is asked of the generation in force beside being filled. */
import type { Contributions } from '#shared/kernel/contribution.ts';
import type { ViewsReader, Written } from '../views.ts';
import type { WrittenIndex } from './ledger-reader.ts';
import { officesOf } from './views-compact.ts';
import { generationsOf } from './views-generations.ts';
import { type Home, type InForce, writtenIn } from './views-in-force.ts';
import type { CaseName } from './views-keys.ts';
import { countOf, heldContributions, listOf, summaryOf } from './views-lists.ts';
import { membersOf } from './views-members.ts';
import { figuresOf, yearsOf } from './views-report.ts';
import { type ShownAsked, type ShownFigures, shownFigures } from './views-shown.ts';
import { readTail } from './views-tail.ts';
import { openCountOf, worklistOf } from './views-worklist.ts';
import { noteWhole, noteWritten } from './views-written.ts';

export function readerIn(inForce: InForce): ViewsReader {
  return {
    figures: (wanted) => inForce((table) => figuresOf(table, wanted)),
    asOf: (office) => inForce(async (table) => (await readTail(table, office)).newest),
    members: (cell, page) => inForce((table) => membersOf(table, cell, page)),
    summary: (office, kind, number) => inForce((table) => summaryOf(table, { office, kind, number })),
    list: (office, filter, page) => inForce((table) => listOf(table, { office, filter }, page)),
    count: (office, filter) => inForce((table) => countOf(table, { office, filter })),
    worklist: (office, page, filter = {}) => inForce((table) => worklistOf(table, { office, filter }, page)),
    openCount: (office, filter = {}) => inForce((table) => openCountOf(table, { office, filter })),
    offices: () => inForce(async (table) => [...(await officesOf(table))].sort()),
    years: (office) => inForce((table) => yearsOf(table, office)),
  };
}

export type ViewsIndex = {
  /** What was written to, by office and time (ADR 68). */
  readonly written: WrittenIndex;
  /** Notes what a projector has left out. */
  noteWritten(written: readonly Written[]): Promise<void>;
  /** Which generation is in force. */
  generation(): Promise<number>;
  /** Everything recorded before is noted: from now on `written` answers. */
  noteWhole(): Promise<void>;
  /** A year's figures, and which versions of what was written to behind the cut-off are in them. Throws StoreBusy. */
  shown(asked: ShownAsked): Promise<ShownFigures>;
  /** What these cases add by the read models; null where they hold none of that name. */
  held(cases: readonly CaseName[]): Promise<readonly (Contributions | null)[]>;
};

export function indexIn(home: Home, inForce: InForce): ViewsIndex {
  return {
    written: writtenIn(inForce),
    noteWritten: (written) => inForce((table) => noteWritten(table, written)),
    shown: (asked) => inForce((table) => shownFigures(table, asked)),
    held: (cases) => inForce((table) => heldContributions(table, cases)),
    generation: async () => (await generationsOf(home)).current,
    noteWhole: () => inForce(noteWhole),
  };
}
