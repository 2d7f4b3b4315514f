/**
 * The form of an archive: a head, rows as `{"t":table,"r":[columns]}`, and a closing line with the number of rows of
 * each table and the SHA-256 of every byte before it. Without that line nobody can tell a whole archive from a part.
 */
import { createHash } from 'node:crypto';

/** Version 1, of earlier programs, had no closing line. */
const ARCHIVE_HEAD = { format: 'taizhang-archive', version: 2 } as const;
const WITHOUT_CLOSING_LINE = 1;

export const ARCHIVE_TABLES = ['commits', 'numbers', 'keys', 'seals', 'data_keys'] as const;
export type ArchiveTable = (typeof ARCHIVE_TABLES)[number];
/** Files of the signed tree, `[name, text]`: none in an archive of a ledger that was never sealed. */
export const PROOF_ROWS = 'proof';
/** Entries of the audit stream `[place in its tree, office, stream, version, body, hash, sealed texts]`, and its keys. */
export const AUDIT_ROWS = 'audit';
export const AUDIT_KEYS = 'auditKeys';
export type ArchiveRow = {
  readonly t: ArchiveTable | typeof PROOF_ROWS | typeof AUDIT_ROWS | typeof AUDIT_KEYS;
  readonly r: readonly (string | number)[];
};

/** What is no archive, or not all of one. */
export class ArchiveError extends Error {}

export function headLine(): string {
  return `${JSON.stringify(ARCHIVE_HEAD)}\n`;
}

export function rowLine({ t, r }: ArchiveRow): string {
  return `${JSON.stringify({ t, r })}\n`;
}

/** Told of every line of an archive, in order, it knows how the archive has to end. */
export class ArchiveSum {
  readonly #hash = createHash('sha256');
  readonly #counts = new Map<string, number>(ARCHIVE_TABLES.map((table) => [table, 0]));

  note(line: string, table?: string): string {
    this.#hash.update(line.endsWith('\n') ? line : `${line}\n`);
    if (table !== undefined) this.#counts.set(table, (this.#counts.get(table) ?? 0) + 1);
    return line;
  }

  /** Once, at the end. */
  closingLine(): string {
    const end = Object.fromEntries(this.#counts);
    return `${JSON.stringify({ end, sha256: this.#hash.digest('hex') })}\n`;
  }
}

type Reading = {
  /** Also an archive of an earlier program, of which nobody can tell whether it is whole. */
  readonly unclosed?: boolean;
};

/** The rows of an archive's lines. Throws ArchiveError, at the latest after the last row, for what is not all of one. */
export function* archiveRows(
  lines: Iterable<string>,
  { unclosed = false }: Reading = {},
): Generator<ArchiveRow> {
  const sum = new ArchiveSum();
  let [number, isClosed, version] = [0, false, 0];
  for (const line of lines) {
    number += 1;
    if (isClosed) throw new ArchiveError(`line ${number} comes after the closing line`);
    const value = parsed(line, number);
    if (number === 1) version = versionOf(value, unclosed);
    else if (version > WITHOUT_CLOSING_LINE && 'end' in value) isClosed = checkedEnd(line, sum);
    if (isClosed) continue;
    const row = number === 1 ? null : rowOf(value, number);
    sum.note(line, row?.t);
    if (row !== null) yield row;
  }
  if (number === 0) throw new ArchiveError('the archive is empty');
  if (!isClosed && version > WITHOUT_CLOSING_LINE)
    throw new ArchiveError(
      `the archive is cut short: after line ${number} its closing line is missing (档案不完整)`,
    );
}

function checkedEnd(line: string, sum: ArchiveSum): true {
  const wanted = sum.closingLine();
  if (line.trimEnd() === wanted.trimEnd()) return true;
  throw new ArchiveError(
    `the archive is not what was written: its closing line says ${line.trim()}, its lines make ${wanted.trim()} (档案被改动或缺行)`,
  );
}

function versionOf({ format, version }: Line, unclosed: boolean): number {
  if (format !== ARCHIVE_HEAD.format) throw new ArchiveError('not an archive of this program');
  if (version === ARCHIVE_HEAD.version) return version;
  if (version !== WITHOUT_CLOSING_LINE) throw new ArchiveError(`an archive of version ${version} is unknown`);
  if (!unclosed)
    throw new ArchiveError(
      'an earlier version wrote this archive, without a closing line: nobody can tell whether it is whole. Say --without-closing-line to take it all the same',
    );
  return version;
}

type Line = {
  readonly format?: unknown;
  readonly version?: unknown;
  readonly t?: unknown;
  readonly r?: unknown;
};

function rowOf({ t, r }: Line, number: number): ArchiveRow {
  const table = ROWS.find((one) => one === t);
  if (table === undefined || !isRow(r))
    throw new ArchiveError(`line ${number} of the archive cannot be read`);
  return { t: table, r };
}

const ROWS: readonly ArchiveRow['t'][] = [...ARCHIVE_TABLES, PROOF_ROWS, AUDIT_ROWS, AUDIT_KEYS];

const isRow = (cells: unknown): cells is ArchiveRow['r'] =>
  Array.isArray(cells) && cells.every((cell) => typeof cell === 'string' || typeof cell === 'number');

function parsed(line: string, number: number): Line {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // said below, with the line
  }
  throw new ArchiveError(`line ${number} of the archive is no JSON`);
}
