/** Cases made to fit a published report: what an office would have recorded that year. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../../functions/record/room.ts';
import { APPLICANT_TYPES, OUTCOMES, TABLE4_BLOCKS } from '../../shared/glossary.ts';
import type { Report } from '../../shared/reporting/report.ts';

export type Published = Pick<Report, 'year' | 'table2' | 'table3' | 'table4'>;
export type Made = {
  readonly kind: 'application' | 'appeal' | 'document' | 'decision' | 'fee';
  readonly row: Row;
};

/** Cases made to fit a published report: the carried-over first, then the new; whoever has no outcome stays open. */
export function ledgerOf({ year, table2, table3, table4 }: Published): Made[] {
  const applications = APPLICANT_TYPES.flatMap((applicantType, column): Made[] => {
    const at = (row: keyof typeof table3.rows): number => table3.rows[row][column] ?? 0;
    const outcomes = OUTCOMES.flatMap((outcome) => Array<string>(at(outcome)).fill(outcome));
    const carried = at('carriedOver');
    return Array.from({ length: carried + at('newlyReceived') }, (_, index): Made => {
      const receivedOn = index < carried ? `${year - 1}-12-20` : `${year}-01-04`;
      const outcome = outcomes[index];
      const base = { number: `${applicantType}-${index}`, receivedOn, applicantType, subject: '材料' };
      return {
        kind: 'application',
        row: outcome === undefined ? base : { ...base, outcome, decidedOn: `${year}-12-31` },
      };
    });
  });
  return [...applications, ...appealsOf(year, table4), ...registerOf(year, table2)];
}

function appealsOf(year: number, { rows }: Published['table4']): Made[] {
  return TABLE4_BLOCKS.flatMap((block) =>
    ['upheld', 'corrected', 'other', 'pending'].flatMap((outcome, column) =>
      Array.from({ length: rows[block][column] ?? 0 }, (_, index): Made => {
        const route = block === 'review' ? {} : { route: block === 'suitDirect' ? 'direct' : 'afterReview' };
        const ended = outcome === 'pending' ? {} : { outcome, concludedOn: `${year}-11-30` };
        const kind = block === 'review' ? 'review' : 'suit';
        return {
          kind: 'appeal',
          row: {
            number: `${block}-${outcome}-${index}`,
            kind,
            openedOn: `${year}-03-01`,
            ...route,
            ...ended,
          },
        };
      }),
    ),
  );
}

/** Documents issued before the year are those in force at its end that were not issued in it, and those repealed in it. */
function registerOf(year: number, table2: Published['table2']): Made[] {
  const documents = (['regulations', 'normativeDocuments'] as const).flatMap((block) => {
    const { issued, repealed, inForce } = table2[block];
    const kind = block === 'regulations' ? 'regulation' : 'normativeDocument';
    const before = inForce - issued + repealed;
    return Array.from({ length: before + issued }, (_, index): Made => {
      const issuedOn = index < before ? `${year - 1}-06-01` : `${year}-05-01`;
      const row = { number: `${block}-${index}`, kind, issuedOn };
      return {
        kind: 'document',
        row: index < repealed ? { ...row, repealedOn: `${year}-09-01` } : row,
      };
    });
  });
  const counts = { licence: table2.licences, penalty: table2.penalties, coercion: table2.coercions };
  const decisions = Object.entries(counts).map(([kind, count]): Made => {
    return { kind: 'decision', row: { number: kind, kind, decidedOn: `${year}-07-01`, count } };
  });
  const amount = Number((table2.feesTenThousandYuan * 10_000).toFixed(2));
  const fee: Made = { kind: 'fee', row: { number: 'fee', receivedOn: `${year}-08-01`, amount } };
  return [...documents, ...decisions.filter(({ row }) => row.count !== 0), ...(amount === 0 ? [] : [fee])];
}

/** A report as its office published it. */
export const published = (name: string): Published =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '..', 'reporting', 'published', name), 'utf8'),
  ) as Published;
