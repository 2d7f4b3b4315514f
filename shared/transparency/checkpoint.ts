/** What is signed about a log: how many entries it has and the root over them (C2SP tlog-checkpoint). */
import { hash } from 'node:crypto';
import { jsonObject } from '#shared/kernel/parse-json.ts';
import { type Note, readNote } from './signed-note.ts';
import { HASH_BYTES } from './tree-hash.ts';

type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** When it was signed: an instant as the ledger writes it. Of checkpoints of others it may be absent. */
  readonly time?: string;
  /** SHA-256, base64, of the whole text of the checkpoint before; absent on the first. */
  readonly previous?: string;
  /** SHA-256, base64, of the file that names the entries since the checkpoint before. */
  readonly names?: string;
  /** Lines of the keys that sign from here on, each in the place of one of its kind or beside the others. */
  readonly keys?: readonly string[];
  /** The log was set back: of what was sealed before it goes on from the first `from` entries. */
  readonly anew?: Anew;
};
/** `by`, in words, whoever said so. */
export type Anew = { readonly from: number; readonly by: string; readonly reason: string };
export type SignedCheckpoint = Checkpoint & { readonly note: Note; readonly whole: string };

const EXTENSIONS = ['time', 'previous', 'names'] as const;
const KEY = 'key ';

/** The text that is signed. */
export function checkpointText({ origin, size, root, anew, keys = [], ...more }: Checkpoint): string {
  const extensions = EXTENSIONS.flatMap((name) =>
    more[name] === undefined ? [] : [`${name} ${more[name]}\n`],
  );
  const setBack = anew === undefined ? '' : `anew ${JSON.stringify(anew)}\n`;
  const announced = keys.map((line) => `${KEY}${line}\n`).join('');
  return `${origin}\n${size}\n${root.toString('base64')}\n${extensions.join('')}${setBack}${announced}`;
}

/** Null for what is no checkpoint. Whether its signatures are right is not looked at; lines that are unknown are kept in the note. */
export function readCheckpoint(whole: string): SignedCheckpoint | null {
  const note = readNote(whole);
  const [origin = '', size = '', base64 = '', ...extensions] = note?.text.trimEnd().split('\n') ?? [];
  const root = Buffer.from(base64, 'base64');
  if (note === null || origin === '' || !/^(?:0|[1-9]\d{0,15})$/.test(size) || root.length !== HASH_BYTES)
    return null;
  const more: Partial<Record<(typeof EXTENSIONS)[number], string>> = {};
  for (const name of EXTENSIONS) {
    const line = extensions.find((one) => one.startsWith(`${name} `));
    if (line !== undefined) more[name] = line.slice(name.length + 1);
  }
  const anew = anewIn(extensions.find((one) => one.startsWith('anew ')));
  const keys = extensions.filter((line) => line.startsWith(KEY)).map((line) => line.slice(KEY.length));
  const changes = { ...(anew !== null && { anew }), ...(keys.length > 0 && { keys }) };
  return { origin, size: Number(size), root, ...more, ...changes, note, whole };
}

function anewIn(line = ''): Anew | null {
  const { from, by, reason } = jsonObject(line.slice('anew '.length)) ?? {};
  if (typeof from !== 'number' || !Number.isSafeInteger(from) || from < 0) return null;
  return { from, by: String(by), reason: String(reason) };
}

/** How often the log was set back before: the number at the end of its origin (`…/ledger.1`), 0 without one. */
export const generationOf = ({ origin }: Pick<Checkpoint, 'origin'>): number =>
  Number(/\/[a-z]+\.([1-9]\d{0,2})$/.exec(origin)?.[1] ?? 0);

/** By it checkpoints stand in the order in which they were signed. */
export const rankOf = (one: Pick<Checkpoint, 'origin' | 'size'>): number =>
  generationOf(one) * GENERATION + one.size;

/** More entries than any log has. */
const GENERATION = 1e12;

/** The first entry that a checkpoint covers and the one before it does not. */
export const firstOf = ({ anew }: Pick<Checkpoint, 'anew'>, before: { size: number } | undefined): number =>
  anew?.from ?? before?.size ?? 0;

/** Those of a chain that are one tree, each the beginning of the next: without what was lost where it was set back. */
export function standingOf(chain: readonly SignedCheckpoint[]): readonly SignedCheckpoint[] {
  let standing: SignedCheckpoint[] = [];
  for (const one of chain) {
    const { anew } = one;
    if (anew !== undefined) standing = standing.filter(({ size }) => size <= anew.from);
    standing.push(one);
  }
  return standing;
}

/** SHA-256, base64. */
export function digestOfText(text: string): string {
  return hash('sha256', text, 'base64');
}

/** Of a checkpoint among all others of its log: by size, then by time. */
export function checkpointName({ time = '', ...one }: Pick<Checkpoint, 'origin' | 'size' | 'time'>): string {
  return `${rankName(rankOf(one))}-${time.slice(0, 23).replace(/[-:.]/g, '')}`;
}

/** What stands before the name of every checkpoint of that rank, and of none that is lower. */
export function rankName(rank: number): string {
  return `checkpoints/${sized(rank)}`;
}

/** Of the file that names the entries from `first` up to `size`. */
export function namesName(first: number, size: number, generation = 0): string {
  return `names/${sized(generation * GENERATION + first)}-${sized(generation * GENERATION + size)}`;
}

const sized = (size: number): string => String(size).padStart(20, '0');
