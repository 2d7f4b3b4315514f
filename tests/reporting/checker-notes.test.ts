import { describe, expect, it } from 'vitest';
import { reportInFile, reportInText } from '#shared/checker/read-report.ts';
import { writeZip } from '#shared/documents/zip.ts';
import {
  asCsv,
  asDocumentXml,
  asHtml,
  asMarkdown,
  asTabs,
  type Known,
  published,
} from '../support/published-variants.ts';

/** Hongze's report with a table 四 that ties out: its own does not. */
const sound = (): Known => ({
  ...published('hongze-district-2023'),
  table4: published('longgang-2022').table4,
});
const zip = (parts: Readonly<Record<string, string>>): Buffer =>
  writeZip(Object.entries(parts).map(([name, xml]) => ({ name, bytes: Buffer.from(xml) })));

function reading(source: string | Buffer) {
  const read = typeof source === 'string' ? reportInText(source) : reportInFile(source);
  if (!read.ok) return read.fault;
  const { table2, table3, table4 } = read.report;
  return {
    tables: { table2, rows: table3?.rows, four: table4?.rows },
    ...{ unread: read.unread, remarks: read.remarks?.join('；') ?? '' },
  };
}
const WHOLE = {
  tables: { table2: sound().table2, rows: sound().table3.rows, four: sound().table4.rows },
  unread: [],
};
const NOTE = '“211”读作21，注号没有计入';
/** Every 21 of the report printed so. */
const inHtml = (printed: string): string =>
  asHtml(sound()).replaceAll('<span>21</span>', `<span>${printed}</span>`);

describe('a number set apart behind a figure of a web page is a note', () => {
  it.each([
    ['small', '21<small>1</small>'],
    ['small in two parts', '21<small><b>1</b></small>'],
    ['of a smaller font', '21<font size="1">1</font>'],
    ['of a font two steps smaller', '21<font size=-2>1</font>'],
    ['smaller by style', '21<span style="font-size:smaller">1</span>'],
    ['in fewer points', '<span style="font-size:12pt">21<span style="font-size:9.0pt">1</span></span>'],
    ['in a part of the size', '21<i style="FONT-SIZE: 60%">1</i>'],
    ['a little higher', '21<span style="position:relative; top:-5px">1</span>'],
    ['a link to its note', '21<a href="#_ftn1" name="r1">1</a>'],
  ])('%s', (_, printed) => {
    expect(reading(inHtml(printed))).toEqual({ ...WHOLE, remarks: expect.stringContaining(NOTE) });
  });

  it.each([
    ['a cell wholly small', '<small>21</small>'],
    ['a cell wholly small, in two parts', '<small>2</small><small>1</small>'],
    ['a cell that is a link', '<a href="#list">21</a>'],
    ['parts of one size', '<span style="font-size:12.0pt">2</span><span style="font-size:12pt">1</span>'],
    [
      'parts of nearly one size',
      '<span style="font-size:10.5pt">2</span><span style="font-size:9pt">1</span>',
    ],
    ['a bold part', '2<b>1</b>'],
    ['a small unit', '21<small>件</small>'],
    ['an open mark in the cell before', '21</span></p></td><td><small>'],
  ])('but %s is read as it stands', (_, printed) => {
    const source = printed.includes('<td>')
      ? asHtml(sound()).replaceAll('>0<', '><small>0<')
      : inHtml(printed);
    expect(reading(source)).toEqual({ ...WHOLE, remarks: '' });
  });

  it('and what is no note, and no part of the number either, is unread', () => {
    for (const printed of ['7730<small>.28</small>', '7730.28<sup>万元</sup>', '<small>7</small>730.28']) {
      const read = reading(asHtml(sound()).replace('7730.28', printed));
      expect(read).toMatchObject({ unread: [expect.stringMatching(/行政事业性收费.*没有读懂/)] });
    }
  });

  it.each([
    ['a script', '21<script>var a = 5; document.write("<td>5</td>")</script >'],
    ['a style', '<style>.a { width: 5px }</style>21'],
    ['what shows without scripts', '<noscript>5</noscript>21'],
    ['a choice', '21<select><option>5</option></select>'],
    ['a drawing', '21<svg><text>5</text></svg>'],
  ])('%s in a cell is none of its text', (_, printed) => {
    expect(reading(inHtml(printed))).toMatchObject(WHOLE);
  });
});

