/** The templates that come with the product, as .docx files like those an office uploads. */
import type { TemplateName } from '#shared/disclosure/letters.ts';
import { writeZip } from '#shared/documents/zip.ts';
import type { Layout } from '#shared/letters/events.ts';
import { documentXml } from '#shared/letters/letter-layout.ts';
import { HEAD, PAGE_PARTS } from '#shared/letters/letter-page.ts';
import { FONTS_XML, SETTINGS_XML, STYLES_XML } from '#shared/letters/letter-styles.ts';
import { wordingOf } from './wording.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** `name` without `.xml`. */
type Part = { readonly id: string; readonly name: string; readonly xml: string };
const LOOKS: readonly Part[] = [
  { id: 'rId1', name: 'styles', xml: STYLES_XML },
  { id: 'rId2', name: 'settings', xml: SETTINGS_XML },
  { id: 'rId3', name: 'fontTable', xml: FONTS_XML },
];
/** `header1` is a header. */
const kindOf = ({ name }: Part): string => name.replace(/(?<!\d)\d+$/, '');

const relationships = (inner: string): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

const PACKAGE_LINKS = relationships(
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`,
);

function contentTypes(parts: readonly Part[]): string {
  const overrides = parts.map(
    (part) => `<Override PartName="/word/${part.name}.xml" ContentType="${WORD}.${kindOf(part)}+xml"/>`,
  );
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/>${overrides.join('')}</Types>`;
}

export function defaultTemplate(template: TemplateName, layout: Layout = 'letter'): Buffer {
  const wording = wordingOf(template);
  const parts = [...LOOKS, ...PAGE_PARTS[wording.rows === undefined ? layout : 'sheet']];
  const links = parts.map(
    (part) => `<Relationship Id="${part.id}" Type="${OFFICE}/${kindOf(part)}" Target="${part.name}.xml"/>`,
  );
  const files: readonly (readonly [string, string])[] = [
    ['[Content_Types].xml', contentTypes(parts)],
    ['_rels/.rels', PACKAGE_LINKS],
    ['word/document.xml', documentXml(wording, layout)],
    ['word/_rels/document.xml.rels', relationships(links.join(''))],
    ...parts.map(({ name, xml }) => [`word/${name}.xml`, xml] as const),
  ];
  return writeZip(files.map(([name, text]) => ({ name, bytes: Buffer.from(text) })));
}
