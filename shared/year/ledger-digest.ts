/** One hash for everything an office had recorded at a cut-off. */
import { createHash } from 'node:crypto';

/** Lines in one string: no list grows with the cases. */
const PACKED = 4096;

/** What some of the streams give: their lines, in strings of many. */
export type DigestPart = {
  readonly packed: readonly string[];
  readonly first: string;
  readonly last: string;
  readonly isSorted: boolean;
};

/** SHA-256 over `kind/stream hash` of every stream's newest commit, sorted: no order of recording enters it. */
export class LedgerDigest {
  readonly #packed: string[] = [];
  #lines: string[] = [];
  #first = '';
  #last = '';
  #isSorted = true;

  note(stream: string, head: string): void {
    if (stream < this.#last) this.#isSorted = false;
    if (this.#last === '') this.#first = stream;
    this.#last = stream;
    this.#lines.push(`${stream} ${head}\n`);
    if (this.#lines.length === PACKED) this.#pack();
  }

  #pack(): void {
    if (this.#lines.length > 0) this.#packed.push(this.#lines.join(''));
    this.#lines = [];
  }

  part(): DigestPart {
    this.#pack();
    return { packed: this.#packed, first: this.#first, last: this.#last, isSorted: this.#isSorted };
  }
}

export function digestOf(parts: readonly DigestPart[]): string {
  const some = parts.filter(({ packed }) => packed.length > 0);
  const follows = (part: DigestPart, at: number): boolean =>
    at === 0 || part.first >= (some[at - 1]?.last ?? '');
  const packed = some.flatMap((part) => part.packed);
  const hash = createHash('sha256');
  const isSorted = some.every((part, at) => part.isSorted && follows(part, at));
  for (const lines of isSorted ? packed : sorted(packed)) hash.update(lines);
  return hash.digest('hex');
}

/** An engine that gives its cases in no order. */
function sorted(packed: readonly string[]): string[] {
  const lines = packed.flatMap((some) => some.split(/(?<=\n)/));
  const streamOf = (line: string): string => line.slice(0, line.lastIndexOf(' '));
  return lines.filter((line) => line !== '').sort((a, b) => (streamOf(a) < streamOf(b) ? -1 : 1));
}
