/**
 * An evidence package: `MANIFEST`, a signed note that lists every other file with its SHA-256; `commits.ndjson`, a commit
 * as stored on each line, with what was sealed in it where that was opened; `proofs.json`, the place of each commit under
 * `checkpoint`.
 */
import { createHash } from 'node:crypto';
import { commitIn, isObject, type NamedCommit, objectIn } from './archive.ts';
import { named } from './chains.ts';
import { checkpointOf, type keysIn, signedText, type Trust, trustIn, trustsBy } from './notes.ts';
import { rootOfProof } from './tree.ts';
import type { Fault } from './words.ts';

export type VerifiedPackage = {
  readonly faults: readonly Fault[];
  readonly commits: number;
  /** Of the checkpoint whose tree the commits are shown to stand in; null where none is enclosed. */
  readonly sealed: { readonly size: number; readonly time: string } | null;
  readonly unsealed: readonly NamedCommit[];
};
type Files = ReadonlyMap<string, Buffer>;
type Keys = ReturnType<typeof keysIn>;

/** No package at all. */
export class NoPackage extends Error {}

/** `kept`: the texts of what lies in a folder of checkpoints, among which the enclosed one must be; null where none is given. */
export function verifyPackage(files: Files, keys: Keys, kept: readonly string[] | null): VerifiedPackage {
  const manifest = files.get('MANIFEST')?.toString('utf8');
  if (manifest === undefined) throw new NoPackage();
  const announced = [...files].filter(([name]) => name.startsWith('keys/'));
  const notes = [...announced.map(([, bytes]) => bytes.toString('utf8')), ...(kept ?? [])];
  const trusts = trustsBy(trustIn(keys), notes);
  const text = signedByOne(manifest, trusts);
  const unsigned: Fault[] = text === null ? [{ what: 'manifestUnsigned', name: 'MANIFEST' }] : [];
  const listed = faultsOfFiles(text ?? manifest, files);
  const { commits, faults } = commitsIn(files);
  const placed = faultsOfProofs(commits, files, trusts);
  const note = files.get('checkpoint')?.toString('utf8') ?? '';
  const isKept = kept === null || kept.includes(note);
  const foreign: Fault[] = isKept ? [] : [{ what: 'checkpointUnknown', name: 'checkpoint' }];
  return {
    faults: [...unsigned, ...listed, ...faults, ...placed.faults, ...foreign],
    commits: commits.length,
    sealed: placed.sealed,
    unsealed: placed.unsealed,
  };
}

/** What was signed before a key was announced stays signed. */
function signedByOne(note: string, trusts: readonly Trust[]): string | null {
  for (const trust of trusts) {
    const text = signedText(note, trust);
    if (text !== null) return text;
  }
  return null;
}

const LISTED = /^file ([0-9a-f]{64}) (.+)$/;

function faultsOfFiles(manifest: string, files: Files): Fault[] {
  const left = new Set([...files.keys()].filter((name) => name !== 'MANIFEST'));
  const faults: Fault[] = [];
  for (const line of manifest.split('\n')) {
    const [, digest, name] = LISTED.exec(line) ?? [];
    if (digest === undefined || name === undefined) continue;
    const bytes = files.get(name);
    left.delete(name);
    if (bytes === undefined) faults.push({ what: 'fileMissing', name });
    else if (createHash('sha256').update(bytes).digest('hex') !== digest)
      faults.push({ what: 'fileAltered', name });
  }
  return [...faults, ...[...left].map((name): Fault => ({ what: 'fileUnlisted', name }))];
}

/** Each commit hashed from its bytes; its texts, where they are enclosed, against the digest in it. */
function commitsIn(files: Files): { commits: NamedCommit[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const commits: NamedCommit[] = [];
  const lines = (files.get('commits.ndjson')?.toString('utf8') ?? '').split('\n');
  lines.forEach((line, index) => {
    if (line === '') return;
    const { commit: bytes, opened } = objectIn(line) ?? {};
    const body = typeof bytes === 'string' ? objectIn(bytes) : null;
    const commit = body === null ? null : commitIn(body, sha256(String(bytes)));
    if (commit === null) faults.push({ what: 'commitUnreadable', line: index + 1 });
    else if (typeof opened === 'string' && sha256(opened) !== commit.seal?.digest)
      faults.push({ what: 'textsAltered', ...named(commit) });
    if (commit !== null) commits.push(commit);
  });
  return { commits, faults };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Placed = Omit<VerifiedPackage, 'commits'>;

function faultsOfProofs(commits: readonly NamedCommit[], files: Files, trusts: readonly Trust[]): Placed {
  const note = files.get('checkpoint')?.toString('utf8') ?? '';
  const checkpoint = checkpointOf(note, 'checkpoint');
  if (checkpoint === null) return { faults: [], sealed: null, unsealed: commits };
  const { size, root, time } = checkpoint;
  const unsigned: Fault = { what: 'checkpointUnsigned', name: 'checkpoint', size, at: time };
  const faults: Fault[] = signedByOne(note, trusts) === null ? [unsigned] : [];
  const proofs = objectIn(files.get('proofs.json')?.toString('utf8') ?? '') ?? {};
  const unsealed = commits.filter(({ hash }) => !Object.hasOwn(proofs, hash));
  for (const commit of commits.filter((one) => !unsealed.includes(one))) {
    const { index, path } = { index: -1, path: [], ...proofIn(proofs[commit.hash]) };
    if (rootOfProof(commit.hash, { index, size, path }) !== root)
      faults.push({ what: 'proofWrong', ...named(commit) });
  }
  return { faults, sealed: { size, time }, unsealed };
}

function proofIn(value: unknown): { index: number; path: readonly string[] } | null {
  if (!isObject(value) || !Array.isArray(value.path)) return null;
  return { index: Number(value.index), path: value.path.map(String) };
}
