/** What the pages of one kind of case need to know of it; the rest of a case's pages is the same for all kinds. */
import type { Child } from 'hono/jsx';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import type { Facet, ListColumn } from '../lists/list.ts';
import type { TagKind } from '../look/banner.tsx';
import type { Deadline, Stage } from './progress.tsx';
import type { Situation, StepForm } from './step-form.ts';

export type CaseHead = {
  /** What the case is about, in one line; '' once its texts are erased. */
  readonly subject: string;
  readonly status: readonly [TagKind, string];
  readonly facts: readonly (readonly [string, Child])[];
  /** What the rules have to say now: due, overdue, awaiting, incomplete. */
  readonly notes: readonly Child[];
  /** The period that runs now; left out where none can. */
  readonly deadline?: Deadline | undefined;
  /** Where it stands on its way; none of an entry that was voided. */
  readonly stages?: readonly Stage[];
};

type By = { readonly web: Web; readonly who: Principal };
/** The letters that tell of steps. */
export type StepLetters = {
  /** What the letter of a step is called; null where there is none, or none that this role may issue. */
  labelOf(command: string, who: Pick<Principal, 'role'>): string | null;
  /** After the step was taken: issues its letter, and says which page is next. */
  issue(by: By, of: { readonly number: string; readonly command: string }): Promise<string>;
};

/** `State` is the kind's own; the pages themselves are the same for all and know nothing of it. */
export type CasePages<State = unknown> = {
  readonly kind: CaseKind;
  readonly caseKind: Kind<State>;
  /** Without a slash at the end: the list is here, a case at `<path>/<number>`. */
  readonly path: string;
  /** The key of its section in the navigation. */
  readonly section: string;
  readonly title: string;
  /** What the day is called by which the list is searched. */
  readonly dated: string;
  readonly steps: readonly StepForm<State>[];
  /** Commands by how often an office takes them: the first that are lawful now are in view, the others folded. */
  likely?(state: State): readonly string[];
  /** Of the list; the first is the number. */
  readonly columns: readonly ListColumn<CaseSummary>[];
  /** What the list calls the subject and the person of a case; left out where it has neither. */
  readonly about?: { readonly subject: string; readonly person: string | null };
  /** Facts by which the list is narrowed beside number, state and days. */
  facets?(web: Web, office: string): Promise<readonly Facet[]> | readonly Facet[];
  /** What cases are counted in, where not 件. */
  readonly unit?: string;
  /** Of the case as the reader may see it. */
  head(situation: Situation<State>, web: Pick<Web, 'house'>): Promise<CaseHead> | CaseHead;
  /** More panels below the facts, such as the explanation of a date. */
  more?(c: Ctx, situation: Situation<State>, web: Web): Promise<Child> | Child;
  /** More links beside the steps, such as letters. */
  aside?(c: Ctx, situation: Situation<State>): Child;
  readonly letters?: StepLetters;
  /** Where a new one is entered, and how the link says so. */
  readonly entry?: readonly [string, string];
  /** Who may enter one; left out, everybody who enters what comes in. */
  readonly entryRoles?: readonly Role[];
  /** Above the list, the way to the other pages of this kind. */
  readonly beside?: () => Child;
};
