/** In which place everything is printed: here, unless somebody said where else. */
import type { Printer } from './print-here.ts';

let printer: Printer = async (asked) => (await import('./print-here.ts')).printHere(asked);

/** Of the whole process: documents are rendered in many places, and all of them print in the same one. */
export function printBy(other: Printer): void {
  printer = other;
}

export const printed: Printer = (asked) => printer(asked);
