/** A template and facts become a document; and the document's text, for a preview and for checks. */
import type { Facts } from '#shared/disclosure/letters.ts';
import { plainXml } from '#shared/documents/docx-text.ts';
import { readZip, writeZip, type ZipEntry } from '#shared/documents/zip.ts';
import { noticeXml } from './letter-layout.ts';
import { mergeXml } from './merge-docx.ts';

/** The parts of a document in which placeholders are filled. */
export const FILLED_PART = /^word\/(?:document|header\d*|footer\d*)\.xml$/;
/** Who made the template and when is nobody's business who receives the letter. */
const AUTHOR_PART = /^docProps\/(?:core|app|custom)\.xml$/;

/** `notice` stands above everything: a draft, a sample. */
export function fillLetter(template: Buffer, facts: Facts, notice: string | null): Buffer {
  const entries = readZip(template).map((entry): ZipEntry => {
    if (AUTHOR_PART.test(entry.name)) return { ...entry, bytes: Buffer.from(emptied(entry)) };
    if (!FILLED_PART.test(entry.name)) return entry;
    const merged = mergeXml(plainXml(entry.bytes.toString('utf8')), facts);
    const isBody = notice !== null && entry.name === 'word/document.xml';
    return { ...entry, bytes: Buffer.from(isBody ? withNotice(merged, notice) : merged) };
  });
  return writeZip(entries);
}

function withNotice(xml: string, notice: string): string {
  return xml.replace(/<w:body>/, (tag) => tag + noticeXml(notice));
}

/** The part stays, its contents go. */
function emptied({ bytes }: ZipEntry): string {
  const xml = bytes.toString('utf8');
  const opening = /<(?:[a-zA-Z]{1,20}:)?[Pp]roperties\b[^<>]*>/.exec(xml);
  const [from, to] = [(opening?.index ?? 0) + (opening?.[0].length ?? 0), xml.lastIndexOf('</')];
  return opening === null || to < from ? xml : xml.slice(0, from) + xml.slice(to);
}
