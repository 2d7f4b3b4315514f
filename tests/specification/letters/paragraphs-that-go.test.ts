/** Whatever goes from a template, the document stays one that a word processor opens: judged by a reader of its own. */
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { mergeXml } from '#shared/letters/merge-docx.ts';

type Element = { readonly name: string; readonly children: Element[]; text: string };

function treeOf(xml: string): Element {
  const root: Element = { name: '', children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (fault) => {
    throw fault;
  });
  parser.on('opentag', ({ name }) => {
    const element: Element = { name, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(`<root xmlns:w="w">${xml}</root>`).close();
  return root;
}

const HOLDERS = ['w:tc', 'w:txbxContent', 'w:hdr', 'w:ftr', 'w:sdtContent', 'w:body'];
const BLOCKS = ['w:p', 'w:tbl', 'w:sdt'];

/** ISO/IEC 29500-1, 17.4.65: a cell ends with a paragraph; the same is kept wherever paragraphs are held. */
function faultsOf({ name, children }: Element): string[] {
  const blocks = children.map((child) => child.name).filter((child) => BLOCKS.includes(child));
  const last = blocks.at(-1) ?? 'nothing';
  const own = HOLDERS.includes(name) && !['w:p', 'w:sdt'].includes(last) ? [`${name} ends with ${last}`] : [];
  const touching = blocks.some((block, at) => block === 'w:tbl' && blocks[at + 1] === 'w:tbl');
  return [...own, ...(touching ? [`${name} joins two tables`] : []), ...children.flatMap(faultsOf)];
}

const textsOf = ({ text, children }: Element): string => text + children.map(textsOf).join('');
const p = (text: string, more = '') => `<w:p>${more}<w:r><w:t>${text}</w:t></w:r></w:p>`;
const GOES = p('{{如有 负责机关}}归{{负责机关}}');
const cell = (inner: string) => `<w:tc><w:tcPr><w:tcW w:w="1"/></w:tcPr>${inner}</w:tc>`;
const table = (...cells: string[]) => `<w:tbl><w:tblPr/><w:tr>${cells.map(cell).join('')}</w:tr></w:tbl>`;

describe('a paragraph that goes', () => {
  it.each([
    ['the only one of a cell', table(GOES, p('乙'))],
    ['all of a cell', table(GOES + GOES + p('{{补充说明}}'))],
    ['behind a table within a cell', table(table('<w:p/>') + GOES)],
    ['with a bookmark beside it', table(`<w:bookmarkStart w:id="1"/>${GOES}<w:bookmarkEnd w:id="1"/>`)],
    ['of a text box', `<w:p><w:r><w:txbxContent>${GOES}</w:txbxContent></w:r></w:p>`],
    ['of a header', `<w:hdr>${GOES}</w:hdr>`],
    ['of a footer', `<w:ftr>${GOES}\n</w:ftr>`],
    ['of a content control', `<w:sdt><w:sdtContent>${GOES}</w:sdtContent></w:sdt>`],
    ['of a control in a cell', table(`<w:sdt><w:sdtPr/><w:sdtContent>${GOES}</w:sdtContent></w:sdt>`)],
    ['before the page of the body', `<w:body>${GOES}<w:sectPr/></w:body>`],
    ['behind the last table', `<w:body>${table('<w:p/>')}${GOES}<w:sectPr/></w:body>`],
    ['between two tables', `<w:body>${table('<w:p/>')}${GOES}${GOES}${table('<w:p/>')}${p('完')}</w:body>`],
  ])('leaves an empty one where one is needed (%s)', (_where, xml) => {
    expect(faultsOf(treeOf(xml))).toEqual([]);
    const merged = treeOf(mergeXml(xml, {}));
    expect(faultsOf(merged)).toEqual([]);
    expect(textsOf(merged)).not.toContain('归');
    expect(textsOf(treeOf(mergeXml(xml, { 负责机关: '财政局', 补充说明: '略' })))).toContain('归财政局');
  });

  it('leaves nothing where nothing is needed', () => {
    const xml = `<w:body>${p('甲')}${GOES}${p('乙')}${table(GOES + p('丙') + GOES)}${p('丁')}${GOES}<w:sectPr/></w:body>`;
    expect(mergeXml(xml, {})).toBe(
      `<w:body>${p('甲')}${p('乙')}${table(p('丙'))}${p('丁')}<w:sectPr/></w:body>`,
    );
  });

  it('keeps what reaches from it into other paragraphs: a section, a field, a bookmark', () => {
    const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
    const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
    for (const more of [begin, end, '<w:bookmarkStart w:id="1"/>', '<w:pPr><w:sectPr/></w:pPr>']) {
      const merged = mergeXml(`${p('甲')}${p('{{如有 负责机关}}归', more)}${p('乙')}`, {});
      expect(merged).toContain(more);
      expect(merged).not.toContain('归');
    }
    const whole = p('{{如有 负责机关}}', `${begin}<w:r><w:instrText>DATE</w:instrText></w:r>${end}`);
    expect(mergeXml(p('甲') + whole, {})).toBe(p('甲'));
    const page = '<w:pPr><w:sectPr/></w:pPr>';
    const lines = mergeXml(p('{{补充说明}}', page), { 补充说明: '一\n二' });
    expect(lines.match(/<w:sectPr/g)).toHaveLength(1);
    expect(lines).toContain('<w:br/>');
  });

  it('from any template leaves a document', () => {
    const paragraph = fc.constantFrom(p('甲'), p('乙'), '<w:p/>', GOES, GOES, p('{{补充说明}}'));
    const { blocks } = fc.letrec<{ block: string; blocks: string }>((tie) => ({
      block: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        paragraph,
        tie('blocks').map((inner) => `${table(inner)}`),
        tie('blocks').map((inner) => `<w:sdt><w:sdtContent>${inner}</w:sdtContent></w:sdt>`),
        tie('blocks').map((inner) => `<w:p><w:r><w:txbxContent>${inner}</w:txbxContent></w:r></w:p>`),
        fc.constant('<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'),
      ),
      blocks: fc
        .tuple(fc.array(tie('block'), { maxLength: 4 }), paragraph)
        .map(([some, last]) => `${some.join('')}${last}`),
    }));
    fc.assert(
      fc.property(blocks, (inner) => {
        const xml = `<w:body>${inner}<w:sectPr/></w:body>`;
        fc.pre(faultsOf(treeOf(xml)).length === 0);
        const merged = treeOf(mergeXml(xml, {}));
        expect(faultsOf(merged)).toEqual([]);
        expect(textsOf(merged)).toBe(textsOf(treeOf(xml)).replaceAll(/\{\{[^}]*\}\}|归/g, ''));
      }),
      { numRuns: 500 },
    );
  });
});
