import { describe, expect, it } from 'vitest';
import { defaultTemplate } from '#shared/correspondence/default-template.ts';
import { TEMPLATE_NAMES, type TemplateName } from '#shared/disclosure/letters.ts';
import { readZip, writeZip } from '#shared/documents/zip.ts';
import { checkTemplate, templateFault } from '#shared/letters/check-template.ts';
import { mergeXml } from '#shared/letters/merge-docx.ts';

const paragraph = (...runs: string[]) =>
  `<w:p>${runs.map((text) => `<w:r><w:t>${text}</w:t></w:r>`).join('')}</w:p>`;
const plain = (xml: string) => xml.replace(/<\/w:p>/g, '|').replace(/<[^>]+>/g, '');

/** The default template, edited as a clerk would. */
function edited(
  name: TemplateName,
  edit: (xml: string) => string,
  more: Record<string, string> = {},
): Buffer {
  const entries = readZip(defaultTemplate(name)).map((entry) =>
    entry.name === 'word/document.xml'
      ? { ...entry, bytes: Buffer.from(edit(entry.bytes.toString())) }
      : entry,
  );
  const added = Object.entries(more).map(([file, text]) => ({ name: file, bytes: Buffer.from(text) }));
  return writeZip([...entries, ...added]);
}
const codes = (name: TemplateName, file: Buffer) =>
  checkTemplate(name, file).map(({ code, name: of }) => `${code} ${of}`);

describe('filling a template', () => {
  it('puts a fact in the place of its name, also where Word has cut the name in pieces', () => {
    expect(plain(mergeXml(paragraph('致{', '{申请', '人}}：'), { 申请人: '王<建>国' }))).toBe(
      '致王&lt;建&gt;国：|',
    );
  });

  it('reads the wide braces a Chinese input method types', () => {
    expect(plain(mergeXml(paragraph('｛｛申请人｝｝'), { 申请人: '李' }))).toBe('李|');
  });

  it('keeps a paragraph of 如有 only when the fact is known, one of 如无 only when it is not', () => {
    const both = paragraph('{{如有 负责机关}}归{{负责机关}}') + paragraph('{{如无 负责机关}}没有');
    expect(plain(mergeXml(both, { 负责机关: '财政局' }))).toBe('归财政局。|');
    expect(plain(mergeXml(both, {}))).toBe('没有|');
  });

  it('leaves out a paragraph that would hold nothing but an unknown fact', () => {
    expect(plain(mergeXml(paragraph('甲') + paragraph('{{补充说明}}') + paragraph('乙'), {}))).toBe('甲|乙|');
  });

  it('makes a paragraph of each line where a fact stands alone', () => {
    expect(plain(mergeXml(paragraph('{{补正事项}}'), { 补正事项: '1.甲\n2.乙' }))).toBe('1.甲；|2.乙。|');
  });

  it('never fills in what a fact itself looks like', () => {
    expect(plain(mergeXml(paragraph('{{申请内容}}'), { 申请内容: '{{申请人}}', 申请人: '王' }))).toBe(
      '{{申请人}}|',
    );
  });
});

describe('the templates of the product', () => {
  it('keep the last of the text on the page of the signature', () => {
    for (const name of TEMPLATE_NAMES.filter((one) => one !== 'serviceSheet')) {
      const entries = readZip(defaultTemplate(name));
      const xml = entries.find((entry) => entry.name === 'word/document.xml')?.bytes.toString() ?? '';
      const paragraphs = xml.split('</w:p>');
      const signature = paragraphs.findLastIndex((one) => one.includes('{{机关名称}}'));
      const kept = paragraphs.slice(signature - 3, signature + 1);
      expect({ name, kept: kept.map((one) => one.includes('<w:keepNext/>')) }).toEqual({
        name,
        kept: [true, true, true, true],
      });
    }
  });
});

