/**
 * A folder of checkpoints that the recorder cannot rewrite: every checkpoint for ever (`checkpoints/…`) and the names of
 * the entries that each added (`names/…`, a line `["hash","office","kind","number",version,"instant"]` for every entry).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NamedCommit } from './archive.ts';
import { base64Digest, type Checkpoint, checkpointOf, type keysIn } from './notes.ts';
import { rootsAt } from './tree.ts';
import type { Fault } from './words.ts';

export type Anchor = {
  /** Oldest first; only those with a signature that fits. */
  readonly checkpoints: readonly Checkpoint[];
  /** The entries in their order, as far as they are named and borne out by the roots. */
  readonly entries: readonly NamedCommit[];
  readonly faults: readonly Fault[];
};

type Names = { readonly first: number; readonly text: string; readonly digest: string };

/** `log`: how the origin of the checkpoints ends; those of other logs in the folder are left aside. */
export function readAnchor(
  files: readonly AnchorFile[],
  { keys, log }: { readonly keys: ReturnType<typeof keysIn>; readonly log: string },
): Anchor {
  const faults: Fault[] = [];
  const read = files
    .filter(({ path }) => !/[\\/]names[\\/]/.test(path))
    .flatMap(({ path, text }) => checkpointOf(text, { file: basename(path), keys }) ?? [])
    .filter(({ origin }) => origin.endsWith(log));
  const checkpoints = inOrder(read.filter(({ isSigned }) => isSigned));
  for (const one of read.filter(({ isSigned }) => !isSigned))
    faults.push({ what: 'checkpointUnsigned', ...of(one) });
  const names = files
    .filter(({ path }) => /[\\/]names[\\/]/.test(path))
    .map(({ path, text }): Names => {
      return { first: Number.parseInt(basename(path), 10), text, digest: base64Digest(text) };
    });
  const { entries, faults: ofNames } = entriesOf(checkpoints, names);
  return { checkpoints, entries, faults: [...faults, ...faultsOfOrder(checkpoints), ...ofNames] };
}

export const of = ({ file, size, time }: Checkpoint) => ({ name: file, size, at: time });

type AnchorFile = { readonly path: string; readonly text: string };

export function filesIn(folder: string): AnchorFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !/[\\/]tile(?:[\\/]|$)/.test(one.parentPath))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** The newest stands in the folder a second time, as `checkpoint`: one of each content. */
function inOrder(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  const once = new Map(checkpoints.map((one) => [one.digest, one]));
  return [...once.values()].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.size - b.size));
}

/** Each names the one before, none is smaller than one before, and two of one size have one root. */
function faultsOfOrder(checkpoints: readonly Checkpoint[]): Fault[] {
  const faults: Fault[] = [];
  checkpoints.forEach((one, index) => {
    const before = checkpoints[index - 1];
    if (one.previous !== (before?.digest ?? null)) faults.push({ what: 'checkpointPrevious', ...of(one) });
    if (before === undefined) return;
    if (one.origin !== before.origin) faults.push({ what: 'checkpointOrigin', ...of(one) });
    if (one.size < before.size) faults.push({ what: 'checkpointShrinks', ...of(one) });
    if (one.size === before.size && one.root !== before.root)
      faults.push({ what: 'checkpointForked', ...of(one) });
  });
  return faults;
}

/** Of two files that name the same entries the earlier counts: what was sealed first is what is compared. */
function entriesOf(checkpoints: readonly Checkpoint[], names: readonly Names[]) {
  const faults: Fault[] = [];
  const entries: NamedCommit[] = [];
  for (const one of checkpoints) {
    if (one.size <= entries.length) continue;
    const file = names.find(({ digest }) => digest === one.names);
    if (file === undefined) faults.push({ what: 'namesMissing', ...of(one) });
    const lines = file?.first === entries.length ? file.text.split('\n').filter((line) => line !== '') : [];
    for (const line of lines) entries.push(...entryIn(line));
    if (entries.length !== one.size) break;
  }
  const covered = checkpoints.filter(({ size }) => size <= entries.length);
  const roots = rootsAt(
    entries.map(({ hash }) => hash),
    covered.map(({ size }) => size),
  );
  const wrong = covered.findIndex(({ size, root }) => roots.get(size) !== root);
  const last = wrong < 0 ? entries.length : (covered[wrong - 1]?.size ?? 0);
  return { entries: entries.slice(0, last), faults };
}

function entryIn(line: string): NamedCommit[] {
  const cells: unknown = JSON.parse(line);
  if (!Array.isArray(cells)) return [];
  const [hash, office, kind, number, version, recordedAt] = cells.map(String);
  if (hash === undefined || recordedAt === undefined) return [];
  return [
    {
      ...{ hash, recordedAt, version: Number(version) },
      ...{ office: String(office), kind: String(kind), number: String(number) },
    },
  ];
}
