/** In which place everything is printed: here, unless somebody said where else. */
import { nameOf, placeOf, say } from '#shared/telling/say.ts';
import type { Printer } from './print-here.ts';

let printer: Printer = async (asked) => (await import('./print-here.ts')).printHere(asked);

/** Of the whole process: documents are rendered in many places, and all of them print in the same one. */
export function printBy(other: Printer): void {
  printer = other;
}

/** Whoever asks may offer another way instead: what went wrong is said here, so that no way of offering it hides the cause. */
export const printed: Printer = (asked) =>
  printer(asked).catch((fault: unknown) => {
    say('failed', { what: 'printing', name: nameOf(fault), where: placeOf(fault) });
    throw fault;
  });
