/**
 * An archive (`export FILE`): a head, rows `{"t":table,"r":[cells]}` and a closing line with the number of rows of each
 * table and the SHA-256 of every byte before it. A commit is one JSON text, hashed as it stands; its `prev` is the hash of
 * the commit before of the same case.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Fault } from './words.ts';

/** What names a commit to people, with its hash. */
export type NamedCommit = {
  readonly hash: string;
  readonly office: string;
  readonly kind: string;
  readonly number: string;
  readonly version: number;
  readonly recordedAt: string;
};
export type ReadCommit = NamedCommit & {
  readonly stream: string;
  readonly prev: string;
  readonly key?: string;
  readonly seal?: { readonly ref: string; readonly digest: string };
  readonly events: readonly StoredEvent[];
};
export type StoredEvent = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
type Cells = readonly (string | number)[];

export type Archive = {
  /** In the order of recording. */
  readonly commits: readonly ReadCommit[];
  /** The rows of the other tables, as they stand. */
  readonly rows: Readonly<Record<'numbers' | 'keys' | 'seals' | 'data_keys', readonly Cells[]>>;
  /** The checkpoints and names that the recorder keeps itself, and its key: by name, as they stand. */
  readonly proof: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
};

/** No archive at all: nothing can be said of it. */
export class NoArchive extends Error {}

const FORMAT = 'taizhang-archive';

export async function readArchive(file: string): Promise<Archive> {
  const reading = new Reading();
  for await (const line of linesOf(file)) reading.line(line);
  return reading.end();
}

/** Not readline: it also ends lines at U+2028, which may stand in a label. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}

class Reading {
  readonly #hash = createHash('sha256');
  readonly #counts = new Map<string, number>();
  readonly #commits: ReadCommit[] = [];
  readonly #proof = new Map<string, string>();
  readonly #rows: Record<keyof Archive['rows'], Cells[]> = {
    numbers: [],
    keys: [],
    seals: [],
    data_keys: [],
  };
  readonly #faults: Fault[] = [];
  #lines = 0;
  #last = 0;
  #isWhole = false;

  line(text: string): void {
    this.#lines += 1;
    const value = objectIn(text);
    if (this.#lines === 1 && value?.format !== FORMAT) throw new NoArchive();
    const end = value?.end;
    if (this.#lines > 1 && isObject(end)) {
      this.#isWhole = value?.sha256 === this.#hash.digest('hex') && this.#countedAs(end);
      return;
    }
    if (this.#isWhole) this.#isWhole = false;
    else this.#hash.update(`${text}\n`);
    if (this.#lines > 1) this.#row(value);
  }

  end(): Archive {
    if (this.#lines === 0) throw new NoArchive();
    if (!this.#isWhole) this.#faults.push({ what: 'archiveNotWhole' });
    return { commits: this.#commits, rows: this.#rows, proof: this.#proof, faults: this.#faults };
  }

  #countedAs(end: Readonly<Record<string, unknown>>): boolean {
    return [...this.#counts].every(([table, count]) => end[table] === count);
  }

  #row(value: Readonly<Record<string, unknown>> | null): void {
    const { t, r } = value ?? {};
    if (typeof t !== 'string' || !Array.isArray(r)) {
      this.#faults.push({ what: 'lineUnreadable', line: this.#lines });
      return;
    }
    this.#counts.set(t, (this.#counts.get(t) ?? 0) + 1);
    if (t === 'commits') this.#commit(r);
    else if (t === 'audit') this.#commit([...r.slice(0, 2), 'audit', ...r.slice(2)]);
    else if (t === 'proof') this.#proof.set(String(r[0]), String(r[1]));
    else if (t === 'numbers' || t === 'keys' || t === 'seals' || t === 'data_keys') this.#rows[t].push(r);
  }

  /** The hash that counts is made here from the bytes; the one that stands beside them is only compared. */
  #commit([position, office, kind, stream, version, bytes, stored]: readonly unknown[]): void {
    const hash = createHash('sha256').update(String(bytes)).digest('hex');
    const body = objectIn(String(bytes));
    const commit = body === null ? null : commitIn(body, hash);
    const named = {
      office: String(office),
      case: commit?.number ?? String(stream),
      version: Number(version),
    };
    if (hash !== stored || commit === null) this.#faults.push({ what: 'changed', ...named });
    else if (!isAt(commit, [office, kind, stream, version]))
      this.#faults.push({ what: 'misplaced', ...named });
    if (Number(position) !== this.#last + 1) this.#faults.push({ what: 'holeBefore', ...named });
    this.#last = Number(position);
    if (commit !== null) this.#commits.push(commit);
  }
}

function isAt({ office, kind, stream, version }: ReadCommit, place: readonly unknown[]): boolean {
  return [office, kind, stream, version].every((part, index) => part === place[index]);
}

/** Null for bytes that are no commit. */
export function commitIn(body: Readonly<Record<string, unknown>>, hash: string): ReadCommit | null {
  const { office, kind, stream, number, version, recordedAt, prev, key, seal, events } = body;
  if (typeof version !== 'number' || !Array.isArray(events)) return null;
  return {
    ...{ hash, version, events: events.filter(isEvent) },
    ...{ office: String(office), kind: String(kind), stream: String(stream), number: String(number) },
    ...{ recordedAt: String(recordedAt), prev: String(prev) },
    ...(typeof key === 'string' && { key }),
    ...(isObject(seal) && { seal: { ref: String(seal.ref), digest: String(seal.digest) } }),
  };
}

function isEvent(value: unknown): value is StoredEvent {
  return isObject(value) && typeof value.type === 'string' && isObject(value.data);
}

export function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
