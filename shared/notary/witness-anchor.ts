/** A superior's instance as an anchor: it is sent each checkpoint, keeps what it has signed, and signs no other tree. */
import type { BlobStore } from '#shared/store/blobs.ts';
import type { AnchorFault } from '#shared/store/notary.ts';
import type { SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import type { LogName } from '#shared/transparency/log-entry.ts';
import { consistencyProof } from '#shared/transparency/proofs.ts';
import { isSignedBy, readKeyLine, readSignatures } from '#shared/transparency/signed-note.ts';
import { folderOf, keptTree } from './kept-tree.ts';
import { announcementsOn } from './own-ring.ts';

export type Witness = {
  readonly kind: 'witness';
  readonly name: string;
  /** The line of its key; its signatures are tried where it is known. */
  readonly keyLine: string | null;
  /** What it answers to a body. Rejects where it cannot be reached. */
  post(body: string): Promise<{ readonly status: number; readonly text: string }>;
};
type Witnessed = { readonly size: number | null; readonly fault: AnchorFault | null };
type Asking = { readonly blobs: BlobStore; readonly log: LogName; readonly checkpoint: SignedCheckpoint };

/**
 * Once more where it knows another size than was thought: it says which. Where it does not know the key yet, it is sent the
 * checkpoints that lead to it.
 */
export async function witnessed(witness: Witness, asking: Asking, old: number): Promise<Witnessed> {
  const done = await tried(witness, asking, old);
  if (done !== 'otherKey') return done;
  for (const checkpoint of await announcementsOn(keptTree(asking.blobs, asking.log).shelf))
    await tried(witness, { ...asking, checkpoint }, old);
  const again = await tried(witness, asking, old);
  if (again === 'otherKey') throw new Error('it answers 403: it knows another key of this ledger');
  return again;
}

async function tried(witness: Witness, asking: Asking, old: number): Promise<Witnessed | 'otherKey'> {
  const { checkpoint } = asking;
  const answer = await sent(witness, asking, Math.min(old, checkpoint.size));
  if (answer.status === 403) return 'otherKey';
  if (answer.status !== 409) return judged(witness, asking, answer);
  const known = Number(answer.text.trim());
  if (!Number.isSafeInteger(known)) throw new Error('it answers with no size');
  if (known > checkpoint.size) return { size: known, fault: 'ahead' };
  const again = await sent(witness, asking, known);
  return again.status === 409 ? { size: known, fault: 'forked' } : judged(witness, asking, again);
}

type Answer = Awaited<ReturnType<Witness['post']>>;

async function sent(witness: Witness, { blobs, log, checkpoint }: Asking, old: number): Promise<Answer> {
  const { size, whole } = checkpoint;
  const nodes = keptTree(blobs, log).nodes(size);
  const proof = old === 0 || old === size ? [] : await consistencyProof(nodes, old, size);
  const lines = proof.map((one) => `${one.toString('base64')}\n`).join('');
  return witness.post(`old ${old}\n${lines}\n${whole}`);
}

/** Its signature is kept beside the checkpoint, once it has been tried. */
async function judged(
  witness: Witness,
  { blobs, log, checkpoint }: Asking,
  answer: Answer,
): Promise<Witnessed> {
  if (answer.status === 422) return { size: null, fault: 'forked' };
  if (answer.status !== 200)
    throw new Error(`it answers ${answer.status}: ${answer.text.trim().slice(0, 200)}`);
  const signatures = readSignatures(answer.text);
  const key = witness.keyLine === null ? null : readKeyLine(witness.keyLine);
  const { text } = checkpoint.note;
  const isRight = key === null || (signatures && (await isSignedBy({ text, signatures }, key)));
  if (signatures === null || !isRight) throw new Error('its signature is not that of its key');
  await blobs.put(`${folderOf(log)}/cosigned`, Buffer.from(`${checkpoint.whole}${answer.text}`));
  return { size: checkpoint.size, fault: null };
}
