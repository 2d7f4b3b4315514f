/**
 * What a template may not hold, judged on its XML as a word processor reads it: quotes of either kind, characters
 * written as entities and fields cut into pieces are the same to it, and so they are here.
 */
import { SaxesParser } from 'saxes';
import type { ZipEntry } from '#shared/documents/zip.ts';

/** `damaged`: no XML that a word processor would open. */
type Judgement = 'fine' | 'unsafe' | 'damaged';

const UNSAFE_NAME = /vbaProject|activeX|embeddings\/|afchunk/i;
const XML_NAME = /\.(?:xml|rels)$/i;
/** Beside the XML a letter has pictures and its fonts; anything else could be a program. */
const MEDIA_NAME = /\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|svg|odttf)$/i;

export function judgePart({ name, bytes }: ZipEntry): Judgement {
  if (UNSAFE_NAME.test(name)) return 'unsafe';
  if (name.endsWith('/') && bytes.length === 0) return 'fine';
  if (!XML_NAME.test(name)) return MEDIA_NAME.test(name) ? 'fine' : 'unsafe';
  return judgeXml(bytes);
}

/** Elements that bring in other files or programs. */
const UNSAFE_ELEMENTS: ReadonlySet<string> = new Set([
  ...['altChunk', 'object', 'OLEObject', 'control', 'subDoc', 'mailMerge', 'externalData'],
]);
const UNSAFE_RELATION =
  /\/(?:attachedTemplate|oleObject|package|control|aFChunk|subDocument|frame|externalLink|vbaProject)$/i;
const UNSAFE_CONTENT = /macroEnabled|vbaProject|activeX|oleObject/i;
/** An address of its own, a share of another machine: what stays within the archive has neither. */
const ELSEWHERE = /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/|\\)/i;
/** Fields that fetch or start something; the code is the first word. */
const UNSAFE_FIELD =
  /\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON)\b|^\s*(?:LINK|IMPORT|INCLUDE|DATABASE|RD)\b/i;

type Attributes = Readonly<Record<string, string>>;

function isUnsafeElement(element: string, attributes: Attributes): boolean {
  const { TargetMode = 'Internal', Target = '', Type = '', ContentType = '' } = attributes;
  switch (element) {
    case 'Relationship':
      return TargetMode.trim() !== 'Internal' || ELSEWHERE.test(Target) || UNSAFE_RELATION.test(Type.trim());
    case 'Override':
    case 'Default':
      return UNSAFE_CONTENT.test(ContentType);
    case 'fldSimple':
      return UNSAFE_FIELD.test(attributes.instr ?? '');
    default:
      return UNSAFE_ELEMENTS.has(element);
  }
}

/** Fields may stand in one another; each has its instructions in pieces, wherever the runs were cut. */
class Fields {
  readonly #open: string[] = [''];
  unsafe = false;

  mark(kind: string | undefined): void {
    if (kind === 'begin') this.#open.push('');
    if (kind === 'end') this.close();
  }

  say(piece: string): void {
    this.#open.push((this.#open.pop() ?? '') + piece);
  }

  close(): void {
    if (UNSAFE_FIELD.test(this.#open.pop() ?? '')) this.unsafe = true;
    if (this.#open.length === 0) this.#open.push('');
  }

  end(): void {
    for (let left = this.#open.length; left > 0; left -= 1) this.close();
  }
}

/** Far deeper than a text box in a table in a text box. */
const DEEPEST = 256;
/** A letter of a hundred pages has some ten thousand. */
const MOST_ELEMENTS = 100_000;

/** Thrown through the parser, which would go on behind a fault: what is damaged is not looked at to its end. */
class Damaged extends Error {}

function judgeXml(bytes: Buffer): Judgement {
  const text = decodedXml(bytes);
  if (text === null) return 'damaged';
  // wherever it stands, also where a parser would call it out of place
  if (/<!DOCTYPE/i.test(text)) return 'unsafe';
  try {
    return holdsUnsafe(text) ? 'unsafe' : 'fine';
  } catch (fault) {
    if (fault instanceof Damaged) return 'damaged';
    throw fault;
  }
}

/** Throws Damaged. */
function holdsUnsafe(text: string): boolean {
  const parser = new SaxesParser({ position: false, xmlns: false });
  const fields = new Fields();
  let [unsafe, inField] = [false, false];
  let [depth, elements] = [0, 0];
  parser.on('error', () => {
    throw new Damaged();
  });
  parser.on('opentag', ({ name, attributes }) => {
    const own = withoutPrefixes(attributes);
    depth += 1;
    elements += 1;
    if (depth > DEEPEST || elements > MOST_ELEMENTS) throw new Damaged();
    if (isUnsafeElement(local(name), own)) unsafe = true;
    if (local(name) === 'fldChar') fields.mark(own.fldCharType);
    inField = local(name) === 'instrText';
  });
  const hear = (text: string): void => {
    if (inField) fields.say(text);
  };
  parser.on('text', hear);
  parser.on('cdata', hear);
  parser.on('closetag', () => {
    depth -= 1;
    inField = false;
  });
  parser.write(text).close();
  fields.end();
  return unsafe || fields.unsafe;
}

/** Null for anything but UTF-8, in which Word writes: what is filled and what is judged must be the same text. */
function decodedXml(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const said = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/.exec(text)?.[1] ?? 'utf-8';
    return said.toLowerCase() === 'utf-8' ? text : null;
  } catch {
    return null;
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function withoutPrefixes(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]));
}
