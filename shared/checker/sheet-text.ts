/** The text of a cell whose characters are set differently: a raised or small number behind a figure is a note. */
import type { Mark } from './markup.ts';
import { type Look, noted, type Piece } from './pieces.ts';

/** In points; runs that say nothing are as the cell is. */
const USUAL: Look = { size: 11, isRaised: false };

export class RichText {
  readonly #pieces: Piece[] = [];
  #look = USUAL;
  #isAid = false;
  #isStruck = false;

  mark({ name, isEnd, attributes, text }: Mark): void {
    const value = /\sval\s*=\s*"([^"]{0,20})"/.exec(attributes)?.[1];
    // how a text is pronounced is none of it
    if (name === 'rph') this.#isAid = !isEnd;
    if (isEnd) return;
    if (name === 'r') {
      this.#look = USUAL;
      this.#isStruck = false;
    } else if (name === 'sz' && Number(value) > 0) this.#look = { ...this.#look, size: Number(value) };
    else if (name === 'vertalign') this.#look = { ...this.#look, isRaised: value !== 'baseline' };
    else if (name === 'strike') this.#isStruck = !['0', 'false'].includes(value ?? '');
    else if (name === 't' && !this.#isAid && !this.#isStruck) this.#pieces.push({ text, look: this.#look });
  }

  plain(): string {
    return noted(this.#pieces);
  }
}
