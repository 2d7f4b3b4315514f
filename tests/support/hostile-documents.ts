/** Documents that are small to send and dear to read, for every place that takes one; and what may be typed there. */
import { SHAPES } from './hostile-texts.ts';
import { rowOf, workbookOf, zipOf } from './workbook-bytes.ts';

export type Hostile = {
  readonly what: string;
  /** The page whose form takes it, the field of its file, and what else the form says. */
  readonly path: string;
  readonly field: string;
  readonly file: File;
  readonly fields?: Readonly<Record<string, string>>;
};

const LENGTH = 100_000;
const TEMPLATE = '/letters/templates/receipt';

const docx = (body: string): Buffer =>
  zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
  });
const escaped = (text: string): string => text.replace(/[&<>]/g, ' ').replace(/[\0\ud800\ufeff]/g, '');
const rows = (count: number, row: (line: number) => string): string =>
  Array.from({ length: count }, (_, at) => `<row r="${at + 1}">${row(at + 1)}</row>`).join('');
const named = (bytes: Uint8Array | string, name: string): File =>
  new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name);

type Made = readonly [what: string, place: 'check' | 'import' | 'template', file: File];

function* made(): Generator<Made> {
  for (const [name, shape] of Object.entries(SHAPES)) {
    const text = shape(LENGTH);
    yield [`text of ${name}`, 'check', named(text, 'report.txt')];
    yield [`page of ${name}`, 'check', named(`<table><tr><td>${text}</td></tr></table>`, 'report.html')];
    yield [
      `document of ${name}`,
      'check',
      named(docx(`<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`), 'r.docx'),
    ];
    yield [`raw document of ${name}`, 'check', named(docx(text), 'r.docx')];
    yield [
      `sheet of ${name}`,
      'check',
      named(workbookOf({ sheets: { 一: rowOf(escaped(text)) } }), 'r.xlsx'),
    ];
    yield [`rows of ${name}`, 'import', named(text, 'rows.csv')];
    yield [`lines of ${name}`, 'import', named(`{"a":${JSON.stringify(text)}}\n${text}`, 'rows.ndjson')];
    yield [`template of ${name}`, 'template', named(docx(text), 't.docx')];
    yield [
      `letter of ${name}`,
      'template',
      named(docx(`<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`), 't.docx'),
    ];
  }
}

const far = (line: number): string => `<c r="${line === 1 ? 'A1' : `XFD${line}`}"><v>1</v></c>`;

/** Those of the findings, and their like. */
function* known(): Generator<Made> {
  yield ['empty lines', 'import', named(Buffer.alloc(10_000_000, '\n'), 'rows.csv')];
  yield ['quotes', 'import', named(Buffer.alloc(4_000_000, '"\n'), 'rows.csv')];
  yield [
    'names',
    'import',
    named(Array.from({ length: 300_000 }, (_, at) => `c${at}`).join(','), 'rows.csv'),
  ];
  yield ['far cells', 'import', named(workbookOf({ sheets: { 一: rows(10_000, far) } }), 'rows.xlsx')];
  yield [
    'formats',
    'import',
    named(workbookOf({ sheets: { 一: rowOf('a') }, formats: ['['.repeat(100_000)] }), 'r.xlsx'),
  ];
  yield [
    'rows that are empty',
    'import',
    named(workbookOf({ sheets: { 一: rows(500_000, () => '') } }), 'rows.xlsx'),
  ];
  yield [
    'nested rows',
    'import',
    named(workbookOf({ sheets: { 一: '<row>'.repeat(200_000) } }), 'rows.xlsx'),
  ];
  yield ['tabs', 'check', named(`三、本年度办理结果\t1${'\t'.repeat(50_000)}字`, 'report.txt')];
  yield ['a long report', 'check', named('共，。；甲 乙 丙 1 2 3\n'.repeat(300_000), 'report.txt')];
  yield ['cells of a page', 'check', named(`<table>${'<tr><td>1'.repeat(400_000)}`, 'report.html')];
  yield [
    'merged cells',
    'check',
    named(workbookOf({ sheets: { 一: rows(20, far) }, merged: new Array(1000).fill('A1:BH1000') }), 'r.xlsx'),
  ];
  yield [
    'braces',
    'template',
    named(docx(`<w:p><w:r><w:t>{{${' '.repeat(200_000)}</w:t></w:r></w:p>`), 't.docx'),
  ];
  yield ['paragraphs in paragraphs', 'template', named(docx('<w:p>'.repeat(500_000)), 't.docx')];
  yield ['many paragraphs', 'template', named(docx('<w:p/>'.repeat(700_000)), 't.docx')];
  yield ['a bomb', 'template', named(docx(' '.repeat(40_000_000)), 't.docx')];
}

const PLACES = {
  check: { path: '/check', field: 'file' },
  import: { path: '/imports', field: 'file', fields: { kind: '' } },
  template: { path: TEMPLATE, field: 'document' },
} as const;

/** `count` of them: those that are known, and as many others, evenly from all there are. */
export function hostileDocuments(count: number): readonly Hostile[] {
  const [first, others] = [[...known()], [...made()]];
  const wanted = Math.max(0, count - first.length);
  const step = Math.max(1, Math.floor(others.length / Math.max(1, wanted)));
  const some = others.filter((_, at) => at % step === 0).slice(0, wanted);
  return [...first, ...some].map(([what, place, file]) => ({
    what: `${place}: ${what}`,
    ...PLACES[place],
    file,
  }));
}
