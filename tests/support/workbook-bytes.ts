/** Workbooks part by part, as programs other than ours may write them, and archives as nobody should. */
import { crc32, deflateRawSync } from 'node:zlib';

export type Parts = Readonly<Record<string, string | Uint8Array>>;
export type Flaw = { readonly encrypted?: boolean; readonly size?: number; readonly crc?: number };

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An archive by APPNOTE 4.3; `flaws` falsify what its directory says of a part. */
export function zipOf(parts: Parts, flaws: Readonly<Record<string, Flaw>> = {}): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content as string);
    const packed = deflateRawSync(plain);
    const { encrypted = false, size = plain.length, crc = crc32(plain) } = flaws[name] ?? {};
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(encrypted ? 1 : 0, 8);
    entry.writeUInt16LE(8, 10);
    [crc, packed.length, size].forEach((value, at) => {
      entry.writeUInt32LE(value >>> 0, 16 + at * 4);
    });
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    entry.copy(local, 6, 8, 30);
    const file = Buffer.concat([local, Buffer.from(name), packed]);
    files.push(file);
    directory.push(entry, Buffer.from(name));
    offset += file.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, table, end]);
}

export type Written = {
  /** The XML within `<sheetData>`, by the name of the sheet, in their order. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly hidden?: readonly string[];
  /** The XML within `<sst>`. */
  readonly texts?: string;
  /** Number formats of the styles 1, 2, …: an id of those built in, or a format written out. */
  readonly formats?: readonly (number | string)[];
  readonly is1904?: boolean;
  /** Its writer computed no formula. */
  readonly isUncounted?: boolean;
  /** Merged cells of every sheet: A2:A4. */
  readonly merged?: readonly string[];
  /** What stands before the name of every element of the sheets, with its colon. */
  readonly prefix?: string;
};

export function partsOf(written: Written): Parts {
  const { sheets, hidden = [], texts, formats = [], is1904, isUncounted } = written;
  const names = Object.keys(sheets);
  const relations = [
    ...names.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    ...(texts === undefined ? [] : [relation('t', 'sharedStrings', '/xl/sharedStrings.xml')]),
    relation('f', 'styles', 'styles.xml'),
  ];
  const listed = names.map(
    (name, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" ${hidden.includes(name) ? 'state="hidden" ' : ''}r:id="s${at}"/>`,
  );
  return {
    '_rels/.rels': relationsOf([relation('b', 'officeDocument', 'xl/workbook.xml')]),
    // the last sheet first: the order of an archive says nothing
    ...Object.fromEntries(
      names
        .map((name, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetOf(sheets[name] ?? '', written)])
        .reverse(),
    ),
    'xl/_rels/workbook.xml.rels': relationsOf(relations),
    'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets>${isUncounted ? '<calcPr fullCalcOnLoad="1"/>' : ''}</workbook>`,
    'xl/styles.xml': stylesOf(formats),
    ...(texts !== undefined && { 'xl/sharedStrings.xml': `<sst>${texts}</sst>` }),
  };
}

export function workbookOf(written: Written): Buffer {
  return zipOf(partsOf(written));
}

/** A row of texts, with no word of where it stands. */
export function rowOf(...texts: readonly string[]): string {
  return `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
}

function sheetOf(rows: string, { prefix = '', merged = [] }: Written): string {
  const cells = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const behind = merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${cells}</mergeCells>`;
  const xml = `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`;
  return prefix === ''
    ? xml
    : xml.replaceAll(/<(\/?)/g, `<$1${prefix}`).replace('worksheet', 'worksheet xmlns:x="x"');
}

function stylesOf(formats: readonly (number | string)[]): string {
  const own = formats.map((format, at) =>
    typeof format === 'string' ? `<numFmt numFmtId="${170 + at}" formatCode="${format}"/>` : '',
  );
  const used = formats.map(
    (format, at) => `<xf numFmtId="${typeof format === 'string' ? 170 + at : format}"/>`,
  );
  return `<styleSheet><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/>${used.join('')}</cellXfs></styleSheet>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
}

function relationsOf(relations: readonly string[]): string {
  return `<Relationships>${relations.join('')}</Relationships>`;
}
