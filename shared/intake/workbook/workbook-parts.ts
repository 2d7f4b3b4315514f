/** What a workbook says of itself: its sheets in their order, how its cells are shown, and where its texts are. */
import { posix } from 'node:path';
import { type CellFormat, formatOfCode, formatOfId } from './number-formats.ts';
import { type Attributes, hearXml } from './read-xml.ts';
import type { Formats } from './sheet-rows.ts';
import { damaged, oversized } from './workbook-faults.ts';
import type { ZipArchive } from './zip-archive.ts';

export type Sheet = { readonly name: string; readonly part: string; readonly hidden: boolean };
export type Workbook = {
  readonly sheets: readonly Sheet[];
  readonly formats: Formats;
  /** The part with the shared texts; '' where there is none. */
  readonly texts: string;
};

type Relation = { readonly type: string; readonly part: string };
type Relations = ReadonlyMap<string, Relation>;

/** These parts describe; the rows are elsewhere. */
const MOST_DESCRIPTION_BYTES = 1 << 26;

/** Throws UnreadableFile. */
export async function workbookIn(zip: ZipArchive): Promise<Workbook> {
  const root = relationOf(await relationsOf(zip, ''), 'officeDocument');
  if (root === undefined) throw damaged('it names no workbook');
  const relations = await relationsOf(zip, root.part);
  const { written, ...kept } = await sheetsIn(zip, root.part);
  const sheets = written.flatMap(({ id, ...sheet }) => {
    const relation = relations.get(id);
    return relation?.type === 'worksheet' ? [{ ...sheet, part: relation.part }] : [];
  });
  const styles = relationOf(relations, 'styles');
  const texts = relationOf(relations, 'sharedStrings')?.part ?? '';
  const formats = styles === undefined || !zip.has(styles.part) ? [] : await formatsIn(zip, styles.part);
  return { sheets, formats: { styles: formats, ...kept }, texts: zip.has(texts) ? texts : '' };
}

function relationOf(relations: Relations, type: string): Relation | undefined {
  return [...relations.values()].find((relation) => relation.type === type);
}

/** The last word of a relation's type says what it is, in the usual and in the strict dialect alike. */
async function relationsOf(zip: ZipArchive, part: string): Promise<Relations> {
  const [folder, name] = [part.slice(0, part.lastIndexOf('/') + 1), part.slice(part.lastIndexOf('/') + 1)];
  const relations = new Map<string, Relation>();
  await hearPart(zip, `${folder}_rels/${name}.rels`, {
    open: (element, { Id = '', Type = '', Target = '' }) => {
      if (element !== 'Relationship') return;
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      // a target may climb out of its folder, or begin at the root
      const target = posix.normalize(Target.startsWith('/') ? Target : `/${folder}${Target}`);
      relations.set(Id, { type, part: target.slice(1) });
    },
  });
  return relations;
}

async function sheetsIn(zip: ZipArchive, part: string) {
  const written: { id: string; name: string; hidden: boolean }[] = [];
  let [is1904, isUncounted] = [false, false];
  await hearPart(zip, part, {
    open: (element, attributes) => {
      if (element === 'workbookPr') is1904 = isTrue(attributes.date1904);
      if (element === 'calcPr') isUncounted = isTrue(attributes.fullCalcOnLoad);
      if (element !== 'sheet') return;
      const { name = '', state = 'visible' } = attributes;
      written.push({ id: relationId(attributes), name, hidden: state !== 'visible' });
    },
  });
  return { written, is1904, isUncounted };
}

const isTrue = (written = ''): boolean => /^(?:1|true)$/.test(written);

/** `r:id`, whatever prefix the writer gave to the namespace of relations. */
function relationId(attributes: Attributes): string {
  return Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
}

/** For every style a cell may name, how it shows a number. */
async function formatsIn(zip: ZipArchive, part: string): Promise<CellFormat[]> {
  const own = new Map<number, CellFormat>();
  const styles: CellFormat[] = [];
  let within = false;
  const open = (element: string, { numFmtId, formatCode = '' }: Attributes): void => {
    if (element === 'numFmt') own.set(Number(numFmtId), formatOfCode(formatCode));
    else if (element === 'cellXfs') within = true;
    else if (element === 'xf' && within) {
      const id = Number(numFmtId ?? 0);
      styles.push(own.get(id) ?? formatOfId(id));
    }
  };
  const close = (element: string): void => {
    if (element === 'cellXfs') within = false;
  };
  await hearPart(zip, part, { open, close });
  return styles;
}

type Hear = (element: string, attributes: Attributes) => void;

async function hearPart(
  zip: ZipArchive,
  part: string,
  heard: { open: Hear; close?: (element: string) => void },
) {
  if (zip.sizeOf(part) > MOST_DESCRIPTION_BYTES) throw oversized(`${part} is too long`);
  await hearXml(zip.read(part), heard);
}
