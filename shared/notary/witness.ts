/**
 * A witness: of each log that it knows it has signed one line of trees, each the beginning of the next. What it has seen
 * is kept so that a tree of one size has one successor, whoever asks at once.
 */
import { hash, randomBytes } from 'node:crypto';
import { jsonObject } from '#shared/kernel/parse-json.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { House } from '#shared/store/house.ts';
import { readCheckpoint, type SignedCheckpoint } from '#shared/transparency/checkpoint.ts';
import { type KeyRing, ringAfter, ringOf } from '#shared/transparency/key-ring.ts';
import { isConsistent } from '#shared/transparency/proofs.ts';
import { readKeyLine } from '#shared/transparency/signed-note.ts';
import { HASH_BYTES } from '#shared/transparency/tree-hash.ts';
import { shelfIn } from './kept-tree.ts';
import { announcementsOn, followed, keepAnnouncement } from './own-ring.ts';

/** A log that is witnessed: whose it is, in words, and by which key it signs. */
type WitnessedLog = { readonly name: string; readonly keyLine: string };
type Answer = { readonly status: 200 | 400 | 403 | 404 | 409 | 422; readonly text: string };

const logsFolder = 'witness/logs';
const digestOf = (text: string): string => hash('sha256', text).slice(0, 32);

/** Gives the token by which the log's office sends; kept is only its digest. Null for what is no line of a key. */
export async function addWitnessed(blobs: BlobStore, log: WitnessedLog): Promise<string | null> {
  if (readKeyLine(log.keyLine) === null) return null;
  const token = randomBytes(32).toString('base64url');
  await blobs.put(`${logsFolder}/${digestOf(token)}`, Buffer.from(JSON.stringify(log)));
  return token;
}

/** The log whose token it is; null for any other text. */
export async function witnessedBy(blobs: BlobStore, token: string): Promise<WitnessedLog | null> {
  if (token === '') return null;
  const kept = await blobs.get(`${logsFolder}/${digestOf(token)}`);
  const { name, keyLine } = (kept === null ? null : jsonObject(Buffer.from(kept).toString())) ?? {};
  return typeof name === 'string' && typeof keyLine === 'string' ? { name, keyLine } : null;
}

/** All logs that are witnessed, with how far. */
export async function witnessedLogs(blobs: BlobStore): Promise<readonly WitnessedLog[]> {
  const { items } = await blobs.list(`${logsFolder}/`, { after: null, limit: 1000 });
  const logs: WitnessedLog[] = [];
  for (const name of items) {
    const log = jsonObject(Buffer.from((await blobs.get(name)) ?? '').toString());
    if (log !== null) logs.push({ name: String(log.name), keyLine: String(log.keyLine) });
  }
  return logs;
}

type Adding = {
  readonly old: number;
  readonly proof: readonly Buffer[];
  readonly checkpoint: SignedCheckpoint;
};

/** `old N`, lines of the proof, an empty line, the checkpoint. Null for another text. */
function readAdding(body: string): Adding | null {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n');
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  const checkpoint = readCheckpoint(body.slice(end + 2));
  const proof = lines.map((line) => Buffer.from(line, 'base64'));
  const isRead = end > 0 && old !== undefined && checkpoint !== null && lines.length <= 63;
  if (!isRead || proof.some(({ length }) => length !== HASH_BYTES)) return null;
  return { old: Number(old), proof, checkpoint };
}

/** As C2SP tlog-witness says: 200 with the signature, 409 with the size that is known, or why it is none. */
export async function added(
  { blobs, notary, clock }: Pick<House, 'blobs' | 'notary' | 'clock'>,
  log: WitnessedLog,
  body: string,
): Promise<Answer> {
  const adding = readAdding(body);
  if (adding === null) return { status: 400, text: 'malformed\n' };
  const { old, proof, checkpoint } = adding;
  const root = ringOf(log.keyLine);
  if (root === null || !checkpoint.origin.startsWith(`${root.name}/`))
    return { status: 404, text: 'unknown log\n' };
  const known = knownKeys(blobs, checkpoint);
  if (!(await known.follows(root, checkpoint)))
    return { status: 403, text: 'not signed by the key of the log\n' };
  if (old > checkpoint.size) return { status: 400, text: 'old is larger than the checkpoint\n' };
  const seen = seenOf(blobs, checkpoint.origin);
  const before = await seen.newest();
  const held = before?.size ?? 0;
  if (old !== held) return { status: 409, text: `${held}\n` };
  if (old === checkpoint.size && before !== null && !before.root.equals(checkpoint.root))
    return { status: 409, text: `${held}\n` };
  const rootBefore = before?.root ?? checkpoint.root;
  const growth = { before: old, size: checkpoint.size, rootBefore, root: checkpoint.root, proof };
  if (!isConsistent(growth)) return { status: 422, text: 'not the same log as before\n' };
  if (checkpoint.size > held && !(await seen.follow(held, checkpoint)))
    return { status: 409, text: `${(await seen.newest())?.size ?? 0}\n` };
  await known.keep(checkpoint);
  return { status: 200, text: await notary.cosign(checkpoint.note.text, clock.now()) };
}

/** The keys of a log change where a checkpoint signed by those before says so: such are kept as they came. */
function knownKeys(blobs: BlobStore, { origin }: SignedCheckpoint) {
  // one that was set back is the same log
  const folder = `witness/${digestOf(origin.replace(/\.\d+$/, ''))}`;
  return {
    follows: async (root: KeyRing, checkpoint: SignedCheckpoint): Promise<boolean> => {
      const ring = await followed(root, await announcementsOn(shelfIn(blobs, folder)));
      return ring !== null && (await ringAfter(ring, checkpoint)) !== null;
    },
    keep: (checkpoint: SignedCheckpoint) => keepAnnouncement(blobs, folder, checkpoint),
  };
}

/** A chain of files, each put once: the successor of a size. The newest is found behind the one that was named last. */
function seenOf(blobs: BlobStore, origin: string) {
  const folder = `witness/${digestOf(origin)}`;
  const at = async (name: string): Promise<SignedCheckpoint | null> => {
    const bytes = await blobs.get(`${folder}/${name}`);
    return bytes === null ? null : readCheckpoint(Buffer.from(bytes).toString());
  };
  return {
    newest: async (): Promise<SignedCheckpoint | null> => {
      let newest = await at('newest');
      for (
        let next = await at(`after-${newest?.size ?? 0}`);
        next !== null;
        next = await at(`after-${next.size}`)
      )
        newest = next;
      return newest;
    },
    /** False where another tree of the log came first. */
    follow: async (size: number, { whole }: SignedCheckpoint): Promise<boolean> => {
      const bytes = Buffer.from(whole);
      if (!(await blobs.putOnce(`${folder}/after-${size}`, bytes))) return false;
      await blobs.put(`${folder}/newest`, bytes);
      return true;
    },
  };
}
