/** The next number of a rule, a prefix and a running number of so many digits; and the stream that a number gets. */
import { hash } from 'node:crypto';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { LogReader, NumbersOf } from '#shared/store/ports.ts';

/**
 * The greatest of the rule and one. Numbers that merely begin alike (the parts of a split case, another system's, those
 * with letters or of another width) are passed over; where a width is used up, the next one is begun.
 */
export async function nextOfRule(log: LogReader, rule: Required<NumbersOf>): Promise<string> {
  for (let digits = rule.digits; ; digits += 1) {
    const last = await log.lastNumber({ ...rule, digits });
    const least = digits === rule.digits ? 1 : 10 ** (digits - 1);
    const next = Math.max(least, Number(last?.slice(rule.prefix.length) ?? 0) + 1);
    if (next < 10 ** digits) return `${rule.prefix}${String(next).padStart(digits, '0')}`;
  }
}

/** A stream's id from office, kind and number, so that a retry finds its own commit. */
export function streamIdOf(office: string, kind: CaseKind, number: string): string {
  return hash('sha256', `${office}\n${kind}\n${number}`).slice(0, 24);
}
