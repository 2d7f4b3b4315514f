/** How prose states a number: the number, the words around it, and the figures that may be meant. */
import type { Maybe, PartialReport } from './partial-report.ts';

export type Stated = { readonly value: number; readonly decimals: number };
export type Statement = {
  readonly scope: string;
  /** Group 1 is the number, with its place (flag d); with `within`, it is looked for in what that finds. */
  readonly pattern: RegExp;
  readonly within?: RegExp;
  /** The figures that may be meant, the first one first. */
  readonly cells: (report: PartialReport) => readonly Maybe<number>[];
  /** From the number as written to the cell's unit: 万 to 1, per cent to a fraction. */
  readonly scale?: number;
};

export const NUMBER = '(\\d+(?:,\\d{3})*(?:\\.\\d+)?)';
export const stated = (words: string, unit = '[件宗]'): RegExp =>
  new RegExp(`${words}(?:共|共计|总计|为)?\\s*${NUMBER}\\s*${unit}`, 'gd');

export const percent = (words: string): RegExp => new RegExp(`${words}${NUMBER}%`, 'gd');
