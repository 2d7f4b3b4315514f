/** Texts that cost a careless reader more than their length, and every reader that meets what somebody sends. */
import { plainText } from '#functions/web/case-file/plain-text.ts';
import { readDate, readInstant } from '#functions/web/look/typed-date.ts';
import { fileTypeOf } from '#shared/attachments/file-type.ts';
import { reportInFile, reportInText } from '#shared/checker/read-report.ts';
import { plainXml } from '#shared/documents/docx-text.ts';
import { sizeOf } from '#shared/documents/picture-size.ts';
import { readZip, ZipFault } from '#shared/documents/zip.ts';
import { articleText } from '#shared/glossary/refusals.ts';
import { plainLabel } from '#shared/glossary.ts';
import { dateAdvice, parseDateCell, parseInstantCell } from '#shared/intake/parse-dates.ts';
import { tidy } from '#shared/intake/parse-headings.ts';
import { fenIn, numberAdvice, wholeIn } from '#shared/intake/parse-number.ts';
import { textOfBytes } from '#shared/intake/text-of-bytes.ts';
import { formatOfCode } from '#shared/intake/workbook/number-formats.ts';
import { identitiesIn, nameIn, phonesIn } from '#shared/kernel/known.ts';
import { parseJson } from '#shared/kernel/parse-json.ts';
import { dateOfInstant, type PlainDate, startOfDate } from '#shared/kernel/plain-date.ts';
import { repeatedKeys } from '#shared/kernel/repeated-keys.ts';
import { caseNumber, foldWidth, writable } from '#shared/kernel/written.ts';
import { judgePart } from '#shared/letters/judge-parts.ts';
import { looseBraces, mergeXml, placeholdersIn, withoutIn } from '#shared/letters/merge-docx.ts';
import { visibleTexts } from '#shared/letters/visible-texts.ts';
import { maskedNames, maskedText, maskedWithin } from '#shared/masking/mask-text.ts';
import { readNotice } from '#shared/redating/read-notice.ts';
import { saidIn } from '#shared/reporting/checks-narrative.ts';
import { filledText, unknownInsertions } from '#shared/reporting/narrative-template.ts';
import { numbersIn } from '#shared/reporting/prose-numbers.ts';
import { textDifference } from '#shared/reporting/text-difference.ts';
import { excerptOf } from '#shared/search/excerpt.ts';
import { unitsOf, wordsOf } from '#shared/search/units.ts';
import { readCheckpoint } from '#shared/transparency/checkpoint.ts';
import { entriesOfNames } from '#shared/transparency/log-entry.ts';
import { readKeyLine, readNote } from '#shared/transparency/signed-note.ts';

/** Of about so many characters. */
type Shape = (length: number) => string;

const again =
  (piece: string, before = '', after = ''): Shape =>
  (length) =>
    before + piece.repeat(Math.ceil(length / piece.length)) + after;

export const SHAPES: Readonly<Record<string, Shape>> = {
  ...Object.fromEntries(
    [
      ...' \t\n0a一@"\'<>[](){},;:.-_=&|%*#\\/^（）〔〕【】《》“”，。、；：？！年月日号第件万\u00a0\u3000\u200b\u0301\ufeff\ud800e９',
      ...[
        '  \n',
        ' a',
        '1 ',
        '1,',
        '1\t',
        '一二',
        '一 ',
        '。\n',
        '\r\n',
        '\\"',
        '"a",',
        '&amp;',
        '&#x41;',
        '&#',
        '{}',
        '[]',
        '()',
      ],
      ...[
        '{{',
        '}}',
        '{{ ',
        '{{a}}',
        '<w:p ',
        '<w:p>',
        '<w:t ',
        '<w:t>',
        '<w:p><w:r><w:t>{{',
        '<!--',
        '<![CDATA[',
        '<a ',
        '<td>',
      ],
      ...[
        '<table>',
        '<tr><td>',
        '<td colspan=9999>',
        '<td rowspan=9999>1',
        '<script>',
        '</td>',
        '<p>',
        '<sup>1',
        '<span style="',
      ],
      ...[
        '2026-01-01 ',
        '2026年1月1日',
        '1月1日至2日放假',
        '放假',
        '调休',
        '12:00',
        '13800000000',
        '110101199003078888',
        'a@b',
      ],
      ...[
        'https://a.b/',
        '《放假办法',
        '共计三天',
        '第三条',
        '百分之',
        '二十',
        '1.5%',
        '｛｛',
        '| - ',
        '|1',
        '政府信息公开申请3件（',
      ],
    ].map((piece) => [JSON.stringify(piece), again(piece)]),
  ),
  'a label, a figure and tabs': again('\t', '三、本年度办理结果\t1', '字'),
  'a rule of Markdown and its bars': again('|-', '|公开|1|\n'),
  'braces around blanks': again(' ', '{{', 'x'),
  'a nest of lists': (length) => '['.repeat(length / 2) + ']'.repeat(length / 2),
  'a nest of objects': (length) => `${'{"a":'.repeat(length / 6)}1${'}'.repeat(length / 6)}`,
  'blanks in the middle': again(' ', '2026-01-01', 'x'),
  'blanks between a sign and a number': again(' ', '-', '1元'),
  'digits and what is no end': again('0', '1', 'x'),
  'a row of the form and its commas': again(',', '"（一）予以公开",1', '字'),
};

