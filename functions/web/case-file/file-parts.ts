/** What is attached to the case: a list that says whether each file is still what it was, and the pictures among them. */

import { typeAndSize } from '#shared/attachments/keep-file.ts';
import { bytesOf, type FileFault } from '#shared/attachments/open-file.ts';
import type { PaperPart, Picture } from '#shared/documents/paper.ts';
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

export async function fileParts(
  house: House,
  { state, commits: [at] }: CaseFile<Handled>,
  full: boolean,
): Promise<PaperPart[]> {
  const { files } = handlingOf(state);
  if (files.length === 0 || at === undefined) return [];
  const held: Held[] = [];
  for (const file of files) held.push({ file, bytes: await bytesOf(house, at, file) });
  return [
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
    ...(full ? held.flatMap(pictureOf) : []),
  ];
}

function rowOf({ file, bytes }: Held, index: number): string[] {
  const { name, paper, by, at, scan, withdrawn, digest } = file;
  const state = typeof bytes === 'string' ? HELD[bytes] : '与台账一致';
  const gone = withdrawn === null ? '' : `\n已撤下：${withdrawn.reason ?? ''}`;
  return [
    ...[String(index + 1), `${name ?? '（文件名已销毁）'}${gone}`, ATTACHMENT_KIND_LABELS[paper]],
    ...[typeAndSize(file), `${by}\n${minute(at)}`, `${state}\n${SCAN_LABELS[scan]}`, digest ?? ''],
  ];
}

/** Only what is whole, in use and not known to be infected. Pages of a PDF stay in their own file. */
function pictureOf({ file, bytes }: Held, index: number): PaperPart[] {
  const { type, scan, withdrawn, name, paper } = file;
  const isPicture = type === 'jpeg' || type === 'png' || type === 'webp';
  if (!isPicture || typeof bytes === 'string' || scan === 'infected' || withdrawn !== null) return [];
  const caption = `附件 ${index + 1}：${name ?? ''}（${ATTACHMENT_KIND_LABELS[paper]}）`;
  const picture: Picture = { type, bytes, caption };
  return [{ kind: 'picture', picture }];
}
