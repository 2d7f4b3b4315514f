/** The independent recount is asked for its opinion of a report before it is signed. */

import type { Instant } from '#shared/kernel/plain-date.ts';
import { BrokenChainError, RecountError } from '#shared/recount/archive-chains.ts';
import { type Difference, differences } from '#shared/recount/differences.ts';
import { CountedArchive } from '#shared/recount/recount-archive.ts';
import { type RecountedTables, tablesFrom } from '#shared/recount/recounted-tables.ts';
import type { Report } from '#shared/reporting/report.ts';
import { headLine } from '#shared/store/archive-form.ts';
import { asking, type Pass, passOver } from '#shared/store/passes.ts';
import type { EventLog, StoredCommit } from '#shared/store/ports.ts';
import { TABLE_KINDS } from './cell-kinds.ts';

type Wanted = { readonly office: string; readonly year: number; readonly asOf: Instant };
type Fault = { readonly case?: string; readonly version?: number; readonly what: string };
type Part = { readonly sums: readonly (readonly [string, number])[]; readonly fault: Fault | null };

/**
 * Tables 二, 三 and 四 by the second program. It reads stored bytes, so nothing of the product stands between it and the
 * log; each case is told to it whole, as an archive would.
 */
export const OPINION: Pass<Wanted, Part, RecountedTables> = {
  name: 'opinion',
  reader: (wanted) => {
    const counted = new CountedArchive(wanted);
    counted.read(headLine());
    let fault: Fault | null = null;
    return {
      see: ({ at, stored }) => {
        if (fault !== null || at === undefined) return;
        if (at.office === wanted.office && TABLE_KINDS.has(at.kind)) fault = faultIn(counted, stored);
      },
      part: () => ({ sums: fault === null ? [...counted.sums()] : [], fault }),
    };
  },
  whole: (parts, { year }) => {
    const sums = new Map<string, number>();
    for (const { sums: some, fault } of parts) {
      if (fault !== null) throw errorOf(fault);
      for (const [cell, amount] of some) sums.set(cell, (sums.get(cell) ?? 0) + amount);
    }
    return tablesFrom(sums, year);
  },
  within: ({ office }) => ({ kinds: TABLE_KINDS, offices: new Set([office]) }),
};

function faultIn(counted: CountedArchive, stored: readonly StoredCommit[]): Fault | null {
  try {
    for (const { position, office, kind, stream, version, bytes, hash } of stored)
      counted.read(
        JSON.stringify({ t: 'commits', r: [position, office, kind, stream, version, bytes, hash] }),
      );
    return null;
  } catch (fault) {
    if (fault instanceof BrokenChainError)
      return { case: fault.case, version: fault.version, what: fault.message };
    if (fault instanceof RecountError) return { what: fault.message };
    throw fault;
  }
}

function errorOf({ case: number, version, what }: Fault): RecountError {
  if (number === undefined || version === undefined) return new RecountError(what);
  return new BrokenChainError(number, version, what.slice(`${number} version ${version}: `.length));
}

/** Empty when the second program arrives at the same tables 二, 三 and 四. */
export async function secondOpinion(log: EventLog, report: Report, asOf: Instant): Promise<Difference[]> {
  const { office, year } = report;
  return differences(report, await passOver(log, asking(OPINION, { office: office.id, year, asOf })));
}
