/** What is attached to the case: a list that says whether each file is still what it was, and the pictures among them. */

import { typeAndSize } from '#shared/attachments/keep-file.ts';
import { bytesOf, type FileFault } from '#shared/attachments/open-file.ts';
import { MOST_PAGES, type PagesFault, type PagesRead } from '#shared/documents/attached-pages.ts';
import type { AttachedPages, PaperPart, Picture } from '#shared/documents/paper.ts';
import type { InnerFile } from '#shared/documents/pdf-files.ts';
import { ATTACHMENT_KIND_LABELS, SCAN_LABELS } from '#shared/glossary/attachments.ts';
import { type AttachedFile, type Handled, handlingOf } from '#shared/handling/state.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import type { House } from '#shared/store/house.ts';
import { minute } from '../wording/word.ts';

type Held = { readonly file: AttachedFile; readonly bytes: Uint8Array | FileFault };

const HELD: Readonly<Record<FileFault, string>> = {
  missing: '缺失',
  altered: '与台账不符',
  erased: '已按规定销毁',
  withheld: '限知悉',
  unopenable: '密钥缺失，无法打开',
};

/** `enclosed`: PDFs as they came, for a .pdf to hold; `attached`: their pages, where a reader was given. */
type Files = {
  readonly parts: PaperPart[];
  readonly enclosed: readonly InnerFile[];
  readonly attached: readonly AttachedPages[];
};
export type PagesReader = (pdf: Uint8Array) => Promise<PagesRead>;
type Of = { readonly full: boolean; readonly reader?: PagesReader };

export async function filesOf(
  house: House,
  { state, commits: [at] }: CaseFile<Handled>,
  { full, reader }: Of,
): Promise<Files> {
  const { files } = handlingOf(state);
  if (files.length === 0 || at === undefined) return { parts: [], enclosed: [], attached: [] };
  const held: Held[] = [];
  for (const file of files) held.push({ file, bytes: await bytesOf(house, at, file) });
  const enclosed = full ? enclosedOf(held) : [];
  const read = reader === undefined ? null : await readPages(enclosed, reader);
  const parts: PaperPart[] = [
    { kind: 'heading', text: '附件' },
    {
      kind: 'table',
      caption: '附件',
      columns: [
        ['序号', 1],
        ['文件', 4],
        ['材料', 2],
        ['格式和大小', 2],
        ['上传', 3],
        ['核对', 2],
        ['SHA-256', 4],
      ],
      rows: held.map(rowOf),
    },
    ...(enclosed.length > 0
      ? [{ kind: 'lines' as const, lines: read?.lines ?? enclosedLines(enclosed) }]
      : []),
    ...(full ? held.flatMap(pictureOf) : []),
  ];
  return { parts, enclosed, attached: read?.attached ?? [] };
}

/** The parts alone, for a page. */
export async function fileParts(house: House, file: CaseFile<Handled>, full: boolean): Promise<PaperPart[]> {
  return (await filesOf(house, file, { full })).parts;
}

/** More would make a paper that nobody can send on. */
const MOST_ENCLOSED = 60_000_000;

/** Only what is whole, in use and not known to be infected, in order until it is too much. */
function enclosedOf(held: readonly Held[]): readonly InnerFile[] {
  let room = MOST_ENCLOSED;
  return held.flatMap((one, index) => {
    const { file, bytes } = one;
    if (!isUsable(one) || file.type !== 'pdf' || typeof bytes === 'string' || bytes.length > room) return [];
    room -= bytes.length;
    return [{ name: `附件${index + 1}-${file.name ?? ''}`, mediaType: 'application/pdf', bytes }];
  });
}

function enclosedLines(enclosed: readonly InnerFile[]): string[] {
  const names = enclosed.map(({ name }) => name);
  return [
    `PDF 附件的各页没有另行印出。以 .pdf 保存的办理单内含下列原件，可在阅读器的“附件”栏打开，与上表的 SHA-256 核对：${names.join('；')}`,
  ];
}

/** Of all attachments together; what follows is in its file. */
const MOST_ATTACHED = 600;
const NOT_PRINTED: Readonly<Record<PagesFault, string>> = {
  encrypted: '设有密码',
  damaged: '已损坏或者不是规范的 PDF',
  tooManyPages: `超过 ${MOST_PAGES} 页`,
  tooHard: '过大，处理不了',
};
const IN_ITS_FILE = '没有印出，原件在本文件的“附件”栏';

async function readPages(enclosed: readonly InnerFile[], reader: PagesReader) {
  const attached: AttachedPages[] = [];
  const lines: string[] = [];
  let room = MOST_ATTACHED;
  for (const { name, bytes } of enclosed) {
    const read = await reader(bytes);
    if ('fault' in read) lines.push(`${name}：${NOT_PRINTED[read.fault]}，${IN_ITS_FILE}`);
    else if (read.pages > room) lines.push(`${name}：全部附件超过 ${MOST_ATTACHED} 页，${IN_ITS_FILE}`);
    else {
      room -= read.pages;
      attached.push({ label: /^附件\d+/.exec(name)?.[0] ?? name, ...read });
      lines.push(`${name}：共 ${read.pages} 页，印在最后`);
    }
  }
  lines.push('PDF 附件的原件也在本文件的“附件”栏，可与上表的 SHA-256 核对。');
  return { attached, lines };
}

const isUsable = ({ file, bytes }: Held): boolean =>
  typeof bytes !== 'string' && file.scan !== 'infected' && file.withdrawn === null;

function rowOf({ file, bytes }: Held, index: number): string[] {
  const { name, paper, by, at, scan, withdrawn, digest } = file;
  const state = typeof bytes === 'string' ? HELD[bytes] : '与台账一致';
  const gone = withdrawn === null ? '' : `\n已撤下：${withdrawn.reason ?? ''}`;
  return [
    ...[String(index + 1), `${name ?? '（文件名已销毁）'}${gone}`, ATTACHMENT_KIND_LABELS[paper]],
    ...[typeAndSize(file), `${by}\n${minute(at)}`, `${state}\n${SCAN_LABELS[scan]}`, digest ?? ''],
  ];
}

/** Pages of a PDF stay in their own file. */
function pictureOf(one: Held, index: number): PaperPart[] {
  const { file, bytes } = one;
  const { type, name, paper } = file;
  const isPicture = type === 'jpeg' || type === 'png' || type === 'webp';
  if (!isPicture || typeof bytes === 'string' || !isUsable(one)) return [];
  const caption = `附件 ${index + 1}：${name ?? ''}（${ATTACHMENT_KIND_LABELS[paper]}）`;
  const picture: Picture = { type, bytes, caption };
  return [{ kind: 'picture', picture }];
}