describe('GB/T 9704-2012', () => {
  const partsOf = (layout: 'letter' | 'redHead'): Readonly<Record<string, string>> =>
    Object.fromEntries(
      readZip(defaultTemplate('receipt', layout)).map(({ name, bytes }) => [name, bytes.toString()]),
    );
  const main = (parts: Readonly<Record<string, string>>) => parts['word/document.xml'] ?? '';

  it('the form of a letter: the mark over a double line, another at the foot of the first page alone', () => {
    const parts = partsOf('letter');
    expect(parts['word/header1.xml']).toMatch(/thickThinSmallGap.*\{\{机关名称\}\}/);
    expect(parts['word/footer3.xml']).toContain('thinThickSmallGap');
    expect(main(parts)).toContain('<w:footerReference w:type="first" r:id="rIdFirstFoot"/>');
    expect(main(parts)).toContain('<w:titlePg/>');
  });

  it('the red head: the mark with 文件, the number over a red line, page numbers from the first page on', () => {
    const parts = partsOf('redHead');
    expect(main(parts)).toContain('{{机关名称}}文件');
    expect(parts['word/styles.xml']).toMatch(/styleId="RedNumber".*?w:val="single"[^>]*w:color="FF0000"/);
    expect(main(parts)).not.toContain('titlePg');
    expect(parts['word/header1.xml']).toBeUndefined();
  });

  it('both: 37 and 28 mm, 22 lines of 28 characters, numbers right on odd and left on even pages', () => {
    for (const parts of [partsOf('letter'), partsOf('redHead')]) {
      const [, top, right, left] =
        /w:top="(\d+)" w:right="(\d+)" w:bottom="\d+" w:left="(\d+)"/.exec(main(parts)) ?? [];
      expect([Number(top), Number(left)]).toEqual([2098, 1587]);
      const closer = Number(/<w:spacing w:val="(-\d+)"\/>/.exec(parts['word/styles.xml'] ?? '')?.[1]);
      const line = Number(/w:line="(\d+)" w:lineRule="exact"/.exec(parts['word/styles.xml'] ?? '')?.[1]);
      const width = 11906 - Number(left) - Number(right);
      expect(Math.floor(width / (320 + closer))).toBe(28);
      expect(Math.floor((16838 - 2098 - 1984) / line)).toBe(22);
      expect(parts['word/footer1.xml']).toContain('<w:jc w:val="right"/>');
      expect(parts['word/footer2.xml']).toContain('<w:jc w:val="left"/>');
      expect(parts['word/settings.xml']).toContain('<w:evenAndOddHeaders/>');
    }
  });
});

describe('a template an office uploads', () => {
  it('may be any of those that come with the product', () => {
    for (const name of TEMPLATE_NAMES) expect(checkTemplate(name, defaultTemplate(name))).toEqual([]);
  });

  it('is refused with the name of a placeholder nobody knows', () => {
    const file = edited('receipt', (xml) => xml.replace('{{收到日期}}', '{{收到日其}}{{收到日期}}'));
    expect(codes('receipt', file)).toEqual(['unknownPlaceholder 收到日其']);
  });

  it('is refused with the name of what the law wants and it leaves out', () => {
    const file = edited('correction', (xml) => xml.replaceAll('{{补正期限}}', '近日'));
    expect(codes('correction', file)).toEqual(['missingPlaceholder 补正期限']);
    const reply = edited('reply.refused.stateSecret', (xml) => xml.replaceAll('{{救济告知}}', ''));
    expect(codes('reply.refused.stateSecret', reply)).toEqual(['missingPlaceholder 救济告知']);
  });

  it('does not tell a third party who asks', () => {
    const file = edited('thirdParty', (xml) => xml.replace('{{第三方}}', '{{第三方}}{{申请人}}'));
    expect(codes('thirdParty', file)).toEqual(['forbiddenPlaceholder 申请人']);
  });

  it('is refused with braces that do not match', () => {
    expect(
      codes(
        'receipt',
        edited('receipt', (xml) => xml.replace('特此告知', '{{特此告知')),
      )[0],
    ).toContain('looseBraces');
  });

  it('is refused with macros, links to elsewhere and entities', () => {
    const same = (xml: string) => xml;
    expect(codes('receipt', edited('receipt', same, { 'word/vbaProject.bin': 'x' }))[0]).toContain(
      'unsafePart',
    );
    const link = '<Relationships><Relationship TargetMode="External" Target="http://x"/></Relationships>';
    expect(codes('receipt', edited('receipt', same, { 'word/_rels/x.rels': link }))[0]).toContain(
      'unsafePart',
    );
    expect(
      codes(
        'receipt',
        edited('receipt', (xml) => `<!DOCTYPE a>${xml}`),
      )[0],
    ).toContain('unsafePart');
  });

  it('is refused when it is no .docx, damaged, or unpacks to too much', () => {
    const good = defaultTemplate('receipt');
    const damaged = Buffer.from(good);
    damaged.writeUInt8(damaged.readUInt8(good.length >> 1) ^ 1, good.length >> 1);
    const bomb = writeZip([{ name: 'word/document.xml', bytes: Buffer.alloc(6_000_000) }]);
    for (const file of [Buffer.from('doc'), Buffer.alloc(0), good.subarray(0, 900), bomb])
      expect(codes('receipt', file)).toEqual(['notADocument .docx']);
    expect(checkTemplate('receipt', damaged)).not.toEqual([]);
  });

  it('says in Chinese what is wrong', () => {
    const file = edited('receipt', (xml) => xml.replace('{{收到日期}}', '{{收到日其}}{{收到日期}}'));
    expect(templateFault('receipt', file.toString('base64'))).toEqual({
      field: 'document',
      code: 'badTemplate',
      text: '没有这个占位符：收到日其',
    });
  });
});
