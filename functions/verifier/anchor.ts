/**
 * A folder of checkpoints that the recorder cannot rewrite: every checkpoint for ever (`checkpoints/…`) and the names of
 * the entries that each added (`names/…`, a line `["hash","office","kind","number",version,"instant"]` for every entry).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NamedCommit } from './archive.ts';
import {
  base64Digest,
  type Checkpoint,
  checkpointOf,
  inOrder,
  type keysIn,
  trustAfter,
  trustIn,
} from './notes.ts';
import { rootsAt } from './tree.ts';
import type { Fault } from './words.ts';

export type Anchor = {
  /** Oldest first; only those with a signature that fits. */
  readonly checkpoints: readonly Checkpoint[];
  /** Those of them that are one tree: without what was lost where the log was set back. */
  readonly standing: readonly Checkpoint[];
  /** Where it was, oldest first. */
  readonly setbacks: readonly Setback[];
  /** The entries in their order, as far as they are named and borne out by the roots. */
  readonly entries: readonly NamedCommit[];
  readonly faults: readonly Fault[];
};

/** A log that lost its end, as was said by whom: no fault, and told for ever. */
export type Setback = NonNullable<Checkpoint['anew']> & {
  readonly time: string;
  /** The last checkpoint from before. */
  readonly last: Pick<Checkpoint, 'size' | 'root' | 'time'>;
  readonly lost: readonly NamedCommit[];
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
    .flatMap(({ path, text }) => checkpointOf(text, basename(path)) ?? [])
    .filter(({ origin, generation }) => origin.endsWith(generation === 0 ? log : `${log}.${generation}`));
  const checkpoints: Checkpoint[] = [];
  let trust = trustIn(keys);
  for (const one of inOrder(read)) {
    const after = trustAfter(trust, one.note);
    if (after === null) faults.push({ what: 'checkpointUnsigned', ...of(one) });
    else checkpoints.push(one);
    trust = after ?? trust;
  }
  const names = files
    .filter(({ path }) => /[\\/]names[\\/]/.test(path))
    .map(({ path, text }): Names => {
      return {
        first: Number.parseInt(basename(path).slice(0, 20), 10) % GENERATION,
        text,
        digest: base64Digest(text),
      };
    });
  const standing = standingOf(checkpoints);
  const { entries, faults: ofNames } = entriesOf(standing, names);
  const setbacks = setbacksOf(checkpoints, { names, entries });
  return {
    ...{ checkpoints, standing, entries, setbacks: setbacks.setbacks },
    faults: [...faults, ...faultsOfOrder(checkpoints), ...ofNames, ...setbacks.faults],
  };
}

export const of = ({ file, size, time }: Checkpoint) => ({ name: file, size, at: time });

/** The files of a log that was set back are numbered from here on, or a multiple of it. */
const GENERATION = 1e12;

type AnchorFile = { readonly path: string; readonly text: string };

export function filesIn(folder: string): AnchorFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !/[\\/]tile(?:[\\/]|$)/.test(one.parentPath))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Each names the one before, none is smaller than one before, and two of one size have one root. */
function faultsOfOrder(checkpoints: readonly Checkpoint[]): Fault[] {
  const faults: Fault[] = [];
  checkpoints.forEach((one, index) => {
    const before = checkpoints[index - 1];
    if (one.previous !== (before?.digest ?? null)) faults.push({ what: 'checkpointPrevious', ...of(one) });
    if (before === undefined) return;
    const isNext = one.generation === before.generation + 1 && one.anew !== null;
    if (isNext && one.anew.from <= before.size) return;
    if (one.origin !== before.origin || one.anew !== null)
      faults.push({ what: 'checkpointOrigin', ...of(one) });
    if (one.size < before.size) faults.push({ what: 'checkpointShrinks', ...of(one) });
    if (one.size === before.size && one.root !== before.root)
      faults.push({ what: 'checkpointForked', ...of(one) });
  });
  return faults;
}

function standingOf(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  let standing: Checkpoint[] = [];
  for (const one of checkpoints) {
    const { anew } = one;
    if (anew !== null) standing = standing.filter(({ size }) => size <= anew.from);
    standing.push(one);
  }
  return standing;
}

/** What was lost is the end: where something behind the first of it stands again, it was rewritten. */
function setbacksOf(
  checkpoints: readonly Checkpoint[],
  { names, entries }: { readonly names: readonly Names[]; readonly entries: readonly NamedCommit[] },
): { setbacks: Setback[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const places = new Map(entries.map(({ hash }, index) => [hash, index]));
  const setbacks = checkpoints.flatMap((one, index): Setback[] => {
    const last = checkpoints[index - 1];
    if (one.anew === null || last === undefined) return [];
    const before = entriesOf(standingOf(checkpoints.slice(0, index)), names);
    const first = before.entries.findIndex(
      ({ hash }, place) => place >= (one.anew?.from ?? 0) && !places.has(hash),
    );
    const lost = first < 0 ? [] : before.entries.slice(first);
    const isEnd = lost.every(({ hash }) => !places.has(hash));
    if (!isEnd || before.entries.length !== last.size) faults.push({ what: 'setbackWrong', ...of(one) });
    faults.push(...before.faults);
    return [{ ...one.anew, time: one.time, last, lost }];
  });
  return { setbacks, faults };
}

/** Of two files that name the same entries the earlier counts: what was sealed first is what is compared. */
function entriesOf(checkpoints: readonly Checkpoint[], names: readonly Names[]) {
  const faults: Fault[] = [];
  const entries: NamedCommit[] = [];
  for (const one of checkpoints) {
    if (one.size <= entries.length && one.anew === null) continue;
    const called = names.filter(({ digest }) => digest === one.names);
    const file = called.find(({ first }) => first === entries.length) ?? called[0];
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
