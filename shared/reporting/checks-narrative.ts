/** K7: a number the narrative states about a cell is the number in the table. */
import type { Stated, Statement } from './narrative-statement.ts';
import { HOTLINE_STATEMENTS, ownStatements } from './narrative-statements-hotline.ts';
import { TABLE_STATEMENTS } from './narrative-statements-tables.ts';
import type { PartialReport } from './partial-report.ts';
import type { Span } from './prose-numbers.ts';
import type { Check } from './report.ts';

/** `processingFen`: the 信息处理费 of the records, where they are at hand. */
export function narrativeChecks(report: PartialReport, processingFen?: number): Check[] {
  const texts = (report.narrative?.sections ?? []).map((section) => section.text ?? '');
  return [
    ...statementsOf(report).flatMap((statement) =>
      texts.flatMap((text) => said(text, statement, report).map(({ check }) => check)),
    ),
    ...texts.flatMap((text) => denials(text, report)),
    ...texts.flatMap(unfilled),
    ...texts.flatMap((text) => fees(text, report, processingFen)),
  ];
}

function statementsOf(report: PartialReport): Statement[] {
  return [...TABLE_STATEMENTS, ...HOTLINE_STATEMENTS, ...ownStatements(report)];
}

/** Numbers of a text that a phrase ties to a figure: `number` where the digits stand, `phrase` with its words and unit. */
export type Said = { readonly check: Check; readonly number: Span; readonly phrase: Span };

export function saidIn(text: string, report: PartialReport): Said[] {
  return statementsOf(report).flatMap((statement) => said(text, statement, report));
}

function said(text: string, statement: Statement, report: PartialReport): Said[] {
  const { pattern, within, cells, scope, scale = 1 } = statement;
  const candidates = cells(report).filter((cell) => cell !== null && cell !== undefined);
  const [first] = candidates;
  if (first === undefined) return [];
  const places = within === undefined ? [{ 0: text, index: 0 }] : [...text.matchAll(within)];
  return places.flatMap(({ 0: place, index }) =>
    [...place.matchAll(pattern)].map((match): Said => {
      const stated = numberIn(match[1] ?? '');
      const meant = candidates.find((cell) => says(stated, scale, cell));
      const left = exact(stated.value * scale);
      const [start, end] = match.indices?.[1] ?? [match.index, match.index];
      return {
        check: {
          id: 'K7',
          scope: `narrative.${scope}`,
          holds: meant !== undefined,
          left: meant ?? left,
          right: meant ?? first,
        },
        number: [index + start, index + end],
        phrase: [index + match.index, index + match.index + match[0].length],
      };
    }),
  );
}

function numberIn(written: string): Stated {
  const digits = written.replaceAll(',', '');
  return { value: Number(digits), decimals: digits.split('.')[1]?.length ?? 0 };
}

/** Rounding to the decimals and the unit that the prose uses is no fault: 32万 says 320,000 and 319,700 alike. */
function says({ value, decimals }: Stated, scale: number, cell: number): boolean {
  if (scale === 1) return value === cell;
  return Math.round((cell / scale) * 10 ** decimals) === Math.round(value * 10 ** decimals);
}

/** Without the dust of binary fractions: 111.43 × 0.01 is 1.1143. */
function exact(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** A name in braces that stands for nothing must not be published: a text may come in by a command, unseen on a page. */
function unfilled(text: string): Check[] {
  const left = text.match(/\{\{[^{}]*\}\}/g)?.length ?? 0;
  return left === 0 ? [] : [{ id: 'K7', scope: 'narrative.insertions', holds: false, left, right: 0 }];
}

/** 未收到政府信息公开申请 says nought. */
function denials(text: string, report: PartialReport): Check[] {
  const rows = report.table3?.rows?.newlyReceived;
  const right = rows?.at(-1) ?? null;
  if (right === null || !/未收到(?:政府)?信息公开申请(?=[，。；、])/.test(text)) return [];
  return [{ id: 'K7', scope: 'narrative.newlyReceived', holds: right === 0, left: 0, right }];
}

/**
 * 信息处理费 is one of the charges: what section 六 states cannot be more than table 二 holds (trap 42), unless
 * refunds of other charges outweigh it there and the records bear it out.
 */
function fees(text: string, report: PartialReport, processingFen?: number): Check[] {
  const all = report.table2?.feesTenThousandYuan;
  if (all === null || all === undefined) return [];
  return [...text.matchAll(/信息处理费(?:共|共计|总计|为)?\s*(\d+(?:,\d{3})*(?:\.\d+)?)\s*元/g)].map(
    (match): Check => {
      const fen = Math.round(numberIn(match[1] ?? '').value * 100);
      const left = fen / 1_000_000;
      const holds = fen === processingFen || fen <= Math.round(all * 1_000_000); // in fen: binary fractions of 万元 do not compare
      return {
        id: 'K7',
        scope: 'narrative.informationProcessingFee',
        holds,
        left,
        right: holds ? left : all,
      };
    },
  );
}
