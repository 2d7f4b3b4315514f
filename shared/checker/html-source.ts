/** The tables of a web page's source and the paragraphs beside them. Spans do not matter; what is hidden is not read. */
import { Looks } from './html-looks.ts';
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
/** Crossed out, or shown by no browser as text of the page. */
const NO_TEXT = new Set([
  ...['del', 's', 'strike', 'template', 'rt', 'rp'],
  ...[
    'noscript',
    'select',
    'datalist',
    'textarea',
    'button',
    'svg',
    'iframe',
    'object',
    'audio',
    'video',
    'canvas',
  ],
]);
const HIDDEN =
  /(?:^|[\s"'])hidden(?=$|[\s=/>])|display\s?:\s?none|visibility\s?:\s?hidden|line-through|font-size\s?:\s?0(?![.\d])/i;
/** They part what stands beside them. */
const BREAKS = new Set(['br', 'p', 'div', 'li']);
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
  readonly #looks = new Looks();

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
    if (!VOID.has(mark.name)) this.#looks.mark(mark);
    this.#append((BREAKS.has(mark.name) ? '\n' : '') + mark.text);
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

  #append(text: string): void {
    this.gathered.take({ text, look: this.#looks.current });
  }

  #skip({ name, isEnd, text }: Mark, skipped: { readonly name: string; depth: number }): void {
    if (name === skipped.name) skipped.depth += isEnd ? -1 : 1;
    if (skipped.depth > 0) this.#notice(text);
    else {
      this.#skipped = null;
      this.#append(text);
    }
  }

  #notice(text: string): void {
    if (/\p{Nd}/u.test(text)) this.gathered.remarks.add('网页里有隐藏或划去的数字，没有读取');
  }
}

function isHidden({ name, attributes }: Mark): boolean {
  return NO_TEXT.has(name) || HIDDEN.test(attributes);
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
    const close = found < 0 ? -1 : lower.indexOf('>', found + end.length - 1);
    if (close < 0) return kept;
    from = close + 1;
  }
  return kept + html.slice(from);
}
