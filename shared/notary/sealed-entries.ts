/**
 * Every entry that a chain of checkpoints covers, read from the files that name them and proven by the roots: hashes in
 * one block of memory, found by their first bytes.
 */
import type { SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import { digestOfText, generationOf, namesName } from '#shared/transparency/checkpoint.ts';
import { entriesOfNames, type LogEntry } from '#shared/transparency/log-entry.ts';
import { Frontier, HASH_BYTES, leafHash } from '#shared/transparency/tree-hash.ts';

/** The text of a file of names that has the digest; null where no place has it. */
export type NamesReader = (name: string, digest: string) => Promise<string | null>;
type Segment = {
  readonly from: number;
  readonly size: number;
  readonly digest: string;
  readonly generation: number;
};
export type EntryFault = {
  readonly what: 'namesAltered' | 'forked';
  readonly from: number;
  readonly size: number;
};

export class SealedEntries {
  readonly faults: EntryFault[] = [];
  #hashes = Buffer.alloc(0);
  #slots = new Int32Array(0);
  readonly #segments: Segment[] = [];
  readonly #names: NamesReader;
  #size = 0;

  private constructor(names: NamesReader) {
    this.#names = names;
  }

  /** As far as names and roots agree with the checkpoints. */
  static async of(chain: readonly SignedCheckpoint[], names: NamesReader): Promise<SealedEntries> {
    const sealed = new SealedEntries(names);
    const frontier = new Frontier();
    const total = chain.at(-1)?.size ?? 0;
    sealed.#hashes = Buffer.alloc(total * HASH_BYTES);
    for (const one of chain) {
      const { size, root, names: digest = '' } = one;
      const generation = generationOf(one);
      const from = sealed.#size;
      const entries = await sealed.#read({ from, size, digest, generation });
      for (const { hash } of entries ?? []) {
        const entry = Buffer.from(hash, 'hex');
        entry.copy(sealed.#hashes, frontier.size * HASH_BYTES);
        frontier.add(leafHash(entry));
      }
      const isWhole = entries?.length === size - from;
      if (!isWhole || !frontier.root().equals(root)) {
        sealed.faults.push({ what: isWhole ? 'forked' : 'namesAltered', from, size: total });
        break;
      }
      sealed.#segments.push({ from, size, digest, generation });
      sealed.#size = size;
    }
    sealed.#index();
    return sealed;
  }

  get size(): number {
    return this.#size;
  }

  /** In their order. */
  *entries(): Generator<Buffer> {
    for (let index = 0; index < this.#size; index += 1)
      yield this.#hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  async #read({ from, size, digest, generation }: Segment): Promise<LogEntry[] | null> {
    const text = await this.#names(namesName(from, size, generation), digest);
    return text === null || digestOfText(text) !== digest ? null : entriesOfNames(text);
  }

  /** Open addressing over the first four bytes; a slot holds the index plus one. */
  #index(): void {
    let width = 16;
    while (width < this.#size * 2) width *= 2;
    this.#slots = new Int32Array(width);
    for (let index = 0; index < this.#size; index += 1) {
      let at = this.#hashes.readUInt32BE(index * HASH_BYTES) % width;
      while (this.#slots[at] !== 0) at = (at + 1) % width;
      this.#slots[at] = index + 1;
    }
  }

  /** -1 where it is not sealed. */
  indexOf(hash: string): number {
    const wanted = Buffer.from(hash, 'hex');
    if (wanted.length !== HASH_BYTES) return -1;
    const width = this.#slots.length;
    for (let at = wanted.readUInt32BE(0) % width; ; at = (at + 1) % width) {
      const index = (this.#slots[at] ?? 0) - 1;
      if (index < 0 || wanted.equals(this.#hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)))
        return index;
    }
  }

  /** Under which checkpoint an entry was sealed: it covers `from` up to `size`. */
  segmentOf(index: number): Segment {
    const found = this.#segments.find(({ size }) => index < size);
    return found ?? { from: index, size: index + 1, digest: '', generation: 0 };
  }

  /** What the entries of these indexes are called. */
  async named(indexes: readonly number[]): Promise<ReadonlyMap<number, LogEntry>> {
    const found = new Map<number, LogEntry>();
    for (const [segment, some] of Map.groupBy(indexes, (index) => this.segmentOf(index))) {
      const entries = await this.#read(segment);
      for (const index of some) {
        const entry = entries?.[index - segment.from];
        if (entry !== undefined) found.set(index, entry);
      }
    }
    return found;
  }
}
