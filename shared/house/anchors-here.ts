/** The anchors that options and environment name for this machine. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Anchor, storeAnchor } from '#shared/notary/anchors.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';

/** Folders, separated by `;`. */
const VARIABLE = 'TAIZHANG_ANCHORS';
/** The address of a witness up to `add-checkpoint`, the token it gave, the line of its key. */
const WITNESS = {
  url: 'TAIZHANG_WITNESS',
  token: 'TAIZHANG_WITNESS_TOKEN',
  key: 'TAIZHANG_WITNESS_KEY',
} as const;
const PATIENCE_MS = 15_000;

type Environment = Readonly<Record<string, string | undefined>>;

export function anchorsHere(
  folders: readonly string[] = [],
  env: Environment = process.env,
): readonly Anchor[] {
  const named = (env[VARIABLE] ?? '').split(';').map((one) => one.trim());
  const all = [...folders, ...named].filter((one) => one !== '').map((one) => resolve(one));
  const url = (env[WITNESS.url] ?? '').trim();
  return [...[...new Set(all)].map(folderAnchor), ...(url === '' ? [] : [witnessAt(url, env)])];
}

/** The folder is made by whoever brings the device: where it is missing the device is. */
function folderAnchor(folder: string): Anchor {
  return storeAnchor(folder, folderBlobs(folder), async () => {
    if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is no folder`);
  });
}

function witnessAt(name: string, env: Environment): Anchor {
  return {
    kind: 'witness',
    name,
    keyLine: env[WITNESS.key]?.trim() || null,
    post: async (body) => {
      const answer = await fetch(`${name}/add-checkpoint`, {
        method: 'POST',
        headers: { authorization: `Bearer ${env[WITNESS.token] ?? ''}`, 'content-type': 'text/plain' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return { status: answer.status, text: await answer.text() };
    },
  };
}
