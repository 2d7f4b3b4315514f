import { type Part, partsOf } from './pattern-parts.ts';
import { isOne, stepsOf, TooManySteps } from './pattern-steps.ts';

/**
 * Texts made from a pattern itself that cost a backtracking engine most: what its repetitions repeat, again and again,
 * behind what leads to them and in front of what cannot follow.
 */

const LETTERS = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ...'\t\n\r\u00a0\u3000\u200b\u0301\ufeff，。、；：（）〔〕【】《》一二十百千万年月日号第件宗本共０９ＡＺ①Ⅳ申请𠮷€',
];
const NEVER = '\u0001';
const SIZES = [200, 800] as const;
/** Four times the text may cost four times the steps, and something for a start; sixteen times is a square. */
const MOST_RATIO = 8;

export interface Cost {
  readonly text: string;
  readonly steps: number;
}

/** A text that shows the pattern to cost more than the length of what it reads; undefined where none was found. */
export function steepText(pattern: RegExp): Cost | undefined {
  const parts = partsOf(pattern);
  if (!repeats(parts.flat())) return undefined;
  const pumps = pumpsOf(parts, pattern.flags);
  for (const { lead, pump } of pumps)
    for (const tail of [NEVER, '', `${NEVER}\n${NEVER}`]) {
      const [few = 0, many = 0] = SIZES.map((size) =>
        stepsOrMost(pattern, lead + pump.repeat(size / pump.length) + tail),
      );
      if (many === Number.POSITIVE_INFINITY || many > MOST_RATIO * Math.max(few, SIZES[0]))
        return { text: `${lead}(${pump})*${tail}`, steps: many };
    }
  return undefined;
}

function stepsOrMost(pattern: RegExp, text: string): number {
  try {
    return stepsOf(pattern, text);
  } catch (error) {
    if (error instanceof TooManySteps) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

interface Pump {
  readonly lead: string;
  readonly pump: string;
}

function pumpsOf(options: readonly Part[][], flags: string): Pump[] {
  const letters = kindsOfLetters(options, flags);
  const leads = new Set(['']);
  // where lines begin is no matter of letters
  const words = new Set(flags.includes('m') ? [...letters, '\n', '\n '] : letters);
  walk(options, '', (before, body) => {
    const word = sampleOf(body, flags);
    for (const lead of [before, ...letters.map((letter) => before + letter)]) leads.add(lead);
    for (const one of [word, before + word, before]) words.add(one);
  });
  const short = [...words].filter((word) => word !== '' && word.length <= 40);
  const near = [...leads].filter((lead) => lead.length <= 60).slice(0, 12);
  return near.flatMap((lead) => short.map((pump) => ({ lead, pump })));

  function walk(of: readonly Part[][], lead: string, told: (before: string, body: Part) => void): void {
    for (const parts of of) {
      let before = lead;
      for (const part of parts) {
        if (part.kind === 'repeat' && part.most > 20) told(before, part.body);
        const inner = part.kind === 'repeat' ? part.body : part;
        if (inner.kind === 'group' || inner.kind === 'look') walk(inner.options, before, told);
        before += sampleOf(part, flags);
      }
    }
  }
}

/** One letter for each way in which the pattern can tell letters apart. */
function kindsOfLetters(options: readonly Part[][], flags: string): string[] {
  const sources = [...new Set(onesOf(options.flat()))];
  const kinds = new Map<string, string>();
  for (const letter of LETTERS) {
    const kind = sources.map((source) => (isOne(source, flags, letter) ? '1' : '0')).join('');
    if (kind.includes('1') && !kinds.has(kind)) kinds.set(kind, letter);
  }
  return [...kinds.values()];
}

function onesOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.kind === 'one') return [part.source];
    if (part.kind === 'repeat') return onesOf([part.body]);
    return part.kind === 'group' || part.kind === 'look' ? onesOf(part.options.flat()) : [];
  });
}

/** Whether it repeats anything without a near end: if not, no text can make it look far. */
function repeats(parts: readonly Part[]): boolean {
  return parts.some((part) => {
    if (part.kind === 'repeat') return part.most > 20 || repeats([part.body]);
    return (part.kind === 'group' || part.kind === 'look') && repeats(part.options.flat());
  });
}

/** A text that this part takes, as short as it may be; a look around takes none. */
function sampleOf(part: Part, flags: string): string {
  switch (part.kind) {
    case 'one':
      return LETTERS.find((letter) => isOne(part.source, flags, letter)) ?? part.source;
    case 'group':
      return (part.options[0] ?? []).map((inner) => sampleOf(inner, flags)).join('');
    case 'repeat':
      return sampleOf(part.body, flags).repeat(Math.max(part.least, part.most > 20 ? 1 : 0));
    default:
      return '';
  }
}
