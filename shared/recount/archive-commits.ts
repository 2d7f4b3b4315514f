/**
 * The archive as a second reader sees it: one JSON object a line, the log's commits among them. This folder shares
 * no code with the rest of the product on purpose, so that a mistake there cannot be repeated here.
 */

import { ArchiveChains, RecountError } from './archive-chains.ts';

export type ArchivedEvent = {
  readonly type: string;
  readonly v: number;
  readonly on: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** A commit's place and what it says. `events` are numbered `version.1`, `version.2` … in corrections. */
export type ArchivedCommit = {
  readonly office: string;
  readonly kind: string;
  readonly stream: string;
  readonly version: number;
  readonly number: string;
  readonly recordedAt: string;
  readonly events: readonly ArchivedEvent[];
};

const FORMAT = 'taizhang-archive';
const BODY = 5;
const HASH = 6;

/** The lines of an archive, one after another. The first must be the archive's head. */
export class ArchiveLines {
  readonly #chains = new ArchiveChains();
  #line = 0;

  /** The commit that stands in the line, as it was hashed; null where another row does. */
  read(text: string): ArchivedCommit | null {
    if (text.trim() === '') return null;
    this.#line += 1;
    const value = objectIn(text, this.#line);
    if (this.#line === 1 && value.format !== FORMAT)
      throw new RecountError('line 1 is not the head of an archive');
    return this.#line > 1 && value.t === 'commits' ? commitIn(value.r, this.#line, this.#chains) : null;
  }
}

function objectIn(text: string, line: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // said below, with the line
  }
  throw new RecountError(`line ${line} is no JSON object`);
}

function commitIn(row: unknown, line: number, chains: ArchiveChains): ArchivedCommit {
  const cells: readonly unknown[] = Array.isArray(row) ? row : [];
  const body = cells[BODY];
  if (typeof body !== 'string') throw new RecountError(`line ${line} holds no commit`);
  const commit = objectIn(body, line);
  if (!Array.isArray(commit.events) || typeof commit.version !== 'number')
    throw new RecountError(`line ${line} holds no commit`);
  const archived = commit as unknown as ArchivedCommit & { readonly prev?: unknown };
  chains.follow(archived, body, cells[HASH]);
  return archived;
}
