/** One hash for everything an office had recorded at a cut-off. */
import { createHash } from 'node:crypto';

/** Lines kept as text before they are packed away, outside the heap. */
const PACKED = 4096;

/** SHA-256 over `kind/stream hash` of every stream's newest commit, sorted: no order of recording enters it. */
export class LedgerDigest {
  readonly #packed: Buffer[] = [];
  #lines: string[] = [];
  #last = '';
  #isSorted = true;

  note(stream: string, head: string): void {
    if (stream < this.#last) this.#isSorted = false;
    this.#last = stream;
    this.#lines.push(`${stream} ${head}\n`);
    if (this.#lines.length === PACKED) this.#pack();
  }

  #pack(): void {
    this.#packed.push(Buffer.from(this.#lines.join('')));
    this.#lines = [];
  }

  hex(): string {
    this.#pack();
    const hash = createHash('sha256');
    for (const lines of this.#isSorted ? this.#packed : sorted(this.#packed)) hash.update(lines);
    return hash.digest('hex');
  }
}

/** An engine that gives its cases in no order. */
function sorted(packed: readonly Buffer[]): string[] {
  const lines = packed.flatMap((some) => String(some).split(/(?<=\n)/));
  const streamOf = (line: string): string => line.slice(0, line.lastIndexOf(' '));
  return lines.filter((line) => line !== '').sort((a, b) => (streamOf(a) < streamOf(b) ? -1 : 1));
}
