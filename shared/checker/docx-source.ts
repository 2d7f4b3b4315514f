/**
 * The tables and paragraphs of a Word document as it reads once its changes are accepted. What was deleted, moved away
 * or hidden, and the second of two drawings of one thing, is passed over; where numbers stood there, it is said.
 */
import { readZip, ZipFault } from '#shared/documents/zip.ts';
import { changed, DocxLooks, type RunLook, valIn } from './docx-looks.ts';
import { COVERED } from './figure-cell.ts';
import { Gathered, type Mark, marksOf, type Source } from './markup.ts';

/** A report with its pictures, with room; a bomb does not fit. */
const MOST_BYTES = 50_000_000;
const REVISED = '文件带有修订记录：读的是接受修订以后的内容';
/** Elements whose content is not the document's text, with what is to be said where it holds numbers. */
const PASSED_OVER: Readonly<Record<string, string>> = {
  'w:del': REVISED,
  'w:movefrom': REVISED,
  'mc:fallback': '',
  'w:txbxcontent': '文本框里有数字，没有读取',
  'w:rprchange': '',
  'w:pprchange': '',
  'w:tcprchange': '',
  'w:trprchange': '',
};

/** Throws ZipFault when it is no Word document, is damaged, or unpacks to too much. */
export function docxSource(bytes: Buffer): Source {
  const parts = readZip(bytes, MOST_BYTES);
  const xmlOf = (part: string) => parts.find(({ name }) => name === part)?.bytes.toString('utf8');
  const document = xmlOf('word/document.xml');
  if (document === undefined) throw new ZipFault('no Word document');
  const text = new WordText(new DocxLooks(xmlOf('word/styles.xml') ?? ''));
  for (const mark of marksOf(document)) text.mark(mark);
  return text.gathered.source();
}

class WordText {
  readonly gathered = new Gathered();
  #tables = 0;
  #passed: { readonly name: string; depth: number } | null = null;
  readonly #looks: DocxLooks;
  #paragraph: RunLook;
  #run: RunLook;
  #isRowDeleted = false;

  constructor(looks: DocxLooks) {
    this.#looks = looks;
    this.#paragraph = looks.ofParagraph();
    this.#run = this.#paragraph;
  }

  mark(mark: Mark): void {
    const { name, isEnd, isEmpty } = mark;
    if (this.#passed !== null) {
      this.#passOver(mark, this.#passed);
      return;
    }
    if (!isEnd && !isEmpty && Object.hasOwn(PASSED_OVER, name)) {
      this.#passed = { name, depth: 1 };
      return;
    }
    if (name === 'w:ins' || name === 'w:moveto') this.gathered.remarks.add(REVISED);
    if (name === 'w:t' && !isEnd && !isEmpty) this.#text(mark.text);
    else if (isEnd) this.#close(name);
    else this.#open(mark);
  }

  #passOver({ name, isEnd, isEmpty, text }: Mark, passed: { readonly name: string; depth: number }): void {
    const words = PASSED_OVER[passed.name] ?? '';
    const isText = !isEnd && (name === 'w:t' || name === 'w:deltext');
    if (isText && words !== '' && /\p{Nd}/u.test(text)) this.gathered.remarks.add(words);
    if (name === passed.name && !isEmpty) passed.depth += isEnd ? -1 : 1;
    if (passed.depth === 0) this.#passed = null;
  }

  #text(text: string): void {
    if (this.#run.isHidden) {
      if (/\p{Nd}/u.test(text)) this.gathered.remarks.add('文件里有隐藏或划去的数字，没有读取');
      return;
    }
    this.#append(text);
  }

  #append(text: string): void {
    this.gathered.take({ text, look: this.#run });
  }

  #open(mark: Mark): void {
    const { name, attributes, isEmpty } = mark;
    const value = valIn(attributes);
    if (name === 'w:tbl') this.#tables += 1;
    else if (name === 'w:tr') this.#isRowDeleted = false;
    else if (name === 'w:tc') this.gathered.openCell();
    else if (name === 'w:vmerge' && value !== 'restart') this.#append(COVERED);
    else if (name === 'w:del' && isEmpty && this.#tables > 0) this.#isRowDeleted ||= this.#inRowProperties;
    else if (name === 'w:trpr') this.#inRowProperties = !isEmpty;
    else if (name === 'w:p' && this.#tables === 0) this.gathered.openParagraph();
    else if (name === 'w:br' || name === 'w:p') this.#append('\n');
    this.#look(mark);
  }

  #look(mark: Mark): void {
    const value = valIn(mark.attributes) ?? '';
    if (mark.name === 'w:p') this.#paragraph = this.#looks.ofParagraph();
    if (mark.name === 'w:pstyle') this.#paragraph = this.#looks.ofParagraph(value);
    if (mark.name === 'w:p' || mark.name === 'w:pstyle' || mark.name === 'w:r') this.#run = this.#paragraph;
    else if (mark.name === 'w:rstyle') this.#run = this.#looks.ofStyle(this.#run, value);
    else this.#run = changed(this.#run, mark);
  }

  #inRowProperties = false;

  #close(name: string): void {
    if (name === 'w:tc') this.gathered.closeCell();
    else if (name === 'w:tr') this.#closeRow();
    else if (name === 'w:trpr') this.#inRowProperties = false;
    else if (name === 'w:tbl') this.#tables = Math.max(0, this.#tables - 1);
    else if (name === 'w:p' && this.#tables === 0) this.gathered.closeParagraph();
  }

  #closeRow(): void {
    if (this.#isRowDeleted) this.gathered.remarks.add(REVISED);
    if (this.#isRowDeleted) this.gathered.dropRow();
    else this.gathered.closeRow();
  }
}
