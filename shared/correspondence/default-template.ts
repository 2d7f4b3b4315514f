/** The templates that come with the product, as .docx files like those an office uploads. */
import type { TemplateName } from '#shared/disclosure/letters.ts';
import { writeZip } from '#shared/documents/zip.ts';
import {
  documentXml,
  FONTS_XML,
  FOOTER_XML,
  SETTINGS_XML,
  STYLES_XML,
} from '#shared/letters/letter-layout.ts';
import { wordingOf } from './wording.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const PARTS = [
  ['rId1', 'styles', STYLES_XML],
  ['rId2', 'settings', SETTINGS_XML],
  ['rId3', 'fontTable', FONTS_XML],
  ['rId4', 'footer', FOOTER_XML],
] as const;

const CONTENT_TYPES = `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/>${PARTS.map(
  ([, part]) => `<Override PartName="/word/${part}.xml" ContentType="${WORD}.${part}+xml"/>`,
).join('')}</Types>`;

const relationships = (inner: string): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

const PACKAGE_LINKS = relationships(
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`,
);
const DOCUMENT_LINKS = relationships(
  PARTS.map(([id, part]) => `<Relationship Id="${id}" Type="${OFFICE}/${part}" Target="${part}.xml"/>`).join(
    '',
  ),
);

export function defaultTemplate(template: TemplateName): Buffer {
  const files: readonly (readonly [string, string])[] = [
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', PACKAGE_LINKS],
    ['word/document.xml', documentXml(wordingOf(template))],
    ['word/_rels/document.xml.rels', DOCUMENT_LINKS],
    ...PARTS.map(([, part, xml]) => [`word/${part}.xml`, xml] as const),
  ];
  return writeZip(files.map(([name, text]) => ({ name, bytes: Buffer.from(text) })));
}
