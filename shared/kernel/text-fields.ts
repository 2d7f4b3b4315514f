/** How long a text may be, in characters (UTF-16 units): typed, sent by a program or brought by a file. */
import type { TextField } from './event.ts';

/** Some twenty pages. Every page of a case shows it whole, each time it is opened. */
export const LONGEST_TEXT = 20_000;
/** What stands in a line of a list. */
export const LONGEST_LINE = 2000;

const LINES: ReadonlySet<string> = new Set<TextField | 'url'>([
  ...(['subject', 'title', 'otherAct', 'source', 'url'] as const),
]);

/** Of a text field of an event, or a column of a file. */
export function longestOf(key: string): number {
  return LINES.has(key) ? LONGEST_LINE : LONGEST_TEXT;
}
