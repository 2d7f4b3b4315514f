/** Rows made to fit a published report: a ledger of exactly the cases that its tables 二, 三 and 四 count. */
import { APPLICANT_TYPES, DOCUMENT_ROWS, formOf, TABLE4_BLOCKS, type Table4Block } from '#shared/glossary.ts';
import type { Report } from '#shared/reporting/report.ts';
import type { Made } from './memory-ledger.ts';

export type Published = Pick<Report, 'year' | 'table2' | 'table3' | 'table4'>;

export function fittedRows(published: Published): Made[] {
  return [
    ...documents(published),
    ...decisions(published),
    ...applications(published),
    ...appeals(published),
  ];
}

/** The stock of the year before is what the published stock leaves for it. */
function documents({ year, table2 }: Published): Made[] {
  return DOCUMENT_ROWS.flatMap((row) => {
    const { issued, repealed, inForce } = table2[row];
    const before = inForce - issued + repealed;
    const kind = row === 'regulations' ? 'regulation' : 'normativeDocument';
    return Array.from({ length: before + issued }, (_, index): Made => {
      const issuedOn = index < before ? `${year - 1}-05-06` : `${year}-05-06`;
      const end = index < repealed ? { repealedOn: `${year}-09-01` } : {};
      return { kind: 'document', row: { number: `${row}-${index}`, kind, issuedOn, ...end } };
    });
  });
}

/** Handed over as a month's counts, as other systems do. */
function decisions({ year, table2 }: Published): Made[] {
  const counts = { licence: table2.licences, penalty: table2.penalties, coercion: table2.coercions };
  const made = Object.entries(counts).flatMap(([kind, count]) =>
    [Math.floor(count / 3), count - Math.floor(count / 3)].map(
      (part, index): Made => ({
        kind: 'decision',
        row: { number: `${kind}-${index}`, kind, decidedOn: `${year}-0${index + 3}-28`, count: part },
      }),
    ),
  );
  const fen = Math.round(table2.feesTenThousandYuan * 1_000_000);
  const fee = { number: 'fee', receivedOn: `${year}-06-30`, amount: fen, item: 'other' };
  const positive = made.filter(({ row }) => Number(row.count) > 0);
  return fen === 0 ? positive : [...positive, { kind: 'fee', row: fee }];
}

/** The carried-over first, then the new; whoever has no outcome stays open. */
function applications({ year, table3 }: Published): Made[] {
  return APPLICANT_TYPES.flatMap((applicantType, column): Made[] => {
    const at = (row: keyof typeof table3.rows): number => table3.rows[row]?.[column] ?? 0;
    const outcomes = formOf(year).outcomes.flatMap(({ key }) => Array<string>(at(key)).fill(key));
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
}

function appeals({ year, table4 }: Published): Made[] {
  return TABLE4_BLOCKS.flatMap((block) =>
    ['upheld', 'corrected', 'other', 'pending'].flatMap((outcome, column) =>
      Array.from({ length: table4.rows[block][column] ?? 0 }, (_, index): Made => {
        const number = `${block}-${outcome}-${index}`;
        const ended = outcome === 'pending' ? {} : { outcome, concludedOn: `${year}-11-30` };
        return { kind: 'appeal', row: { number, openedOn: `${year}-03-01`, ...kindOf(block), ...ended } };
      }),
    ),
  );
}

function kindOf(block: Table4Block): { kind: string; route?: string } {
  if (block === 'review') return { kind: 'review' };
  return { kind: 'suit', route: block === 'suitDirect' ? 'direct' : 'afterReview' };
}
