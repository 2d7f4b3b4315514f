/** How the text at hand is set on a web page, by the elements that are open around it. */
import type { Mark } from './markup.ts';
import type { Look } from './pieces.ts';

/** Where nothing says another: a browser's own. */
const USUAL = 16;
const PLAIN: Look = { size: USUAL, isRaised: false };
const SMALLER = 0.8;
const LIFTED =
  /vertical-align\s?:\s?(?:super|sub|text-top|-?[1-9.])|[\s;"']top\s?:\s?-[\d.]|[\s;"']bottom\s?:\s?[1-9.]/i;
/** `<font size>` from 1 to 7. */
const STEPS = [10, 10, 13, 16, 18, 24, 32, 48];
const WORDS: Readonly<Record<string, number>> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
};
const IN_PIXELS: Readonly<Record<string, number>> = { px: 1, pt: 4 / 3, rem: USUAL };
const CELLS = new Set(['td', 'th', 'tr', 'table']);

export class Looks {
  readonly #open: { readonly name: string; readonly look: Look }[] = [];
  readonly #count = new Map<string, number>();

  get current(): Look {
    return this.#open.at(-1)?.look ?? PLAIN;
  }

  mark(mark: Mark): void {
    const { name, isEnd, isEmpty } = mark;
    if (name === '' || isEmpty) return;
    // whatever a cell left open ends with it
    if (CELLS.has(name)) for (const cell of ['td', 'th']) this.#close(cell);
    if (isEnd) this.#close(name);
    else this.#push(name, lookOf(mark, this.current));
  }

  #push(name: string, look: Look): void {
    this.#open.push({ name, look });
    this.#count.set(name, (this.#count.get(name) ?? 0) + 1);
  }

  #close(name: string): void {
    while ((this.#count.get(name) ?? 0) > 0) {
      const last = this.#open.pop();
      if (last === undefined) return;
      this.#count.set(last.name, (this.#count.get(last.name) ?? 0) - 1);
      if (last.name === name) return;
    }
  }
}

function lookOf({ name, attributes }: Mark, around: Look): Look {
  const isCell = name === 'td' || name === 'th';
  const isRaised =
    around.isRaised || name === 'sup' || name === 'sub' || (!isCell && LIFTED.test(attributes));
  return { size: sizeOf(name, attributes, around.size), isRaised };
}

function sizeOf(name: string, attributes: string, around: number): number {
  const [, value = '', unit = ''] =
    /font-size\s?:\s?([\d.]{1,8}|[a-z-]{3,8})\s?(px|pt|rem|em|%)?/i.exec(attributes) ?? [];
  const styled = styledSize({ value: value.toLowerCase(), unit: unit.toLowerCase(), around });
  if (styled !== null) return styled;
  // a link to a place further down is a note, however it is set
  if (name === 'small' || (name === 'a' && /href\s?=\s?["']?[^"'\s]{0,200}#/i.test(attributes)))
    return around * SMALLER;
  if (name !== 'font') return around;
  const [, sign = '', step = ''] = /\ssize\s?=\s?["']?([-+]?)(\d)/i.exec(attributes) ?? [];
  if (step === '') return around;
  const at = sign === '' ? Number(step) : 3 + Number(`${sign}${step}`);
  return STEPS[Math.min(7, Math.max(1, at))] ?? around;
}

type Styled = { readonly value: string; readonly unit: string; readonly around: number };

function styledSize({ value, unit, around }: Styled): number | null {
  if (value === 'smaller') return around * SMALLER;
  const number = Number(value);
  if (value === '' || Number.isNaN(number)) return WORDS[value] ?? null;
  if (unit === 'em') return number * around;
  if (unit === '%') return (number / 100) * around;
  const pixels = IN_PIXELS[unit];
  return pixels === undefined || number === 0 ? null : number * pixels;
}
