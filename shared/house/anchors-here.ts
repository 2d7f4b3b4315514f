/** The anchors that options and environment name for this machine. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Anchor, storeAnchor } from '#shared/notary/anchors.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';

/** Folders, separated by `;`. */
const VARIABLE = 'TAIZHANG_ANCHORS';

export function anchorsHere(folders: readonly string[] = [], env = process.env): readonly Anchor[] {
  const named = (env[VARIABLE] ?? '').split(';').map((one) => one.trim());
  const all = [...folders, ...named].filter((one) => one !== '').map((one) => resolve(one));
  return [...new Set(all)].map(folderAnchor);
}

/** The folder is made by whoever brings the device: where it is missing the device is. */
function folderAnchor(folder: string): Anchor {
  return storeAnchor(folder, folderBlobs(folder), async () => {
    if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is no folder`);
  });
}
