/** What a file is by its bytes. Its name is only somebody's word for it, and a program called scan.pdf is no scan. */
import type { FileType } from '#shared/glossary/attachments.ts';
import { FILE_TYPE_TERMS } from '#shared/glossary/attachments.ts';

type Mark = { readonly type: FileType; readonly at: number; readonly bytes: Buffer };
const mark = (type: FileType, hex: string, at = 0): Mark => ({ type, at, bytes: Buffer.from(hex, 'hex') });

/** From the first byte, so that nothing else can stand before it. */
const MARKS: readonly Mark[] = [
  mark('pdf', '255044462d'), // %PDF-
  mark('jpeg', 'ffd8ff'),
  mark('png', '89504e470d0a1a0a'),
  mark('webp', '57454250', 8), // RIFF….WEBP
  mark('tiff', '49492a00'),
  mark('tiff', '4d4d002a'),
];
const RIFF = Buffer.from('RIFF');
const ZIP = Buffer.from('504b0304', 'hex');
/** The container of Office before 2007 and of WPS ([MS-CFB]); names of streams stand in UTF-16. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const STREAMS: readonly (readonly [FileType, Buffer])[] = [
  ['doc', Buffer.from('WordDocument', 'utf16le')],
  ['xls', Buffer.from('Workbook', 'utf16le')],
];

/** Null for what is none of the types that are taken: programs, archives, web pages, documents with macros. */
export function fileTypeOf(bytes: Uint8Array): FileType | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = MARKS.find(({ at, bytes: own }) => all.subarray(at, at + own.length).equals(own));
  if (marked !== undefined)
    return marked.type === 'webp' && !all.subarray(0, 4).equals(RIFF) ? null : marked.type;
  if (all.subarray(0, ZIP.length).equals(ZIP)) return typeOfArchive(all);
  if (all.subarray(0, COMPOUND.length).equals(COMPOUND))
    return STREAMS.find(([, name]) => all.includes(name))?.[0] ?? null;
  return isPlainText(all) ? 'text' : null;
}

/** Which document an archive is, by the names in its directory. */
function typeOfArchive(archive: Buffer): FileType | null {
  const names = namesIn(archive);
  if (names === null || names.some((name) => /vbaProject\.bin$/i.test(name))) return null;
  if (names.includes('OFD.xml')) return 'ofd';
  if (!names.includes('[Content_Types].xml')) return null;
  if (names.includes('word/document.xml')) return 'docx';
  return names.includes('xl/workbook.xml') ? 'xlsx' : null;
}

const END = Buffer.from('504b0506', 'hex');
const CENTRAL = 0x02014b50;

/** The names of the central directory; null where there is none. Nothing is unpacked. */
function namesIn(archive: Buffer): string[] | null {
  const end = archive.lastIndexOf(END);
  if (end < 0 || end + 20 > archive.length) return null;
  const names: string[] = [];
  let at = archive.readUInt32LE(end + 16);
  while (at + 46 <= archive.length && archive.readUInt32LE(at) === CENTRAL) {
    const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    names.push(archive.subarray(at + 46, at + 46 + name).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return names;
}

/** UTF-8 or GB18030 without control characters; a page of the web is no text. */
function isPlainText(bytes: Buffer): boolean {
  const text = ['utf-8', 'gb18030'].map((encoding) => decoded(bytes, encoding)).find((one) => one !== null);
  if (text === undefined || text === null || !/\S/.test(text)) return false;
  const hasControls = [...text].some((character) => character < ' ' && !'\t\n\r\f'.includes(character));
  return !hasControls && !/^\s*<(?:!doctype|html|svg|script|\?xml)/i.test(text);
}

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Line breaks, and marks that nobody sees: one of them turns the letters behind it round (U+202E), the ending too. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** As it is kept: without a path, with an ending of its type. */
export function fileName(written: string, type: FileType): string {
  const last = (written.split(/[\\/]/).at(-1) ?? '').replace(UNSEEN, '');
  const name = last.replace(/^[\s.]+/, '').trim() || '附件';
  const { endings } = FILE_TYPE_TERMS[type];
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return endings.some((one) => one === ending) ? name : `${name}.${endings[0]}`;
}
