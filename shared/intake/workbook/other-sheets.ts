/** Sheets beside the one that is read: the sender is warned that they were left out. */
import { UnreadableFile } from '../unreadable-file.ts';
import { readXml } from './read-xml.ts';
import type { Sheet } from './workbook-parts.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Pieces of 64 KB; whatever stands before the first cell is shorter. */
const MOST_PIECES = 16;

/** The names of those with a filled cell, hidden ones aside. */
export async function filledSheets(zip: ZipArchive, sheets: readonly Sheet[]): Promise<string[]> {
  const names: string[] = [];
  for (const { name, part, hidden } of sheets) if (!hidden && (await isFilled(zip, part))) names.push(name);
  return names;
}

async function isFilled(zip: ZipArchive, part: string): Promise<boolean> {
  let filled = false;
  const open = (element: string): void => {
    filled ||= element === 'v' || element === 't';
  };
  let pieces = 0;
  try {
    for await (const _piece of readXml(zip.read(part), { open })) {
      pieces += 1;
      if (filled || pieces === MOST_PIECES) break;
    }
  } catch (fault) {
    // it is not the sheet that is read: a fault there is worth no more than this
    if (fault instanceof UnreadableFile) return true;
    throw fault;
  }
  return filled;
}
