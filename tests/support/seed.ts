/** The seed of this run, also for generators written by hand: one that is told, else another each time. */
export const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** For a test whose generator is its own. */
export function seedOf(test: string): number {
  console.log(`SEED=${SEED} ${test}`);
  return SEED;
}
