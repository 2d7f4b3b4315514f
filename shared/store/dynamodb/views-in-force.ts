/** Reading the generation in force (ADR 41), and of it what was written to. */
import type { WrittenIndex } from './ledger-reader.ts';
import { generationsOf } from './views-generations.ts';
import type { ViewsTable } from './views-table.ts';
import { writtenOffices, writtenWithin } from './views-written.ts';

export type Home = Omit<ViewsTable, 'generation'>;

/**
 * Reads the generation in force. What was read counts only if that one is still in force after the last read: the one
 * before is removed as soon as another has taken its place.
 */
export function readingOf(home: Home) {
  let known: number | null = null;
  return async <T>(read: (table: ViewsTable) => Promise<T>): Promise<T> => {
    for (;;) {
      const generation: number = known ?? (await generationsOf(home)).current;
      const found = await read({ ...home, generation });
      known = (await generationsOf(home)).current;
      if (known === generation) return found;
    }
  };
}

export type InForce = ReturnType<typeof readingOf>;

/** What was written to, by office and time (ADR 68). */
export const writtenIn = (inForce: InForce): WrittenIndex => ({
  offices: () => inForce(writtenOffices),
  within: (within) => inForce((table) => writtenWithin(table, within)),
});
