/** The address of a case, and the case that a number in an address means. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { caseNumber, formerNumber } from '#shared/kernel/written.ts';
import type { CaseSummary, Views } from '#shared/store/views.ts';

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
const SPOKEN_FOR = /^~*(?:\.\.?|new|cases|figures|lists|queues|supervision|not-counted)$/;

export function addressPart(number: string): string {
  return encodeURIComponent(SPOKEN_FOR.test(number) ? `~${number}` : number);
}

/** `part` is decoded already. */
export function numberIn(part: string | undefined): string {
  const number = part ?? '';
  return number.startsWith('~') && SPOKEN_FOR.test(number) ? number.slice(1) : number;
}

/** A case of a list by its number as somebody wrote it; cases of before format characters were left out stand under theirs. */
export async function summaryOf(
  views: Views,
  office: string,
  { kind, number }: { readonly kind: CaseKind; readonly number: string },
): Promise<CaseSummary | null> {
  const [former, plain] = [formerNumber(number), caseNumber(number)];
  const own = former === plain ? null : await views.summary(office, kind, former);
  return own ?? views.summary(office, kind, plain);
}
