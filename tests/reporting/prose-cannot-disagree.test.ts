import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DECISION_ROWS,
  DOCUMENT_COLUMNS,
  formOf,
  TABLE3_COLUMNS,
  TABLE4_BLOCKS,
  TABLE4_COLUMNS,
} from '#shared/glossary.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { completed } from '#shared/reporting/build-report.ts';
import { checksOf } from '#shared/reporting/checks.ts';
import { rate } from '#shared/reporting/hotline-figures.ts';
import { insertionsOf } from '#shared/reporting/narrative-insertions.ts';
import type { Figures } from '#shared/reporting/narrative-sentences.ts';
import type { HotlineFigures, Report } from '#shared/reporting/report.ts';

/** Any figures at all, whatever the tables say about each other: the prose has to follow them. */
const count = fc.integer({ min: 0, max: 3000 });
const rows = <Key extends string>(keys: readonly Key[], width: number) =>
  fc.record(
    Object.fromEntries(keys.map((key) => [key, fc.array(count, { minLength: width, maxLength: width })])),
  );

const hotline = fc
  .record({
    received: fc.integer({ min: 0, max: 400_000 }),
    before: fc.integer({ min: 0, max: 400_000 }),
    closed: fc.double({ min: 0, max: 1, noNaN: true }),
    satisfied: fc.double({ min: 0, max: 1, noNaN: true }),
    sources: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ received, before, closed, satisfied, sources }): HotlineFigures => {
    const done = Math.floor(received * closed);
    return {
      received,
      receivedPreviousYear: before,
      yearOnYear: rate(received - before, before),
      accepted: received,
      closed: done,
      closureRate: rate(done, received),
      closedOnTime: done,
      dueKnown: received,
      onTimeRate: rate(done, received),
      rated: done,
      satisfied: Math.floor(done * satisfied),
      satisfactionRate: rate(Math.floor(done * satisfied), done),
      dailyAverage: Math.round((received * 10) / 365) / 10,
      bySource: Object.fromEntries(
        Array.from({ length: sources }, (_, at) => [`来源${'甲乙丙'.charAt(at)}`, 1]),
      ),
      byType: {},
      byTopic: {},
      byDepartment: {},
      byMonth: Array.from({ length: 12 }, () => 0),
    };
  });

/** Names of which one may be the end of another. */
const TRICKY = ['工作动态', '动态', '通知公告', '公告', '其他', '其他工作', '机构设置'];
const APART = ['工作动态', '通知公告', '资金信息', '机构设置'];
const NAMES = ['日常检测预警', '修改错敏词条', '相关整改通知', '整改通知', '服务事项'];

function figuresOf(columns: readonly string[], names: readonly string[]): fc.Arbitrary<Figures> {
  return fc
    .record({
      documents: rows(['regulations', 'normativeDocuments'], DOCUMENT_COLUMNS.length),
      decisions: rows(DECISION_ROWS, 1),
      fen: fc.integer({ min: 0, max: 90_000_000 }),
      table3: rows(
        formOf(2025).rows.map(({ key }) => key),
        TABLE3_COLUMNS.length,
      ),
      table4: rows(TABLE4_BLOCKS, TABLE4_COLUMNS.length),
      hotline,
      events: hotline,
      byColumn: fc.dictionary(fc.constantFrom(...columns), fc.integer({ min: 1, max: 500 })),
      rest: fc.integer({ min: 0, max: 90 }),
      byMedium: fc.dictionary(
        fc.constantFrom('微信公众号', '媒体报道', '视频'),
        fc.integer({ min: 1, max: 500 }),
      ),
      figures: fc.dictionary(
        fc.constantFrom(...names),
        fc.record({ count, unit: fc.constantFrom('次', '条', '项') }),
      ),
    })
    .map((made): Figures => {
      const column = (row: string, at: number): number => made.documents[row]?.[at] ?? 0;
      const documents = (row: string) =>
        Object.fromEntries(DOCUMENT_COLUMNS.map((name, at) => [name, column(row, at)]));
      const inColumns = Object.values(made.byColumn).reduce((sum, one) => sum + one, 0);
      return {
        office: { id: 'o', name: '甲局' },
        year: 2025,
        status: 'live',
        version: null,
        asOf: '2026-01-20T09:00:00.000+08:00' as Instant,
        table2: {
          regulations: documents('regulations'),
          normativeDocuments: documents('normativeDocuments'),
          ...Object.fromEntries(DECISION_ROWS.map((row) => [row, made.decisions[row]?.[0] ?? 0])),
          feesTenThousandYuan: made.fen / 1_000_000,
        } as Report['table2'],
        table3: { columns: TABLE3_COLUMNS, rows: made.table3 as unknown as Report['table3']['rows'] },
        table4: { columns: TABLE4_COLUMNS, rows: made.table4 as unknown as Report['table4']['rows'] },
        hotline: made.hotline,
        events: made.events,
        publications: { total: inColumns + made.rest, byColumn: made.byColumn, byMedium: made.byMedium },
        figures: made.figures,
        informationProcessingFen: made.fen,
        handledUntil: dateOf('2026-01-20'),
      };
    });
}

const build = (figures: Figures): Report => completed(figures, { previous: {} });
const disagreeing = (report: Report): string[] =>
  checksOf(report)
    .filter(({ id, holds }) => id === 'K7' && !holds)
    .map(({ scope }) => scope);

describe('the prose of a report', () => {
  it('never disagrees with the tables it was built with', () => {
    fc.assert(
      fc.property(figuresOf(TRICKY, NAMES), (figures) => {
        expect(disagreeing(build(figures))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('made with the figures of one report and put into another is found, whenever a stated figure differs', () => {
    const names = ['日常检测预警', '修改错敏词条', '相关整改通知'];
    fc.assert(
      fc.property(figuresOf(APART, names), figuresOf(APART, names), (one, other) => {
        const [mine, theirs] = [build(one), build(other)];
        const mixed = { ...mine, narrative: { ...mine.narrative, sections: theirs.narrative.sections } };
        const [ours, foreign] = [insertionsOf(one), insertionsOf(other)];
        const differs = ['新收申请', '办结申请', '行政复议', '行政许可'].some(
          (name) => ours[name] !== foreign[name],
        );
        fc.pre(differs);
        expect(disagreeing(mixed)).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('with any one of its numbers changed is found', () => {
    fc.assert(
      fc.property(
        figuresOf(APART, ['日常检测预警', '修改错敏词条']),
        fc.nat(),
        fc.integer({ min: 1, max: 9000 }),
        (figures, which, more) => {
          const report = build(figures);
          const places = report.narrative.sections.flatMap(({ number, text }) =>
            [...text.matchAll(/\d+(?:\.\d+)?(?=件|条|次|篇|%|元)/g)].map((match) => ({ number, match })),
          );
          const place = places[which % places.length];
          fc.pre(place !== undefined);
          const sections = report.narrative.sections.map((section) =>
            section.number === place?.number
              ? { ...section, text: changed(section.text, place.match, more) }
              : section,
          );
          const wrong = { ...report, narrative: { ...report.narrative, sections } };
          expect(disagreeing(wrong).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 400 },
    );
  });
});

function changed(text: string, match: RegExpExecArray, more: number): string {
  const raised = Math.round((Number(match[0]) + more) * 100) / 100;
  return `${text.slice(0, match.index)}${raised}${text.slice(match.index + match[0].length)}`;
}
