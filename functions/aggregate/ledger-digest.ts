/** One hash for everything an office had recorded at a cut-off. */
import { createHash } from 'node:crypto';

/** SHA-256 over `kind/stream hash` of every stream's newest commit, sorted: no order of recording enters it. */
export class LedgerDigest {
  /** What is kept of a case: two texts, whatever its history. */
  readonly #heads: [stream: string, hash: string][] = [];

  note(stream: string, head: string): void {
    this.#heads.push([stream, head]);
  }

  hex(): string {
    const hash = createHash('sha256');
    for (const [stream, head] of this.#heads.sort(([a], [b]) => (a < b ? -1 : 1)))
      hash.update(`${stream} ${head}\n`);
    return hash.digest('hex');
  }
}
