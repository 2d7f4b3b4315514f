/** What is signed about a log: how many entries it has and the root over them (C2SP tlog-checkpoint). */
import { hash } from 'node:crypto';
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
};
export type SignedCheckpoint = Checkpoint & { readonly note: Note; readonly whole: string };

const EXTENSIONS = ['time', 'previous', 'names'] as const;

/** The text that is signed. */
export function checkpointText({ origin, size, root, ...more }: Checkpoint): string {
  const extensions = EXTENSIONS.flatMap((name) =>
    more[name] === undefined ? [] : [`${name} ${more[name]}\n`],
  );
  return `${origin}\n${size}\n${root.toString('base64')}\n${extensions.join('')}`;
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
  return { origin, size: Number(size), root, ...more, note, whole };
}

/** SHA-256, base64. */
export function digestOfText(text: string): string {
  return hash('sha256', text, 'base64');
}

/** Of a checkpoint among all others of its log: by size, then by time. */
export function checkpointName({ size, time = '' }: Pick<Checkpoint, 'size' | 'time'>): string {
  return `${sizeName(size)}-${time.slice(0, 23).replace(/[-:.]/g, '')}`;
}

/** What stands before the name of every checkpoint of that size, and of none that is smaller. */
export function sizeName(size: number): string {
  return `checkpoints/${sized(size)}`;
}

/** Of the file that names the entries from `first` up to `size`. */
export function namesName(first: number, size: number): string {
  return `names/${sized(first)}-${sized(size)}`;
}

const sized = (size: number): string => String(size).padStart(20, '0');
