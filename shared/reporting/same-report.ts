/**
 * Whether a signed report still follows from its records. One signed by the rules of today has to come out the same to
 * the byte; one signed by earlier rules is judged by what it says: later keys and tie-outs are none of its own.
 */

import type { Wording } from './narrative-template.ts';
import { canonicalJson, type Report, reportIn } from './report.ts';
import type { Frozen } from './year-events.ts';

/**
 * Raised whenever the same figures give other bytes: another key, tie-out or sentence of the product's own. Signatures
 * from before they kept a number count as 1.
 */
export const REPORT_RULES = 2;

/** `wording`: the texts the office had written itself by then; the product's own belong to the rules. */
type Again = { readonly report: Report; readonly wording: Wording };

export function isReproduced(
  { report: signed, rules = 1 }: Pick<Frozen, 'report' | 'rules'>,
  { report, wording }: Again,
): boolean {
  const again = canonicalJson(report);
  if (rules === REPORT_RULES || again === signed) return again === signed;
  const [then, now] = [reportIn(signed), reportIn(again)];
  return (
    FIGURES.every((block) => isWithin(then[block], now[block], block)) &&
    HEAD.every((key) => isWithin(then[key], now[key], key)) &&
    isWithin(then.narrative.figures, now.narrative.figures, 'figures') &&
    areTextsKept(then, wording) &&
    areChecksKept(then, now)
  );
}

const HEAD = ['office', 'year', 'status', 'version', 'asOf'] as const;
const FIGURES = ['table2', 'table3', 'table4', 'hotline', 'events', 'publications'] as const;
/** Keyed by labels of the office: one more is another figure, not another form. */
const LABELLED = new Set([
  'bySource',
  'byType',
  'byTopic',
  'byDepartment',
  'byColumn',
  'byMedium',
  'figures',
]);
/** Worked out from the counts beside them, each by the rule of its time. */
const DERIVED = new Set(['yearOnYear', 'closureRate', 'onTimeRate', 'satisfactionRate', 'dailyAverage']);

/** Everything that `then` states stands in `now`, which may state more. */
function isWithin(then: unknown, now: unknown, key: string): boolean {
  if (DERIVED.has(key)) return true;
  if (typeof then !== 'object' || then === null) return then === now;
  if (typeof now !== 'object' || now === null) return false;
  const [said, found] = [Object.entries(then), new Map(Object.entries(now))];
  if ((Array.isArray(then) || LABELLED.has(key)) && said.length !== found.size) return false;
  return said.every(([name, value]) => isWithin(value, found.get(name), Array.isArray(then) ? '' : name));
}

/** K7 follows from texts and figures, by the patterns of its time; the others from figures that are compared. */
function areChecksKept(then: Report, now: Report): boolean {
  const known = new Map(now.checks.map((check) => [`${check.id} ${check.scope}`, check]));
  return then.checks.every(({ id, scope, left, right }) => {
    const again = id === 'K7' ? undefined : known.get(`${id} ${scope}`);
    return again === undefined || (again.left === left && again.right === right);
  });
}

/** What the office wrote, with whatever the program of then inserted at its marks. */
function areTextsKept({ narrative }: Report, wording: Wording): boolean {
  return Object.entries(wording).every(([number, written]) =>
    narrative.sections.some(
      (one) => one.number === Number(number) && isFilledFrom(one.text, String(written)),
    ),
  );
}

function isFilledFrom(text: string, written: string): boolean {
  const [first = '', ...pieces] = written.split(/\{\{[^{}]*\}\}/);
  const last = pieces.pop();
  if (last === undefined) return text === written;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
