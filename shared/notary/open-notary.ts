/** The notary of a house: its logs, its key, its anchors. */
import type { Commit } from '#shared/kernel/event.ts';
import { epochOf } from '#shared/kernel/plain-date.ts';
import { EVIDENCE, type Notary, type SealedLog, SealingRefused } from '#shared/store/notary.ts';
import { cosignature, signedNote } from '#shared/transparency/signed-note.ts';
import { anchored } from './anchors.ts';
import { setBackAll } from './begin-anew.ts';
import { checkingNotary } from './check-notary.ts';
import { refuseIfBehind } from './held-by-anchors.ts';
import { keptTree } from './kept-tree.ts';
import { ledgerSigners, ownKeys, ringsOf } from './notary-keys.ts';
import { ownRing } from './own-ring.ts';
import type { NotaryOptions } from './read-notary.ts';
import { sealLog } from './seal-log.ts';

export function openNotary(options: NotaryOptions): Notary {
  const { logs, blobs, key, clock, anchors } = options;
  return {
    ...checkingNotary(options),
    seal: (commits = []) => options.alone(() => sealedAll(options, commits)),
    beginAnew: (said) =>
      options.alone(async () => {
        const first = await key.line();
        if (first === null) throw new SealingRefused('noKey', 'put signing.key and signing.pub back');
        const begun = { blobs, clock, keyLine: first, anchors, atHand: await key.signers() };
        await setBackAll(begun, logs, said);
        return sealedAll(options, []);
      }),
    sign: (manifest) => signedManifest(options, manifest),
    cosign: async (text, at) => {
      const [signer] = await ledgerSigners(options);
      return cosignature(text, BigInt(Math.floor(epochOf(at) / 1000)), signer);
    },
  };
}

async function sealedAll(options: NotaryOptions, commits: readonly Commit[]): Promise<readonly SealedLog[]> {
  const { logs, blobs, key, clock, anchors, note } = options;
  const { atHand, first } = await ownKeys(options);
  const sealed = [];
  for (const { prepare } of logs) await prepare?.(commits);
  for (const { source } of logs) {
    const tree = keptTree(blobs, source.log);
    const ring = await ownRing({ blobs, keyLine: first }, tree, await tree.newest());
    await refuseIfBehind(anchors, tree, { log: source.log, ring, keyLine: first });
  }
  for (const { source } of logs) sealed.push(await sealLog({ source, blobs, atHand, keyLine: first, clock }));
  await key.noteSigned();
  await key.settled?.(await ringsOf(options, first));
  for (const anchor of anchors)
    for (const { source } of logs) await anchored({ blobs, clock, keyLine: first, note }, anchor, source.log);
  return sealed;
}

/** Nothing else is ever signed for others: what looks like a checkpoint would be one. */
async function signedManifest(options: NotaryOptions, manifest: string): Promise<string> {
  if (!manifest.startsWith(`${EVIDENCE}\noffice `)) throw new RangeError('no manifest of evidence');
  return signedNote(manifest, await ledgerSigners(options));
}
