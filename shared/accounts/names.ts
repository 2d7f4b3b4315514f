/** How people and programs may be named: as their name stands in the history of every case they touch. */
const NAME = /^[\p{L}\p{N}._@-]{1,64}$/u;

/** The name as it is kept, half-width; null when it cannot be one. */
export function accountName(typed: string): string | null {
  const normal = typed.normalize('NFKC').trim();
  return NAME.test(normal) ? normal : null;
}