describe('a number set apart behind a figure of a Word document is a note', () => {
  const run = (text: string, properties = '') =>
    `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t>${text}</w:t></w:r>`;
  const styles = `<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="32"/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="a7"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="a8"><w:basedOn w:val="a7"/></w:style></w:styles>`;
  const document = (printed: string): Buffer =>
    zip({
      'word/document.xml': asDocumentXml(sound()).replaceAll('<w:r><w:t>21</w:t></w:r>', printed),
      'word/styles.xml': styles,
    });

  it.each([
    ['raised', run('1', '<w:position w:val="6"/>')],
    ['lowered', run('1', '<w:position w:val="-6"/>')],
    ['small', run('1', '<w:sz w:val="12"/>')],
    ['in a style for notes', run('1', '<w:rStyle w:val="a7"/>')],
    ['in a style that stands on one', run('1', '<w:rStyle w:val="a8"/>')],
  ])('%s', (_, note) => {
    const read = reading(document(run('21') + note));
    expect(read).toEqual({ ...WHOLE, remarks: expect.stringContaining(NOTE) });
  });

  it.each([
    ['parts of one size', run('2', '<w:sz w:val="12"/>') + run('1', '<w:sz w:val="12"/>')],
    ['a part that names the size of the rest', run('2') + run('1', '<w:sz w:val="32"/>')],
    ['a cell wholly small', run('21', '<w:sz w:val="12"/>')],
    ['a part that is not raised', run('2') + run('1', '<w:position w:val="0"/>')],
  ])('but %s is read as it stands', (_, printed) => {
    expect(reading(document(printed))).toEqual({ ...WHOLE, remarks: '' });
  });

  it('and what is struck through is not read', () => {
    for (const struck of ['<w:strike/>', '<w:dstrike w:val="true"/>']) {
      const read = reading(document(run('9', struck) + run('21', '<w:strike w:val="0"/>')));
      expect(read).toEqual({ ...WHOLE, remarks: '文件里有隐藏或划去的数字，没有读取' });
    }
  });
});

describe('a number set apart behind a figure of a workbook is a note', () => {
  const rows = (): string[][] =>
    asTabs(sound())
      .split('\n')
      .map((line) => line.split('\t'));
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const run = (text: string, properties = '') =>
    `<r>${properties && `<rPr>${properties}</rPr>`}<t>${text}</t></r>`;
  const sheet = (printed: string, inline: boolean): Buffer => {
    const cells = rows().map((line) =>
      line.map((text) => {
        const rich = text === '21' ? printed : `<t>${escaped(text)}</t>`;
        if (text === '21' && !inline) return '<c t="s"><v>0</v></c>';
        return `<c t="inlineStr"><is>${rich}</is></c>`;
      }),
    );
    return zip({
      'xl/worksheets/sheet1.xml': `<worksheet>${cells.map((line) => `<row>${line.join('')}</row>`).join('')}</worksheet>`,
      'xl/sharedStrings.xml': `<sst><si>${printed}</si></sst>`,
    });
  };

  describe.each([true, false])('in the cell itself: %s', (inline) => {
    it.each([
      ['raised', run('21') + run('1', '<vertAlign val="superscript"/><sz val="11"/>')],
      ['small', run('21', '<sz val="11"/>') + run('1', '<sz val="6"/>')],
    ])('%s', (_, printed) => {
      const read = reading(sheet(printed, inline));
      expect(read).toEqual({ ...WHOLE, remarks: expect.stringContaining(NOTE) });
    });
    it.each([
      ['parts of one size', run('2', '<sz val="6"/>') + run('1', '<sz val="6"/><b/>')],
      ['a part struck through', run('9', '<strike/>') + run('21')],
    ])('but %s are read as they stand', (_, printed) => {
      expect(reading(sheet(printed, inline))).toMatchObject(WHOLE);
    });
  });
});

describe('figures as other programs write them', () => {
  it.each([
    ['parted by semicolons', asCsv(sound()).replaceAll(',', ';')],
    ['parted by semicolons, without quotes', asCsv(sound()).replaceAll(',', ';').replaceAll('"', '')],
    ['with the line of Excel that says so', `sep=;\r\n${asCsv(sound()).replaceAll(',', ';')}`],
    ['parted by bars alone', asCsv(sound()).replaceAll('"', '').replaceAll(',', '|')],
    [
      'in backticks',
      asMarkdown(sound(), { figure: (text) => `\`${text}\``, label: (text) => `\`${text}\`` }),
    ],
    ['with a note of Markdown', asMarkdown(sound(), { figure: (text) => `${text}[^1]` })],
    ['with a plus', asTabs(sound(), { figure: (text) => `+${text}` })],
    ['with a wide plus', asTabs(sound(), { figure: (text) => `＋${text}` })],
    ['as text, by an apostrophe', asTabs(sound(), { figure: (text) => `'${text}` })],
    ['as text, by a formula', asTabs(sound(), { figure: (text) => `="${text}"` })],
  ])('%s', (_, source) => {
    expect(reading(source)).toMatchObject(WHOLE);
  });

  it.each([asHtml, asTabs, asMarkdown, asCsv])('under 合计 and 共计 for 总计', (writer) => {
    for (const word of ['合计', '合 计', '共计']) {
      const label = (text: string) => text.replace('总计', word);
      expect(reading(writer(sound(), { label }))).toMatchObject(WHOLE);
      const unnumbered = (text: string) => label(text).replace(/^（[一二三四五六七]）/, '');
      expect(reading(writer(sound(), { label: unnumbered }))).toMatchObject(WHOLE);
    }
  });

  it('none of which can be read are refused as that, and not as a file without the form', () => {
    expect(reading(asTabs(sound(), { figure: (text) => `约${text}左右` }))).toBe('noFigures');
    expect(reading('各位领导，同志们')).toBe('noTables');
  });
});
