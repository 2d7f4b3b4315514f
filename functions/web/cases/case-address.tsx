/** The address of a case, and the case that a number in an address means. */
import type { Child } from 'hono/jsx';
import type { CaseKind } from '#shared/kernel/event.ts';
import { caseNumber, formerNumber } from '#shared/kernel/written.ts';
import type { CaseSummary, Views } from '#shared/store/views.ts';
import { pathPart, textOfPart } from '../frame/path-part.ts';
import { own } from '../wording/word.ts';

/** Where the pages of each kind of case are. */
export const CASE_PATHS: Readonly<Partial<Record<CaseKind, string>>> = {
  application: '/applications',
  hotline: '/hotline',
  appeal: '/appeals',
  publication: '/register/publications',
  document: '/register/documents',
  decision: '/register/decisions',
  fee: '/register/fees',
  figure: '/register/figures',
  amendment: '/amendments',
};

/**
 * A case's number as one part of an address. Browsers take `.` and `..` for steps through folders, and some words stand
 * for pages beside the cases: such a number goes behind a `~`, and so does one that would then be taken for it.
 */
const SPOKEN_FOR = /^~*(?:\.\.?|new|answers|cases|figures|lists|queues|seek|supervision|not-counted)$/;

export function addressPart(number: string): string {
  return pathPart(SPOKEN_FOR.test(number) ? `~${number}` : number);
}

/** `path` is that of the list of its kind. */
export function caseHref({ path }: { readonly path: string }, number: string): string {
  return `${path}/${addressPart(number)}`;
}

/** The number as a link to its case; alone where records of that kind have no page. */
export function caseLink(kind: string, number: string): Child {
  const path = own(CASE_PATHS, kind);
  return path === undefined ? number : <a href={caseHref({ path }, number)}>{number}</a>;
}

/** `part` is decoded already. */
export function numberIn(part: string | undefined): string {
  const number = textOfPart(part);
  return number.startsWith('~') && SPOKEN_FOR.test(number) ? number.slice(1) : number;
}

/** A listed case by its number as typed; cases recorded before format characters were dropped keep theirs. */
export async function summaryOf(
  views: Views,
  office: string,
  { kind, number }: { readonly kind: CaseKind; readonly number: string },
): Promise<CaseSummary | null> {
  const [former, plain] = [formerNumber(number), caseNumber(number)];
  const own = former === plain ? null : await views.summary(office, kind, former);
  return own ?? views.summary(office, kind, plain);
}
