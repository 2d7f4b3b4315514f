/** The tables of a web page's source and the paragraphs beside them. Spans do not matter; what is hidden is not read. */
import { RAISED } from './figure-cell.ts';
import { Gathered, type Mark, marksOf, type Source } from './markup.ts';

const NAMED: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ensp: ' ',
  emsp: ' ',
  thinsp: '\u2009',
  mdash: '—',
  ndash: '–',
  minus: '−',
  sup1: '¹',
  sup2: '²',
  sup3: '³',
  ldquo: '“',
  rdquo: '”',
};
const VOID = new Set(['br', 'img', 'input', 'hr', 'meta', 'link', 'wbr', 'col', 'area', 'source']);
const CROSSED_OUT = new Set(['del', 's', 'strike', 'template', 'rt', 'rp']);
const HIDDEN =
  /(?:^|[\s"'])hidden(?=$|[\s=/>])|display\s?:\s?none|visibility\s?:\s?hidden|line-through|font-size\s?:\s?0(?![.\d])/i;
const LIFTED = /vertical-align\s?:\s?(?:super|sub|text-top|-?[1-9.])/i;
const PARAGRAPHS = new Set(['p', 'li', 'h1', 'h2', 'h3', 'h4']);

export function htmlSource(html: string): Source {
  const text = withoutScripts(html).replace(
    /&([a-z]{3,6}[123]?);/g,
    (whole, name: string) => NAMED[name] ?? whole,
  );
  const page = new Page();
  for (const mark of marksOf(text)) page.mark(mark);
  return page.gathered.source();
}

class Page {
  readonly gathered = new Gathered();
  #tables = 0;
  #skipped: { readonly name: string; depth: number } | null = null;
  #lifted: { readonly name: string; depth: number } | null = null;

  mark(mark: Mark): void {
    if (this.#skipped !== null) {
      this.#skip(mark, this.#skipped);
      return;
    }
    if (!mark.isEnd && !VOID.has(mark.name) && isHidden(mark)) {
      this.#skipped = { name: mark.name, depth: 1 };
      this.#notice(mark.text);
      return;
    }
    this.#structure(mark);
    this.gathered.append(this.#lift(mark) + raised(mark) + mark.text);
  }

  /** What a style lifts is a note as what `<sup>` does. */
  #lift({ name, isEnd, attributes }: Mark): string {
    const lifted = this.#lifted;
    if (lifted === null) {
      if (isEnd || VOID.has(name) || name === 'td' || name === 'th' || !LIFTED.test(attributes)) return '';
      this.#lifted = { name, depth: 1 };
      return RAISED[0];
    }
    const isCellsEnd = name === 'td' || name === 'th';
    if (name === lifted.name) lifted.depth += isEnd ? -1 : 1;
    if (lifted.depth > 0 && !isCellsEnd) return '';
    this.#lifted = null;
    return isCellsEnd ? '' : RAISED[1];
  }

  #structure({ name, isEnd }: Mark): void {
    if (name === 'td' || name === 'th') {
      if (isEnd) this.gathered.closeCell();
      else this.gathered.openCell();
    } else if (name === 'tr') this.gathered.closeRow();
    else if (name === 'table') {
      this.gathered.closeRow();
      this.#tables = Math.max(0, this.#tables + (isEnd ? -1 : 1));
    } else if (this.#tables === 0 && PARAGRAPHS.has(name)) {
      if (isEnd) this.gathered.closeParagraph();
      else this.gathered.openParagraph();
    }
  }

  #skip({ name, isEnd, text }: Mark, skipped: { readonly name: string; depth: number }): void {
    if (name === skipped.name) skipped.depth += isEnd ? -1 : 1;
    if (skipped.depth > 0) this.#notice(text);
    else {
      this.#skipped = null;
      this.gathered.append(text);
    }
  }

  #notice(text: string): void {
    if (/\p{Nd}/u.test(text)) this.gathered.remarks.add('网页里有隐藏或划去的数字，没有读取');
  }
}

function isHidden({ name, attributes }: Mark): boolean {
  return CROSSED_OUT.has(name) || HIDDEN.test(attributes);
}

/** A raised sign is a note, a break parts what stands beside it. */
function raised({ name, isEnd }: Mark): string {
  if (name === 'sup' || name === 'sub') return RAISED[isEnd ? 1 : 0];
  return ['br', 'p', 'div', 'li'].includes(name) ? '\n' : '';
}

/** What is no text of the page: scripts, styles and comments. An unclosed one hides the rest, as in a browser. */
function withoutScripts(html: string): string {
  const lower = html.toLowerCase();
  let kept = '';
  let from = 0;
  for (const start of html.matchAll(/<(?:(script|style)\b|!--)/gi)) {
    if (start.index < from) continue;
    kept += html.slice(from, start.index);
    const end = start[1] === undefined ? '-->' : `</${start[1].toLowerCase()}`;
    const found = lower.indexOf(end, start.index + 4);
    if (found < 0) return kept;
    from = found + end.length;
  }
  return kept + html.slice(from);
}
