import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../functions/aggregate/figures.ts';
import { tally } from '../../functions/aggregate/tally.ts';
import { rowJob } from '../../functions/record/recorder.ts';
import type { Row } from '../../functions/record/room.ts';
import { ROOMS } from '../../functions/record/rooms.ts';
import { APPLICANT_TYPES, OUTCOMES, TABLE4_BLOCKS } from '../../shared/glossary.ts';
import { instantOf } from '../../shared/kernel/plain-date.ts';
import { buildReport } from '../../shared/reporting/build-report.ts';
import type { Report } from '../../shared/reporting/report.ts';
import { sqliteEventLog } from '../../shared/store/sqlite/event-log.ts';
import { openLedger } from '../../shared/store/sqlite/schema.ts';

type Published = Pick<Report, 'year' | 'table3' | 'table4'>;
type Made = { readonly kind: 'application' | 'appeal'; readonly row: Row };

/** Cases made to fit a published report: the carried-over first, then the new; whoever has no outcome stays open. */
function ledgerOf({ year, table3, table4 }: Published): Made[] {
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
  return [...applications, ...appealsOf(year, table4)];
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

async function reportOf(made: readonly Made[], years: readonly number[]): Promise<Report[]> {
  const clock = { now: () => instantOf(Date.UTC(2026, 10, 24)) };
  const log = sqliteEventLog(openLedger(':memory:'), { clock, masterKey: randomBytes(32) });
  const actor = { user: 'li', role: 'intake', via: 'import' } as const;
  const jobs = made.flatMap(({ kind, row }) => {
    const room = ROOMS.get(kind);
    return room === undefined ? [] : [rowJob(room, { office: 'o', number: String(row.number), actor }, row)];
  });
  const results = await log.write(jobs);
  expect(results.every((result) => result.ok && result.value.outcome === 'recorded')).toBe(true);
  const counted = await tally(log, ROOMS, { office: 'o', asOf: null });
  log.close();
  const head = {
    office: { id: 'o', name: '甲' },
    status: 'live',
    version: null,
    asOf: '2026-11-24T08:00:00.000+08:00',
  } as const;
  return years.map((year) => buildReport({ ...head, year }, figuresOf(counted)));
}

const published = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'published', name), 'utf8')) as Published;

describe('a ledger made to fit a published report yields exactly its tables', () => {
  it.each(['longgang-2022.json', 'hongze-district-2024.json', 'unnamed-report29-2023.json'])(
    '%s',
    async (name) => {
      const given = published(name);
      const [report, next] = await reportOf(ledgerOf(given), [given.year, given.year + 1]);
      expect(report?.table3.rows).toEqual(given.table3.rows);
      expect(report?.table4.rows).toEqual(given.table4.rows);
      expect(report?.checks.filter((check) => !check.holds)).toEqual([]);
      expect(next?.table3.rows.carriedOver).toEqual(given.table3.rows.carriedForward);
    },
  );
});
