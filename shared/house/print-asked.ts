/** For a function that makes PDF: it asks the one that prints, where the environment names it. */
import { printBy } from '#shared/documents/print.ts';
import type { Environment } from './places.ts';

const PRINT_FUNCTION = 'PRINT_FUNCTION';

/**
 * Called by the handlers whose right it is (`Print.may` of the deployment); who is not told of the function would print
 * here, and has no browser to do it with.
 */
export function printAsTold(env: Environment): void {
  const name = env[PRINT_FUNCTION];
  if (name === undefined || name === '') return;
  printBy(async (print) => (await import('./print-function.ts')).printElsewhere(name, print));
}
