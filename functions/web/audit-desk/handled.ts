/** A case of a kind to which files are attached, known as such. */
import type { Handled } from '#shared/handling/state.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';

/** Null of a kind that has none. */
export function handledOf(file: CaseFile): CaseFile<Handled> | null {
  return hasHandling(file) ? file : null;
}

function hasHandling(file: CaseFile): file is CaseFile<Handled> {
  return file.kind.isBeside !== undefined;
}
