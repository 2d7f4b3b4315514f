/** K7: a number the narrative states about a cell is the number in the table. */
import type { Stated, Statement } from './narrative-statement.ts';
import { HOTLINE_STATEMENTS, ownStatements } from './narrative-statements-hotline.ts';
import { TABLE_STATEMENTS } from './narrative-statements-tables.ts';
import type { PartialReport } from './partial-report.ts';
import type { Check } from './report.ts';

/** `processingFen`: the 信息处理费 of the records, where they are at hand. */
export function narrativeChecks(report: PartialReport, processingFen?: number): Check[] {
  const texts = (report.narrative?.sections ?? []).map((section) => section.text ?? '');
  const checks = [...TABLE_STATEMENTS, ...HOTLINE_STATEMENTS, ...ownStatements(report)].flatMap((statement) =>
    texts.flatMap((text) => checksIn(text, statement, report)),
  );
  return [
    ...checks,
    ...texts.flatMap((text) => denials(text, report)),
    ...texts.flatMap(unfilled),
    ...texts.flatMap((text) => fees(text, report, processingFen)),
  ];
}

function checksIn(text: string, statement: Statement, report: PartialReport): Check[] {
  const { pattern, within, cells, scope, scale = 1 } = statement;
  const candidates = cells(report).filter((cell) => cell !== null && cell !== undefined);
  const [first] = candidates;
  if (first === undefined) return [];
  const places = within === undefined ? [text] : [...text.matchAll(within)].map((match) => match[0]);
  return places
    .flatMap((place) => [...place.matchAll(pattern)])
    .map((match) => numberIn(match[1] ?? ''))
    .map((said): Check => {
      const meant = candidates.find((cell) => says(said, scale, cell));
      const left = exact(said.value * scale);
      return {
        id: 'K7',
        scope: `narrative.${scope}`,
        holds: meant !== undefined,
        left: meant ?? left,
        right: meant ?? first,
      };
    });
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
 * 信息处理费 is one of the charges: what section 六 states cannot be more than table 二 holds (domain trap 42), unless
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
