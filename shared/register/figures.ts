/** What an entry of the register adds to table 二, the publications and the figures of the narrative. */
import { MEDIUM_LABELS } from '#shared/glossary/choices.ts';
import type { YearContribution } from '#shared/kernel/contribution.ts';
import {
  type Contributions,
  flow,
  INFORMATION_PROCESSING_FEE,
  labelledCell,
  NO_CONTRIBUTIONS,
  OPEN,
  stock,
} from '#shared/kernel/contribution.ts';
import { yearOf } from '#shared/kernel/plain-date.ts';
import type { RegisterState } from './state.ts';

const DECISION_CELLS: Readonly<Record<string, string>> = {
  licence: 'table2.licences',
  penalty: 'table2.penalties',
  coercion: 'table2.coercions',
};

export function registerContributions(state: RegisterState): Contributions {
  return state.voided || state.isAwaited ? NO_CONTRIBUTIONS : { years: yearsOf(state), days: [] };
}

function yearsOf(state: RegisterState): YearContribution[] {
  const year = yearOf(state.on);
  const { cells } = state;
  switch (state.entry) {
    case 'publication':
      return publication(state, year);
    case 'document':
      return document(state, year);
    case 'decision':
      return [flow(DECISION_CELLS[String(cells.kind)] ?? '', year, decisions(cells))];
    case 'fee':
      return feeCells(cells).map((cell) => flow(cell, year, Number(cells.fen)));
    case 'figure':
      return [flow(labelledCell('narrative.figures', String(cells.name)), year, Number(cells.count))];
  }
}

/** A6, policy licenceRefusals. How many refuse a licence may not have been said: then all of them count. */
function decisions({ kind, count, refused = 0, refusals }: RegisterState['cells']): number {
  const uncounted = kind === 'licence' && refusals === 'notCounted' ? Number(refused) : 0;
  return Number(count) - uncounted;
}

function feeCells({ item }: RegisterState['cells']): string[] {
  const isProcessing = item === 'informationProcessing' || item === '信息处理费';
  return ['table2.feesTenThousandYuan', ...(isProcessing ? [INFORMATION_PROCESSING_FEE] : [])];
}

function publication({ cells }: RegisterState, year: number): YearContribution[] {
  const medium = String(cells.medium);
  const labels: Readonly<Record<string, string>> = MEDIUM_LABELS;
  const byMedium = flow(labelledCell('publications.byMedium', labels[medium] ?? medium), year);
  if (medium !== 'website') return [byMedium];
  const { column } = cells;
  const byColumn =
    column === undefined ? [] : [flow(labelledCell('publications.byColumn', String(column)), year)];
  return [flow('publications.total', year), ...byColumn, byMedium];
}

function document({ cells, repealedOn }: RegisterState, issued: number): YearContribution[] {
  const row = `table2.${cells.kind === 'regulation' ? 'regulations' : 'normativeDocuments'}`;
  const inForce = `${row}.inForce`;
  if (repealedOn === null) return [flow(`${row}.issued`, issued), ...stock(inForce, issued, OPEN)];
  const repealed = yearOf(repealedOn);
  return [
    flow(`${row}.issued`, issued),
    ...stock(inForce, issued, repealed - 1),
    flow(`${row}.repealed`, repealed),
  ];
}
