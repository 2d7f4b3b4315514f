/** A case of a list by its number as somebody wrote it. */
import type { CaseKind } from '#shared/kernel/event.ts';
import { caseNumber, formerNumber } from '#shared/kernel/written.ts';
import type { CaseSummary, Views } from '#shared/store/views.ts';

/** Cases of before format characters were left out of numbers stand under theirs. */
export async function summaryOf(
  views: Views,
  office: string,
  { kind, number }: { readonly kind: CaseKind; readonly number: string },
): Promise<CaseSummary | null> {
  const [former, plain] = [formerNumber(number), caseNumber(number)];
  const own = former === plain ? null : await views.summary(office, kind, former);
  return own ?? views.summary(office, kind, plain);
}
