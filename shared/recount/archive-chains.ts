/** What a second reader checks before counting: that the archive is whole, and each case's commits as they were hashed. */
import { createHash } from 'node:crypto';

/** The archive cannot be counted: it is damaged, not whole, or of a later program. */
export class RecountError extends Error {}

/** Commits do not follow each other as they were recorded. */
export class BrokenChainError extends RecountError {
  readonly case: string;
  readonly version: number;

  constructor(number: string, version: number, what: string) {
    super(`${number} version ${version}: ${what}`);
    this.case = number;
    this.version = version;
  }
}

type Hashed = {
  readonly office: string;
  readonly kind: string;
  readonly stream: string;
  readonly version: number;
  readonly number: string;
  readonly prev?: unknown;
};

/** Of every case the newest version and its hash. */
export class ArchiveChains {
  readonly #heads = new Map<string, { readonly version: number; readonly hash: string }>();

  /** Told of each commit in the archive's order. Throws BrokenChainError at the first that does not follow. */
  follow(commit: Hashed, bytes: string, hash: unknown): void {
    const { office, kind, stream, version, number, prev } = commit;
    const key = JSON.stringify([office, kind, stream]);
    const head = this.#heads.get(key) ?? { version: 0, hash: '' };
    const digest = sha256(bytes);
    if (hash !== digest) throw new BrokenChainError(number, version, 'is not as it was hashed');
    if (version !== head.version + 1)
      throw new BrokenChainError(number, version, `follows version ${head.version}`);
    if (prev !== head.hash) throw new BrokenChainError(number, version, 'its predecessor is another');
    this.#heads.set(key, { version, hash: digest });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The lines of an archive file, and at their end whether they were all: the closing line has the number of rows by
 * table and the SHA-256 of everything before it. `unclosed`: also an archive of version 1, which has none.
 */
export async function* wholeArchive(
  lines: AsyncIterable<string>,
  { unclosed }: { readonly unclosed: boolean },
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = { commits: 0, numbers: 0, keys: 0, seals: 0, data_keys: 0 };
  let [version, count, closed] = [0, 0, ''];
  for await (const line of lines) {
    if (line.trim() === '') continue;
    if (closed !== '') throw new RecountError('there are lines after the closing line');
    count += 1;
    if (count === 1) ({ version } = JSON.parse(line));
    if (version > 1 && line.startsWith('{"end":')) {
      closed = line;
      continue;
    }
    hash.update(`${line}\n`);
    const table = /^\{"t":"(\w+)"/.exec(line)?.[1];
    if (table !== undefined) rows[table] = (rows[table] ?? 0) + 1;
    yield line;
  }
  if (version === 1 && unclosed) return;
  if (closed === '')
    throw new RecountError('the archive has no closing line: nobody can tell whether it is whole');
  const wanted = JSON.stringify({ end: rows, sha256: hash.digest('hex') });
  if (closed.trim() !== wanted) throw new RecountError('the closing line does not fit the lines before it');
}
