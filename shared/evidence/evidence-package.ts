/** A selection of the ledger as a .zip that proves itself: pages for people, commits as stored, proofs, key, verifier. */
import { createHash } from 'node:crypto';
import { writeZip, type ZipEntry } from '#shared/documents/zip.ts';
import type { Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import { EVIDENCE, SealingRefused } from '#shared/store/notary.ts';
import { sealedPlain } from '#shared/store/seal.ts';
import { README, verifierText } from './verifier-text.ts';

/** `opened`: with what was sealed in the commits. `about`: one line for people. */
export type Evidence = {
  readonly office: string;
  readonly about: string;
  readonly by: string;
  readonly at: Instant;
  readonly opened: boolean;
  readonly commits: readonly Commit[];
  /** `evidence.html`, and other pages beside it. */
  readonly pages: readonly { readonly name: string; readonly html: string }[];
};

/** Everything recorded until now is sealed first. Rejects with SealingRefused where nothing can be. */
export async function evidencePackage(house: House, evidence: Evidence): Promise<Buffer> {
  const { notary } = house;
  await notary.seal(evidence.commits);
  const key = await notary.keyLine();
  if (key === null) throw new SealingRefused('noKey', 'there is no key to sign with');
  const { announcements } = await notary.keys();
  const { proofs, checkpoint } = await proofsOf(house, evidence.commits);
  const files: readonly ZipEntry[] = [
    ...evidence.pages.map(({ name, html }) => entry(name, html)),
    entry('commits.ndjson', await commitLines(house, evidence)),
    entry('proofs.json', `${JSON.stringify(proofs, null, 1)}\n`),
    ...(checkpoint === null ? [] : [entry('checkpoint', checkpoint)]),
    entry('signing.pub', `${key}\n`),
    ...announcements.map((note, index) => entry(`keys/${index + 1}`, note)),
    entry('README.txt', README),
    ...verifierText(),
  ];
  return writeZip([entry('MANIFEST', await notary.sign(manifestOf(evidence, files))), ...files]);
}

const entry = (name: string, text: string): ZipEntry => ({ name, bytes: Buffer.from(text) });

/** The first line keeps it from being taken for a checkpoint, whose second is a number. */
function manifestOf({ office, about, by, at, opened }: Evidence, files: readonly ZipEntry[]): string {
  const told = { office, about, by, made: at, opened: opened ? 'yes' : 'no' };
  const lines = Object.entries(told).map(([name, value]) => `${name} ${value.replace(/[\p{Cc}]/gu, ' ')}`);
  const listed = files.map(
    ({ name, bytes }) => `file ${createHash('sha256').update(bytes).digest('hex')} ${name}`,
  );
  return `${[EVIDENCE, ...lines, ...listed].join('\n')}\n`;
}

/** A commit as stored a line; `opened` is what its seal has the digest of. */
async function commitLines({ log }: House, { commits, opened }: Evidence): Promise<string> {
  const lines: string[] = [];
  for (const commit of commits) {
    const seal = opened && commit.seal !== undefined ? await log.openSeal(commit) : null;
    const plain = seal === null || typeof seal === 'string' ? null : sealedPlain(seal);
    lines.push(`${JSON.stringify({ commit: commit.bytes, ...(plain !== null && { opened: plain }) })}\n`);
  }
  return lines.join('');
}

type Proofs = Record<string, { readonly index: number; readonly path: readonly string[] }>;

/** All under one checkpoint: what was sealed anew meanwhile is asked for again. */
async function proofsOf({ notary }: House, commits: readonly Commit[]) {
  for (let tries = 3; ; tries -= 1) {
    const proofs: Proofs = {};
    const checkpoints = new Set<string>();
    for (const commit of commits) {
      const proof = await notary.proofOf('ledger', commit);
      if (proof === null) continue;
      checkpoints.add(proof.checkpoint);
      proofs[commit.hash] = { index: proof.index, path: proof.hashes };
    }
    const [checkpoint = null, ...others] = checkpoints;
    if (others.length === 0) return { proofs, checkpoint };
    if (tries === 0) throw new SealingRefused('busy', 'the ledger is sealed anew all the time');
  }
}
