/** A file of the data folder that cannot be used at all: said in one line that names it. What is damaged keeps its words. */
import { statSync } from 'node:fs';

export class UnusableFile extends Error {}

/** Opens, and names the file where that fails. */
export function opened<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (fault) {
    throw unusable(file, fault);
  }
}

export function unusable(file: string, fault: unknown): UnusableFile {
  if (fault instanceof UnusableFile) return fault;
  if (isFolder(file))
    return new UnusableFile(
      `${file} is a folder and not a file: move it away, and ${mended(file)} (此处应为文件，却是文件夹)`,
    );
  const message = fault instanceof Error ? fault.message : String(fault);
  return new UnusableFile(message.includes(file) ? message : `${file}: ${message}`, { cause: fault });
}

/** Read models follow from the ledger. */
const mended = (file: string): string =>
  /(?:views|search)\.db$/.test(file)
    ? 'the next start makes the file anew'
    : 'put the file back from its copy';

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
