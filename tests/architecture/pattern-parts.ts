/** A regular expression taken apart, as far as the project writes them: what `pattern-steps.ts` walks step by step. */

export type Part =
  /** One character: a literal, an escape or a class, as written. */
  | { readonly kind: 'one'; readonly source: string }
  | { readonly kind: 'edge'; readonly source: string }
  | { readonly kind: 'group'; readonly number: number | null; readonly options: readonly Part[][] }
  | {
      readonly kind: 'look';
      readonly ahead: boolean;
      readonly wanted: boolean;
      readonly options: readonly Part[][];
    }
  | { readonly kind: 'back'; readonly group: number }
  | {
      readonly kind: 'repeat';
      readonly body: Part;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    };

interface Reading {
  readonly source: string;
  readonly names: Map<string, number>;
  at: number;
  groups: number;
}

const LOOKS: readonly (readonly [string, boolean, boolean])[] = [
  ['(?=', true, true],
  ['(?!', true, false],
  ['(?<=', false, true],
  ['(?<!', false, false],
];

/** @throws SyntaxError what is written in it is no regular expression of JavaScript */
export function partsOf(pattern: RegExp): readonly Part[][] {
  return readOptions({ source: pattern.source, names: new Map(), at: 0, groups: 0 });
}

function readOptions(reading: Reading): Part[][] {
  const options: Part[][] = [[]];
  while (reading.at < reading.source.length && reading.source[reading.at] !== ')') {
    if (reading.source[reading.at] === '|') {
      reading.at += 1;
      options.push([]);
    } else options.at(-1)?.push(readRepeated(reading));
  }
  return options;
}

function readRepeated(reading: Reading): Part {
  const body = readPart(reading);
  const times = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/.exec(
    reading.source.slice(reading.at, reading.at + 20),
  );
  if (times === null) return body;
  reading.at += times[0].length;
  const [, sign, from = '', comma, to = '', lazy] = times;
  const least = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
  const open = sign === '*' || sign === '+' || (comma === ',' && to === '');
  const most = open ? Number.POSITIVE_INFINITY : sign === '?' ? 1 : Number(comma === ',' ? to : from);
  return { kind: 'repeat', body, least, most, lazy: lazy === '?' };
}

function readPart(reading: Reading): Part {
  const { source, at } = reading;
  if (source[at] === '(') return readGroup(reading);
  const back = /^\\(?:([1-9]\d*)|k<(\w+)>)/.exec(source.slice(at, at + 40));
  if (back !== null) {
    reading.at += back[0].length;
    return { kind: 'back', group: back[1] ? Number(back[1]) : (reading.names.get(back[2] ?? '') ?? 0) };
  }
  const written = source[at] === '[' ? classAt(source, at) : oneAt(source, at);
  reading.at += written.length;
  return { kind: /^(?:[\^$]|\\[bB])$/.test(written) ? 'edge' : 'one', source: written };
}

function readGroup(reading: Reading): Part {
  const { source, at } = reading;
  const look = LOOKS.find(([opening]) => source.startsWith(opening, at));
  const named = /^\(\?<(\w+)>/.exec(source.slice(at, at + 40));
  const opening = look?.[0] ?? named?.[0] ?? (source.startsWith('(?:', at) ? '(?:' : '(');
  const number = look === undefined && opening !== '(?:' ? ++reading.groups : null;
  if (named?.[1] !== undefined && number !== null) reading.names.set(named[1], number);
  reading.at += opening.length;
  const options = readOptions(reading);
  reading.at += 1;
  if (look === undefined) return { kind: 'group', number, options };
  return { kind: 'look', ahead: look[1], wanted: look[2], options };
}

function classAt(source: string, from: number): string {
  let at = from + 1;
  while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return source.slice(from, at + 1);
}

function oneAt(source: string, at: number): string {
  const long = /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z])/;
  const written = long.exec(source.slice(at, at + 60))?.[0];
  if (written !== undefined) return written;
  return source[at] === '\\' ? source.slice(at, at + 2) : String.fromCodePoint(source.codePointAt(at) ?? 0);
}
