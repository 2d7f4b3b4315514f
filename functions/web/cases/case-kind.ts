/** What the pages of one kind of case need to know of it; the rest of a case's pages is the same for all kinds. */
import type { Child } from 'hono/jsx';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import type { Ctx, Web } from '../frame/web.ts';
import type { TagKind } from '../look/banner.tsx';
import type { Column } from '../look/table.tsx';
import { addressPart } from './case-address.ts';
import type { Situation, StepForm } from './step-form.ts';

export type CaseHead = {
  /** What the case is about, in one line; '' when nobody may read it any more. */
  readonly subject: string;
  readonly status: readonly [TagKind, string];
  readonly facts: readonly (readonly [string, Child])[];
  /** What the rules have to say now: due, overdue, awaiting, incomplete. */
  readonly notes: readonly Child[];
};

export type CasePages = {
  readonly kind: CaseKind;
  readonly caseKind: Kind;
  /** Without a slash at the end: the list is here, a case at `<path>/<number>`. */
  readonly path: string;
  /** The key of its section in the navigation. */
  readonly section: string;
  readonly title: string;
  /** What the day is called by which the list is searched. */
  readonly dated: string;
  readonly steps: readonly StepForm[];
  readonly columns: readonly Column<CaseSummary>[];
  readonly head: (situation: Situation, web: Web, shown: Shown) => Promise<CaseHead> | CaseHead;
  /** More panels below the facts, such as the explanation of a date. */
  readonly more?: (c: Ctx, situation: Situation, web: Web) => Promise<Child> | Child;
  /** More links beside the steps, such as letters. */
  readonly aside?: (c: Ctx, situation: Situation) => Child;
  /** Where a new one is entered, and how the link says so. */
  readonly entry?: readonly [string, string];
  /** Who may enter one; left out, everybody who enters what comes in. */
  readonly entryRoles?: readonly Role[];
  /** Above the list, the way to the other pages of this kind. */
  readonly beside?: () => Child;
};

/** Whether identity and contact are shown in full. */
export type Shown = { readonly full: boolean };

export function caseHref({ path }: Pick<CasePages, 'path'>, number: string): string {
  return `${path}/${addressPart(number)}`;
}
