/** Which positions of the log were met, one bit each, so that holes show in whatever order they come. */
export class Positions {
  #bits = new Uint8Array(1 << 16);
  #last = 0;

  note(position: number): void {
    const byte = position >> 3;
    if (byte >= this.#bits.length) {
      const wider = new Uint8Array(Math.max(byte + 1, this.#bits.length * 2));
      wider.set(this.#bits);
      this.#bits = wider;
    }
    this.#bits[byte] = (this.#bits[byte] ?? 0) | (1 << (position & 7));
    this.#last = Math.max(this.#last, position);
  }

  /** The last position met before each hole; 0 where the first is missing. */
  *beforeHoles(): Generator<number> {
    for (let position = 1; position <= this.#last; position += 1)
      if (!this.has(position) && (position === 1 || this.has(position - 1))) yield position - 1;
  }

  has(position: number): boolean {
    return ((this.#bits[position >> 3] ?? 0) & (1 << (position & 7))) !== 0;
  }
}