const word = (text: string): Buffer => Buffer.from(`<w:document><w:body>${text}</w:body></w:document>`);
const now = startOfDate('2026-11-20' as PlainDate);
const today = dateOfInstant(now);
const values = { 申请人: '张三' };
const orNone = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (fault) {
    if (fault instanceof ZipFault) return null;
    throw fault;
  }
};

export const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  reportInText,
  reportInFile: (text) => reportInFile(Buffer.from(text)),
  reportInPdf: (text) =>
    reportInFile(Buffer.from(`%PDF-1.7\n1 0 obj <</Type /EmbeddedFile>> stream\n${text}`)),
  reportWithTable: (text) => reportInText(`<table><tr><td>予以公开</td><td>${text}</td></tr></table>`),
  parseDateCell: (text) => parseDateCell(text, { dates: 'ymd' }),
  dateWithTime: (text) => parseInstantCell(`2026-01-01${text}`, { dates: 'ymd' }),
  dateAdvice: (text) => dateAdvice(text, {}),
  readDate: (text) => readDate(text, today),
  readInstant: (text) => readInstant(text, { now }),
  wholeIn,
  fenIn,
  numberAdvice,
  formatOfCode,
  maskedContact: (text) => maskedText('contact', text),
  maskedIdentity: (text) => maskedText('identity', text),
  maskedWithin: (text) => maskedWithin(text, ['张三']),
  maskedNames,
  maskedAddress: (text) => maskedText('address', text),
  placeholdersIn,
  withoutIn,
  looseBraces,
  plainXml,
  mergeXml: (text) => mergeXml(text, values),
  mergeParagraph: (text) => mergeXml(`<w:p><w:r><w:t>{{申请人}}${text}</w:t></w:r></w:p>`, values),
  visibleTexts: (text) => visibleTexts(text),
  judgePart: (text) => judgePart({ name: 'word/document.xml', bytes: word(text) }),
  filledText: (text) => filledText(text, values),
  unknownInsertions: (text) => unknownInsertions(text, values),
  numbersIn,
  saidIn: (text) => saidIn(text, {}),
  textDifference: (text) => textDifference(text, `${text}甲`),
  readNotice: (text) => readNotice(`国务院办公厅关于2027年部分节假日安排的通知\n${text}`),
  phonesIn: (text) => phonesIn(text),
  nameIn: (text) => nameIn(text),
  identitiesIn: (text) => identitiesIn(text),
  foldWidth,
  writable,
  caseNumber,
  articleText,
  plainLabel,
  tidy,
  parseJson: (text) => parseJson(text),
  cellsOfJson: (text) => parseJson(text, 'asWritten'),
  repeatedKeys: (text) => repeatedKeys(text, parseJson(text)),
  readCheckpoint,
  readNote,
  readKeyLine,
  entriesOfNames,
  textOfBytes: (text) => textOfBytes(Buffer.from(text)),
  unitsOf,
  wordsOf,
  excerptOf: (text) => excerptOf([text], wordsOf('公开 13800000000 abc')),
  plainText: (text) => plainText(text),
  fileTypeOf: (text) =>
    ['', '%PDF-1.7', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'PK\x03\x04'].map((head) =>
      fileTypeOf(Buffer.from(head + text, 'latin1')),
    ),
  sizeOf: (text) =>
    (['png', 'jpeg', 'webp'] as const).map((type) =>
      sizeOf({ type, bytes: Buffer.from(`\xff\xd8${text}`, 'latin1') }),
    ),
  readZip: (text) => orNone(() => readZip(Buffer.from(`PK${text}`))),
};
