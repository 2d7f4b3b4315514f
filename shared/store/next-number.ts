/** The next number of a rule, a prefix and a running number of so many digits; and where a number alone says which stream is meant. */
import { hash } from 'node:crypto';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { LogReader, NumberRule } from './ports.ts';

/** Of the numbers that an office gives to its cases. */
export const RUNNING_DIGITS = 7;
const RUNNING = new RegExp(`^(.*[^0-9])([0-9]{${RUNNING_DIGITS}})$`, 's');

/**
 * The greatest of the rule and one. Numbers that merely begin alike (the parts of a split case, another system's, those
 * with letters or of another width) are passed over; where a width is used up, the next one is begun.
 */
export async function nextOfRule(log: Pick<LogReader, 'lastNumber'>, rule: NumberRule): Promise<string> {
  return numberOfRule(rule, (await greatestOfRule(log, rule)) + 1);
}

/** 0 where there is none. */
export async function greatestOfRule(log: Pick<LogReader, 'lastNumber'>, rule: NumberRule): Promise<number> {
  for (let digits = rule.digits; ; digits += 1) {
    const last = await log.lastNumber({ ...rule, digits });
    const least = digits === rule.digits ? 0 : 10 ** (digits - 1) - 1;
    const greatest = Math.max(least, Number(last?.slice(rule.prefix.length) ?? 0));
    if (greatest + 1 < 10 ** digits) return greatest;
  }
}

export const numberOfRule = ({ prefix, digits }: NumberRule, running: number): string =>
  `${prefix}${String(running).padStart(digits, '0')}`;

/** The rule that would have given this number; null where none would. */
export function ruleOfNumber(
  of: Pick<NumberRule, 'office' | 'kind'>,
  number: string,
): { readonly rule: NumberRule; readonly running: number } | null {
  const [, prefix, digits] = RUNNING.exec(number) ?? [];
  if (prefix === undefined || digits === undefined) return null;
  return { rule: { ...of, prefix, digits: RUNNING_DIGITS }, running: Number(digits) };
}

type Numbered = { readonly office: string; readonly kind: CaseKind; readonly number: string };

/** A stream's id from office, kind and number, so that a retry finds its own commit. */
export function streamIdOf(office: string, kind: CaseKind, number: string): string {
  return hash('sha256', `${office}\n${kind}\n${number}`).slice(0, 24);
}

/** So many characters at the end of a number count, most of the time. */
const COUNTED = 4;

/**
 * The same for an engine that keeps its rows in order: cases whose numbers follow each other stand side by side in every
 * tree, so that a list of them reads few pages and a write of them changes few (ADR 92). As long as the other.
 */
export function streamBeside(office: string, kind: CaseKind, number: string): string {
  const own = hash('sha256', `${office}\n${kind}\n${number}`).slice(0, 16);
  return placeOf(number.slice(0, -COUNTED)) + countedOf(number.slice(-COUNTED)) + own;
}

/** Of what goes before them: anywhere, and the same for all. */
function placeOf(before: string): string {
  let place = 0;
  for (let at = 0; at < before.length; at += 1) place = (Math.imul(place, 31) + before.charCodeAt(at)) | 0;
  return ((place ^ (place >>> 16)) & 0xffff).toString(16).padStart(4, '0');
}

/** In the order of digits, which stand for themselves. */
function countedOf(end: string): string {
  let counted = '';
  for (let at = 0; at < end.length; at += 1) counted += (end.charCodeAt(at) & 0xf).toString(16);
  return counted.padStart(COUNTED, '0');
}

/** As `ruleOfCases` gives them out: the next of them is found behind the last, so that they stand in a list of their own. */
const GIVEN_OUT = /^RX\d{4}-\d+$/;

/**
 * Whether the stream is all there is of a number: nobody can record a second case under it, since that would be the same
 * first commit of the same stream. So it is with calls, which come by the ten thousand with numbers of the hotline (ADR 86).
 */
export function isNamedByNumber({ office, kind, number }: Numbered, stream: string): boolean {
  return kind === 'hotline' && !GIVEN_OUT.test(number) && stream === streamIdOf(office, kind, number);
}
