/**
 * Files inside a PDF (ISO 32000-1, 7.11.4): put into one that the browser printed, by an update at its end, and taken out
 * of one again. They stand there as they are, neither packed nor encrypted, so that any program finds them.
 */

export type InnerFile = {
  /** Letters, digits and what a name of a file may have; shown by readers of PDF under 附件. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
};

const LATIN = 'latin1';

/** Throws on a PDF whose table of objects is packed: the browser that comes with the packages writes none. */
export function withFiles(pdf: Uint8Array, files: readonly InnerFile[]): Buffer {
  const bytes = Buffer.from(pdf);
  if (files.length === 0) return bytes;
  const { size, root, table, entries } = trailerOf(bytes.toString(LATIN));
  const update = new Update(bytes.length);
  const specs = files.map((file, at) => ({ file, stream: size + 2 * at, spec: size + 2 * at + 1 }));
  for (const { file, stream, spec } of specs) {
    update.add(stream, streamHead(file), file.bytes);
    update.add(spec, specOf(file, stream));
  }
  const named = specs.map(({ file, spec }) => `${textOf(file.name)} ${spec} 0 R`).sort();
  const associated = specs.map(({ spec }) => `${spec} 0 R`).join(' ');
  const names = `/Names <</EmbeddedFiles <</Names [${named.join(' ')}]>>>>\n/AF [${associated}]`;
  update.add(root, catalogWith(bytes.toString(LATIN), root, names));
  const count = size + 2 * files.length;
  return Buffer.concat([
    bytes,
    update.end(`<</Size ${count}\n/Root ${root} 0 R${entries}\n/Prev ${table}>>`),
  ]);
}

/** Objects after the end of a file, with the table that says where they begin. */
class Update {
  readonly #parts: Buffer[] = [];
  readonly #places: (readonly [object: number, at: number])[] = [];
  #at: number;

  constructor(at: number) {
    this.#at = at;
    this.#write('\n');
  }

  add(object: number, head: string, stream?: Uint8Array): void {
    this.#places.push([object, this.#at]);
    this.#write(`${object} 0 obj\n${head}\n`);
    if (stream !== undefined) this.#write('stream\n', stream, '\nendstream\n');
    this.#write('endobj\n');
  }

  end(trailer: string): Buffer {
    const table = this.#at;
    const lines = this.#places.map(
      ([object, at]) => `${object} 1\n${String(at).padStart(10, '0')} 00000 n \n`,
    );
    this.#write(`xref\n${lines.join('')}trailer\n${trailer}\nstartxref\n${table}\n%%EOF\n`);
    return Buffer.concat(this.#parts);
  }

  #write(...parts: readonly (string | Uint8Array)[]): void {
    for (const part of parts) {
      const bytes = typeof part === 'string' ? Buffer.from(part, LATIN) : Buffer.from(part);
      this.#parts.push(bytes);
      this.#at += bytes.length;
    }
  }
}

function trailerOf(text: string) {
  const found =
    /trailer\s*<<\s*\/Size (\d+)\s*\/Root (\d+) 0 R([^<>]*)>>\s*startxref\s*(\d+)\s*%%EOF\s*$/.exec(
      text.slice(-2000),
    );
  if (found === null) throw new Error('a PDF of another make: no file can be put into it');
  const [, size, root, entries = '', table] = found;
  return { size: Number(size), root: Number(root), table: Number(table), entries: entries.trimEnd() };
}

function catalogWith(text: string, root: number, names: string): string {
  const start = text.lastIndexOf(`\n${root} 0 obj\n`);
  const body = text.slice(start + `\n${root} 0 obj\n`.length, text.indexOf('endobj', start)).trimEnd();
  if (start < 0 || !body.endsWith('>>') || body.includes('/Names'))
    throw new Error('a PDF of another make: no file can be put into it');
  return `${body.slice(0, -2)}\n${names}>>`;
}

function streamHead({ mediaType, bytes }: InnerFile): string {
  const type = mediaType.replace(
    /[^a-z\d]/gi,
    (one) => `#${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `<</Type /EmbeddedFile\n/Subtype /${type}\n/Length ${bytes.length}\n/Params <</Size ${bytes.length}>>>>`;
}

function specOf({ name }: InnerFile, stream: number): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  return `<</Type /Filespec\n/F (${plain})\n/UF ${textOf(name)}\n/AFRelationship /Source\n/EF <</F ${stream} 0 R>>>>`;
}

/** UTF-16 with its mark, in hexadecimal: any text, and nothing to escape. */
function textOf(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

const SPEC = /\/UF <feff((?:[\da-f]{4})+)>\s*\/AFRelationship \/Source\s*\/EF <<\/F (\d+) 0 R>>/g;

/** The files that `withFiles` put into it; none in a PDF of another make. */
export function filesIn(pdf: Buffer): readonly Omit<InnerFile, 'mediaType'>[] {
  const text = pdf.toString(LATIN);
  return [...text.matchAll(SPEC)].flatMap(([, name = '', stream]) => {
    const head = `\n${stream} 0 obj\n<</Type /EmbeddedFile\n`;
    const start = text.indexOf(head);
    const size = Number(/\/Length (\d+)/.exec(text.slice(start, start + 400))?.[1] ?? -1);
    const from = text.indexOf('stream\n', start) + 'stream\n'.length;
    if (start < 0 || size < 0 || from + size > pdf.length) return [];
    const named = Buffer.from(name, 'hex').swap16().toString('utf16le');
    return [{ name: named, bytes: pdf.subarray(from, from + size) }];
  });
}
