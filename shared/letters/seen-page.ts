/**
 * What a reader of a filled document sees, head and foot of the first page included, as blocks that a browser can draw:
 * paragraphs and tables. Pictures, and where a page ends, are left to the word processor.
 */
import { plainXml } from '#shared/documents/docx-text.ts';
import { readZip } from '#shared/documents/zip.ts';
import {
  type Attributes,
  type Change,
  changeOf,
  type Look,
  PLAIN,
  readXml,
  type Styles,
  stylesIn,
} from './seen-look.ts';

type Run = { readonly text: string; readonly look: Look };
export type SeenParagraph = {
  readonly kind: 'paragraph';
  readonly look: Look;
  readonly runs: readonly Run[];
};
type Cell = readonly SeenParagraph[];
type SeenTable = { readonly kind: 'table'; readonly rows: readonly (readonly Cell[])[] };
export type SeenBlock = SeenParagraph | SeenTable;
type SeenPage = Readonly<Record<'head' | 'body' | 'foot', readonly SeenBlock[]>>;

export function seenPage(document: Buffer): SeenPage {
  const parts = new Map(readZip(document).map(({ name, bytes }) => [name, bytes]));
  const xmlOf = (name: string): string => plainXml(parts.get(name)?.toString('utf8') ?? '');
  const styles = stylesIn(xmlOf('word/styles.xml'));
  const [main, links] = [xmlOf('word/document.xml'), xmlOf('word/_rels/document.xml.rels')];
  const around = (what: 'header' | 'footer'): readonly SeenBlock[] => {
    const part = targetOf(links, firstPagePart(main, what));
    return part === null ? [] : blocksIn(xmlOf(`word/${part}`), styles);
  };
  return { head: around('header'), body: blocksIn(main, styles), foot: around('footer') };
}

/** The first page has its own where the section says so, else those of all pages. */
function firstPagePart(main: string, what: string): string | null {
  const type = /<w:titlePg\s*\/>/.test(main) ? 'first' : 'default';
  const references = [...main.matchAll(new RegExp(`<w:${what}Reference\\s[^<>]*>`, 'g'))].map(([one]) => one);
  const own = references.find((one) => new RegExp(`w:type=["']${type}["']`).test(one));
  return /r:id=["']([^"']+)["']/.exec(own ?? '')?.[1] ?? null;
}

function targetOf(links: string, id: string | null): string | null {
  if (id === null) return null;
  const link = [...links.matchAll(/<Relationship\s[^<>]*>/g)].find(([one]) => one.includes(`"${id}"`));
  return /Target=["']([^"']+)["']/.exec(link?.[0] ?? '')?.[1] ?? null;
}

type Open = { look: Look; run: Look; runs: Run[] };

class Blocks {
  readonly done: SeenBlock[] = [];
  private readonly open: Open[] = [];
  private tables = 0;
  private rows: Cell[][] = [];
  private cell: SeenParagraph[] = [];

  private readonly styles: Styles;

  constructor(styles: Styles) {
    this.styles = styles;
  }

  begin(name: string, of: Attributes, path: readonly string[]): void {
    if (name === 'w:tbl') this.tables += 1;
    if (name === 'w:tbl' && this.tables === 1) this.rows = [];
    if (name === 'w:tr' && this.tables === 1) this.rows.push([]);
    if (name === 'w:tc' && this.tables === 1) this.cell = [];
    if (name === 'w:p') this.paragraph({ ...PLAIN, ...this.styles.get('') });
    const now = this.open.at(-1);
    if (now === undefined) return;
    if (name === 'w:r') now.run = now.look;
    if (name === 'w:br') now.runs.push({ text: '\n', look: now.run });
    if (name === 'w:tab' && path.includes('w:r')) now.runs.push({ text: '　', look: now.run });
    if (name === 'w:pStyle') change(now, this.styles.get(of['w:val'] ?? '') ?? {});
    const more = changeOf(name, of, path.at(-1) ?? '');
    if (path.includes('w:r')) now.run = { ...now.run, ...more };
    else if (!path.includes('w:rPr') && path.includes('w:pPr')) change(now, more);
  }

  private paragraph(look: Look): void {
    this.open.push({ look, run: look, runs: [] });
  }

  text(piece: string, path: readonly string[]): void {
    const now = this.open.at(-1);
    if (now !== undefined && path.at(-1) === 'w:t') now.runs.push({ text: piece, look: now.run });
  }

  end(name: string): void {
    const ended = name === 'w:p' ? this.open.pop() : undefined;
    if (ended !== undefined) {
      const paragraph: SeenParagraph = { kind: 'paragraph', look: ended.look, runs: ended.runs };
      (this.tables > 0 ? this.cell : this.done).push(paragraph);
    }
    if (name === 'w:tc' && this.tables === 1) this.rows.at(-1)?.push(this.cell);
    if (name !== 'w:tbl') return;
    if (this.tables === 1) this.done.push({ kind: 'table', rows: this.rows });
    this.tables -= 1;
  }
}

function change(of: Open, more: Change): void {
  of.look = { ...of.look, ...more };
  of.run = of.look;
}

function blocksIn(xml: string, styles: Styles): readonly SeenBlock[] {
  const blocks = new Blocks(styles);
  readXml(xml, {
    open: (name, of, path) => blocks.begin(name, of, path),
    close: (name) => blocks.end(name),
    text: (piece, path) => blocks.text(piece, path),
  });
  return blocks.done;
}
