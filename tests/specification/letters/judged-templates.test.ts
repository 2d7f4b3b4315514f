import { describe, expect, it } from 'vitest';
import { defaultTemplate } from '#shared/correspondence/default-template.ts';
import { readZip, writeZip } from '#shared/documents/zip.ts';
import { checkTemplate } from '#shared/letters/check-template.ts';
import { fillLetter } from '#shared/letters/fill-letter.ts';
import { textOfDocx } from '../../support/letter-office.ts';

const DOCUMENT = 'word/document.xml';

/** The receipt's template with parts put in the place of its own or beside them. */
function withParts(parts: Readonly<Record<string, string | Buffer | ((xml: string) => string)>>): Buffer {
  const own = readZip(defaultTemplate('receipt')).map(({ name, bytes }) => {
    const part = parts[name];
    if (part === undefined) return { name, bytes };
    return { name, bytes: Buffer.from(typeof part === 'function' ? part(bytes.toString()) : part) };
  });
  const names = new Set(own.map(({ name }) => name));
  const more = Object.entries(parts).flatMap(([name, part]) =>
    names.has(name) || typeof part === 'function' ? [] : [{ name, bytes: Buffer.from(part) }],
  );
  return writeZip([...own, ...more]);
}
const codesOf = (file: Buffer) => [...new Set(checkTemplate('receipt', file).map(({ code }) => code))];
const inBody = (more: string) =>
  withParts({ [DOCUMENT]: (xml) => xml.replace('<w:body>', `<w:body>${more}`) });
const rels = (relation: string) =>
  withParts({ 'word/_rels/settings.xml.rels': `<Relationships>${relation}</Relationships>` });
const relation = (attributes: string) => `<Relationship Id="rId1" ${attributes}/>`;
const field = (...pieces: string[]) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${pieces.map((piece) => `<w:r><w:instrText>${piece}</w:instrText></w:r>`).join('')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

describe('a template that reaches elsewhere, however it is written', () => {
  it.each([
    ['single quotes', rels(relation("TargetMode='External' Target='http://evil.example/t.dotm'"))],
    ['blanks around the sign', rels(relation('TargetMode = "External" Target="x"'))],
    ['a line break', rels(relation('TargetMode\n=\n"External" Target="x"'))],
    ['an entity', rels(relation('TargetMode="&#69;xternal" Target="x"'))],
    ['another case', rels(relation('TargetMode="external" Target="x"'))],
    ['a prefix', rels('<r:Relationship xmlns:r="r" TargetMode="External" Target="x"/>')],
    ['an address without a mode', rels(relation('Target="https://evil.example/t.dotm"'))],
    ['a share', rels(relation('Target="\\\\evil\\share\\t.dotm"'))],
    [
      'a template of its own',
      rels(relation('Type="http://x/relationships/attachedTemplate" Target="t.dotm"')),
    ],
    ['a field in pieces', inBody(field('DD', 'E', 'AUTO c:\\\\windows "x"'))],
    ['a field in small letters', inBody(field(' ddeauto x'))],
    ['a field of entities', inBody(field('&#73;NCLUDETEXT "http://x"'))],
    ['a field in CDATA', inBody(field('<![CDATA[INCLUDEPICTURE "http://x"]]>'))],
    ['a link of a field', inBody(field('LINK Excel.Sheet "x"'))],
    ['a simple field', inBody('<w:p><w:fldSimple w:instr=\'DDE "x"\'/></w:p>')],
    ['another document', inBody('<w:altChunk r:id="rId9"/>')],
    ['an object', inBody('<w:p><w:r><w:object/></w:r></w:p>')],
    ['a program by another name', withParts({ 'word/notes.dat': 'MZ' })],
    [
      'macros by their type',
      withParts({
        '[Content_Types].xml': (xml) =>
          xml.replace(
            '</Types>',
            '<Override PartName="/a.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
          ),
      }),
    ],
    [
      'a document type',
      withParts({
        [DOCUMENT]: (xml) => xml.replace('<w:document', '<!DOCTYPE w:document [<!ENTITY a "b">]><w:document'),
      }),
    ],
  ])('is refused (%s)', (_how, file) => {
    expect(codesOf(file)).toEqual(['unsafePart']);
  });

  it.each([
    [
      'another encoding',
      withParts({ [DOCUMENT]: (xml) => Buffer.from(`\uFEFF${xml}`, 'utf16le').toString('latin1') }),
    ],
    ['two encodings', withParts({ [DOCUMENT]: (xml) => xml.replace('encoding="UTF-8"', 'encoding="GBK"') })],
    ['an element that does not end', inBody('<w:p>')],
    ['a forbidden character', inBody('<w:p><w:r><w:t>\u000b</w:t></w:r></w:p>')],
  ])('is no document where it cannot be read (%s)', (_how, file) => {
    expect(codesOf(file)).toEqual(['notADocument']);
  });

  it('may speak of these things, have pictures, a page number and a link within itself', () => {
    const file = withParts({
      [DOCUMENT]: (xml) =>
        xml.replace(
          '<w:body>',
          `<w:body><w:p><w:r><w:t>TargetMode="External" DDEAUTO http://x</w:t></w:r></w:p>${field(' PAGE ')}`,
        ),
      'word/media/seal.png': 'png',
      'word/_rels/header1.xml.rels': `<Relationships>${relation('Type="http://x/relationships/image" Target="media/seal.png"')}</Relationships>`,
    });
    expect(codesOf(file)).toEqual([]);
  });
});

describe('what the law wants in a letter', () => {
  const moved = (put: (holder: string) => string) =>
    withParts({
      [DOCUMENT]: (xml) =>
        xml.replaceAll('{{收到日期}}', '近日').replace('<w:body>', `<w:body>${put('{{收到日期}}')}`),
    });
  const run = (text: string, more = '') => `<w:p><w:r>${more}<w:t>${text}</w:t></w:r></w:p>`;

  it('is not there for a reader when it stands in a comment, hidden, or around a text box', () => {
    expect(codesOf(moved((holder) => `<!--${run(holder)}-->`))).toEqual(['missingPlaceholder']);
    expect(codesOf(moved((holder) => run(holder, '<w:rPr><w:vanish/></w:rPr>')))).toEqual([
      'missingPlaceholder',
    ]);
    const around = (holder: string) =>
      `<w:p><w:r><w:t>${holder}</w:t></w:r><w:r><w:txbxContent>${run('盒')}</w:txbxContent></w:r></w:p>`;
    expect(codesOf(moved(around)).sort()).toEqual(['looseBraces', 'missingPlaceholder']);
  });

  it('is there when it stands in a text box, a cell, or CDATA, and is filled', async () => {
    const shown = [
      (holder: string) => `<w:p><w:r><w:txbxContent>${run(holder)}</w:txbxContent></w:r></w:p>`,
      (holder: string) => `<w:tbl><w:tr><w:tc>${run(holder)}</w:tc></w:tr></w:tbl>`,
      (holder: string) => run(`<![CDATA[${holder}]]>`),
      (holder: string) => run(holder, '<w:rPr><w:vanish w:val="0"/></w:rPr>'),
    ];
    for (const put of shown) {
      expect(codesOf(moved(put))).toEqual([]);
      const letter = fillLetter(moved(put), { 收到日期: '某日' }, null);
      expect(await textOfDocx(letter)).toContain('某日');
    }
  });
});
