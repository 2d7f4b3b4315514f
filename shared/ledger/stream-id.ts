import { hash } from 'node:crypto';
import type { CaseKind } from '#shared/kernel/event.ts';

/** A stream's id from office, kind and number, so that a retry finds its own commit. */
export function streamIdOf(office: string, kind: CaseKind, number: string): string {
  return hash('sha256', `${office}\n${kind}\n${number}`).slice(0, 24);
}
