/** The thread that writes a draft of the read models, while another reads the log and says what stands in each row. */
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { PageRequest, WorkFilter } from '../views.ts';
import { answering, ofThread } from './asked-thread.ts';
import { Bundles } from './bundles.ts';
import { keptOnDisk } from './place-taken.ts';
import type { Entered } from './rows-of-views.ts';
import { drafterOf, type RowBatch } from './views-apply.ts';
import { asDraft, closeDraft, handOver } from './views-draft.ts';
import { openViewsDatabase } from './views-schema.ts';
import { worklistReaderOf } from './views-worklist.ts';

export type NewBundle = { readonly id: number; readonly office: string; readonly cells: string };
export type DraftData = { readonly own: string; readonly projection: string };
/** Rows without their standings, which their last column holds. */
export type SentBatch = Omit<RowBatch, 'cases'> & {
  readonly bundles: readonly NewBundle[];
  readonly cases: readonly Omit<Entered, 'standings'>[];
};
/** What is there so far is brought to the disk; and it is closed. */
type Ending = 'settle' | 'close';
export type DraftQuestion =
  | { readonly apply: SentBatch }
  | { readonly worklist: readonly [office: string, page: PageRequest, filter: WorkFilter] }
  | Ending
  | { readonly handOver: string };

const { own, projection }: DraftData = workerData;
const opened = (): DatabaseSync => openViewsDatabase(own, projection, { set: asDraft });
const db = opened();
const drafter = drafterOf(db, new Bundles(db, { adding: false }));
const worklist = worklistReaderOf(db);
const bundle = db.prepare('INSERT INTO bundles (id, office, cells) VALUES (?, ?, ?)');

function* withStandings(cases: SentBatch['cases']): Generator<Entered> {
  for (const one of cases) yield { ...one, standings: JSON.parse(one.row[14]) };
}

function handingOver(file: string): Promise<void> {
  if (!db.isOpen) return handOver(opened(), file);
  drafter.end();
  return handOver(db, file);
}

function ended(how: Ending): null {
  drafter.end();
  if (how === 'close') closeDraft(db, own);
  else keptOnDisk(own);
  return null;
}

answering(ofThread(parentPort), async (question: DraftQuestion) => {
  if (typeof question === 'string') return ended(question);
  if ('worklist' in question) return worklist.page(...question.worklist);
  if ('handOver' in question) return handingOver(question.handOver);
  const { bundles, cases, ...rest } = question.apply;
  drafter.begin();
  for (const { id, office, cells } of bundles) bundle.run(id, office, cells);
  drafter.apply({ cases: withStandings(cases), ...rest });
  return null;
});
