/** What of a published report was not checked: tie-outs without all their cells, cells that are not there, untied numbers. */
import {
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  TABLE3_COLUMNS,
  TABLE4_BLOCKS,
  TABLE4_COLUMNS,
} from '#shared/glossary.ts';
import { TABLE2_CELLS, TABLE4_CELLS, table3Cells } from './cell-name.ts';
import { checksOf } from './checks.ts';
import { figureIn } from './layout.ts';
import { type PartialReport, printedOutcomes, printedRows } from './partial-report.ts';
import type { CheckId } from './report.ts';
import { type UntiedNumber, untiedNumbers } from './untied-numbers.ts';

export type UncheckedTieOut = {
  readonly kind: 'tieOut';
  readonly id: CheckId;
  readonly scope: string;
  /** `noPrevious`: the report of the year before was not given. */
  readonly why: 'cellsMissing' | 'noPrevious';
  readonly cells: readonly string[];
};
type UncheckedCell = { readonly kind: 'cell'; readonly id: 'K8'; readonly scope: string };
export type UncheckedNumber = { readonly kind: 'number'; readonly id: 'K7' } & UntiedNumber;
export type Unchecked = UncheckedTieOut | UncheckedCell | UncheckedNumber;

/** The trial form of 2019 and 2020 has no table 二 that ties out with anything. */
type Published = {
  readonly previous?: PartialReport | undefined;
  readonly isTrialForm?: boolean | undefined;
  /** Paragraphs that were read beside the tables. */
  readonly prose?: readonly string[] | undefined;
};

export function uncheckedOf(report: PartialReport, published: Published): Unchecked[] {
  const { previous, isTrialForm = false, prose = [] } = published;
  const beside = prose.map((text) => ({ number: 0, text }));
  const sections = [...(report.narrative?.sections ?? []), ...beside];
  const done = new Set(checksOf(report, previous).map(({ id, scope }) => `${id} ${scope}`));
  const tieOuts = [...ownTieOuts(report), ...acrossYears(isTrialForm)].filter(
    ({ id, scope }) => !done.has(`${id} ${scope}`),
  );
  return [
    ...tieOuts.map(({ id, scope, cells }): UncheckedTieOut => {
      const isAcross = id === 'K4' || id === 'K5';
      const why = isAcross && previous === undefined ? 'noPrevious' : 'cellsMissing';
      return { kind: 'tieOut', id, scope, why, cells: missing(report, cells) };
    }),
    ...missing(report, formCells(report, isTrialForm)).map(
      (scope): UncheckedCell => ({ kind: 'cell', id: 'K8', scope }),
    ),
    ...untiedNumbers({ ...report, narrative: { ...report.narrative, sections } }).map(
      (number): UncheckedNumber => ({ kind: 'number', id: 'K7', ...number }),
    ),
  ];
}

/** Whether every tie-out within the form was checked, and every cell is there. */
export function isWhole(unchecked: readonly Unchecked[]): boolean {
  return unchecked.every(
    (one) => one.kind === 'number' || (one.kind === 'tieOut' && one.why === 'noPrevious'),
  );
}

function missing(report: PartialReport, cells: readonly string[]): string[] {
  return cells.filter((cell) => (figureIn(report, cell) ?? null) === null);
}

type TieOut = { readonly id: CheckId; readonly scope: string; readonly cells: readonly string[] };

function ownTieOuts(report: PartialReport): TieOut[] {
  const outcomes = printedOutcomes(report);
  const column = (rows: readonly string[], name: string) => rows.map((row) => `table3.${row}.${name}`);
  return [
    ...TABLE3_COLUMNS.map((name): TieOut => {
      const rows = ['newlyReceived', 'carriedOver', 'concluded', 'carriedForward'];
      return { id: 'K1', scope: `table3.${name}`, cells: column(rows, name) };
    }),
    ...TABLE3_COLUMNS.map(
      (name): TieOut => ({
        id: 'K2',
        scope: `table3.${name}`,
        cells: column(['concluded', ...outcomes], name),
      }),
    ),
    ...printedRows(report).map((row): TieOut => {
      return {
        id: 'K3',
        scope: `table3.${row}`,
        cells: table3Cells([row]),
      };
    }),
    ...TABLE4_BLOCKS.map((block): TieOut => {
      return {
        id: 'K6',
        scope: `table4.${block}`,
        cells: TABLE4_COLUMNS.map((name) => `table4.${block}.${name}`),
      };
    }),
  ];
}

function acrossYears(isTrialForm: boolean): TieOut[] {
  const carried = TABLE3_COLUMNS.map(
    (name): TieOut => ({ id: 'K4', scope: `table3.${name}`, cells: [`table3.carriedOver.${name}`] }),
  );
  const stocks = DOCUMENT_ROWS.map((row): TieOut => {
    return {
      id: 'K5',
      scope: `table2.${row}`,
      cells: DOCUMENT_COLUMNS.map((name) => `table2.${row}.${name}`),
    };
  });
  return isTrialForm ? carried : [...carried, ...stocks];
}

function formCells(report: PartialReport, isTrialForm: boolean): string[] {
  return [...(isTrialForm ? [] : TABLE2_CELLS), ...table3Cells(printedRows(report)), ...TABLE4_CELLS];
}
