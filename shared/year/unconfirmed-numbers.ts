/**
 * K7 where no machine can judge: each number of the prose that nothing stands behind wants somebody's word before the
 * year is signed. What is confirmed is the number in its sentence: other words or another number are asked for again.
 */
import { createHash } from 'node:crypto';
import type { Report } from '#shared/reporting/report.ts';
import { type UntiedNumber, untiedNumbers } from '#shared/reporting/untied-numbers.ts';
import type { ConfirmedNumber } from '#shared/reporting/year-events.ts';

/** `token` confirms this number; `all` stands for every number of the prose that has to be confirmed, as it is now. */
export type UnconfirmedNumber = UntiedNumber & {
  readonly code: 'numbersUnconfirmed';
  readonly token: string;
  readonly all: string;
};

export function unconfirmedNumbers(report: Report, confirmed: readonly string[] = []): UnconfirmedNumber[] {
  const asked = tokensOf(report);
  const all = digestOf([...asked.keys()].join('\n'), 16);
  if (confirmed.includes(all)) return [];
  return [...asked]
    .filter(([token]) => !confirmed.includes(token))
    .map(([token, number]) => ({ code: 'numbersUnconfirmed', token, all, ...number }));
}

/** What goes into the signature: everything that had to be confirmed, and was. */
export function confirmedNumbers(report: Report): ConfirmedNumber[] {
  return [...tokensOf(report)].map(([token, { section, number, sentence }]) => ({
    token,
    section,
    number,
    sentence,
  }));
}

/** The same sentence twice in a section is one thing to confirm; what contradicts a figure fails its tie-out. */
function tokensOf(report: Report): Map<string, UntiedNumber> {
  const asked = untiedNumbers(report).filter(({ figure }) => figure === undefined);
  return new Map(asked.map((one) => [tokenOf(one), one]));
}

function tokenOf({ section, sentence, at, number }: UntiedNumber): string {
  return digestOf(JSON.stringify([section, sentence, at, number]), 10);
}

function digestOf(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
