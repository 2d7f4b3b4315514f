/** Where a number alone says which stream is meant. */
import { hash } from 'node:crypto';
import type { CaseKind } from '#shared/kernel/event.ts';

type Numbered = { readonly office: string; readonly kind: CaseKind; readonly number: string };

/** A stream's id from office, kind and number, so that a retry finds its own commit. */
export function streamIdOf(office: string, kind: CaseKind, number: string): string {
  return hash('sha256', `${office}\n${kind}\n${number}`).slice(0, 24);
}

/** As `ruleOfCases` gives them out: the next of them is found behind the last, so that they stand in a list of their own. */
const RUNNING = /^RX\d{4}-\d+$/;

/**
 * Whether the stream is all there is of a number: nobody can record a second case under it, since that would be the same
 * first commit of the same stream. So it is with calls, which come by the ten thousand with numbers of the hotline (ADR 86).
 */
export function isNamedByNumber({ office, kind, number }: Numbered, stream: string): boolean {
  return kind === 'hotline' && !RUNNING.test(number) && stream === streamIdOf(office, kind, number);
}
