/** One hash for everything an office had recorded at a cut-off. */
import { createHash } from 'node:crypto';

/** SHA-256 over `kind/stream hash` of every stream's newest commit, sorted: no order of recording enters it. */
export function digestOf(heads: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [stream, head] of [...heads].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${stream} ${head}\n`);
  return hash.digest('hex');
}
