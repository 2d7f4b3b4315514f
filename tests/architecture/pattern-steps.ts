import { type Part, partsOf } from './pattern-parts.ts';

/**
 * How many characters a backtracking engine looks at to find every match of a pattern in a text, from the first
 * character to the last: the engine of the language counts nothing, and a clock says nothing on a busy machine.
 */

type Go = (at: number) => boolean;
type Try = (at: number, onward: Go) => boolean;

interface Run {
  readonly letters: readonly string[];
  readonly flags: string;
  readonly caught: Map<number, readonly string[]>;
  steps: number;
}

export class TooManySteps extends Error {}

const MOST_STEPS = 3_000_000;
const KNOWN = new Map<string, RegExp>();

export function stepsOf(pattern: RegExp, text: string): number {
  const letters = /[uv]/.test(pattern.flags) ? Array.from(text) : text.split('');
  const run: Run = { letters, flags: pattern.flags, caught: new Map(), steps: 0 };
  const whole = anyOf(run, partsOf(pattern), true);
  let at = 0;
  while (at <= letters.length) {
    let end = -1;
    whole(at, (here) => {
      end = here;
      return true;
    });
    at = Math.max(end, at + 1);
  }
  return run.steps;
}

/** Whether one character as written in a pattern is this one. */
export function isOne(source: string, flags: string, letter: string): boolean {
  const key = `${flags}/${source}`;
  const known = KNOWN.get(key) ?? new RegExp(`^${source}$`, flags.replace(/[gymd]/g, ''));
  KNOWN.set(key, known);
  return known.test(letter);
}

function look(run: Run, source: string, at: number): boolean {
  run.steps += 1;
  if (run.steps > MOST_STEPS) throw new TooManySteps();
  const letter = run.letters[at];
  return letter !== undefined && isOne(source, run.flags, letter);
}

function anyOf(run: Run, options: readonly Part[][], forward: boolean): Try {
  const tries = options.map((parts) => inOrder(run, parts, forward));
  return (at, onward) => tries.some((one) => one(at, onward));
}

function inOrder(run: Run, parts: readonly Part[], forward: boolean): Try {
  const tries = parts.map((part) => tryOf(run, part, forward));
  return (forward ? tries.reverse() : tries).reduce<Try>(
    (rest, one) => (at, onward) => one(at, (here) => rest(here, onward)),
    (at, onward) => onward(at),
  );
}

function tryOf(run: Run, part: Part, forward: boolean): Try {
  const way = forward ? 1 : -1;
  switch (part.kind) {
    case 'one':
      return (at, onward) => look(run, part.source, forward ? at : at - 1) && onward(at + way);
    case 'edge':
      return (at, onward) => isEdge(run, part.source, at) && onward(at);
    case 'look': {
      const inside = anyOf(run, part.options, part.ahead);
      return (at, onward) => inside(at, () => true) === part.wanted && onward(at);
    }
    case 'back':
      return (at, onward) => same(run, run.caught.get(part.group) ?? [], forward ? at : at - 1, onward);
    case 'group':
      return grouped(run, part, forward);
    case 'repeat':
      return part.body.kind === 'one' && !part.lazy
        ? ofOne(run, part, part.body.source, way)
        : repeated(part, tryOf(run, part.body, forward));
  }
}

function same(run: Run, wanted: readonly string[], at: number, onward: Go): boolean {
  run.steps += wanted.length;
  return wanted.every((letter, index) => run.letters[at + index] === letter) && onward(at + wanted.length);
}

function grouped(run: Run, part: Part & { kind: 'group' }, forward: boolean): Try {
  const inside = anyOf(run, part.options, forward);
  const { number } = part;
  if (number === null) return inside;
  return (at, onward) =>
    inside(at, (here) => {
      const before = run.caught.get(number);
      run.caught.set(number, run.letters.slice(Math.min(at, here), Math.max(at, here)));
      if (onward(here)) return true;
      run.caught.set(number, before ?? []);
      return false;
    });
}

/** Of one character, the usual case: as far as it goes, then back; without a call for each repetition. */
function ofOne(run: Run, part: Part & { kind: 'repeat' }, source: string, way: number): Try {
  return (at, onward) => {
    let times = 0;
    while (times < part.most && look(run, source, way > 0 ? at + times : at - times - 1)) times += 1;
    for (; times >= part.least; times -= 1) if (onward(at + way * times)) return true;
    return false;
  };
}

function repeated(part: Part & { kind: 'repeat' }, one: Try): Try {
  const from = (times: number, at: number, onward: Go): boolean => {
    const again = (): boolean =>
      times < part.most &&
      one(at, (here) => (here !== at || times < part.least) && from(times + 1, here, onward));
    if (times < part.least) return again();
    return part.lazy ? onward(at) || again() : again() || onward(at);
  };
  return (at, onward) => from(0, at, onward);
}

const isWord = (letter: string | undefined): boolean => letter !== undefined && /\w/.test(letter);
const isLineEnd = (letter: string | undefined): boolean => letter !== undefined && /[\n\r]/.test(letter);

function isEdge(run: Run, source: string, at: number): boolean {
  run.steps += 1;
  const [before, after] = [run.letters[at - 1], run.letters[at]];
  const lines = run.flags.includes('m');
  if (source === '^') return at === 0 || (lines && isLineEnd(before));
  if (source === '$') return at === run.letters.length || (lines && isLineEnd(after));
  return (isWord(before) !== isWord(after)) === (source === '\\b');
}
