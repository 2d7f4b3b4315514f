/**
 * Prints what it is handed, for the functions that may ask it. It knows no table, no bucket and no key: whoever fills a page
 * with something that breaks out of the browser finds nothing here.
 */
import { printHere } from '#shared/documents/print-here.ts';
import { called } from '#shared/house/called.ts';
import { type Answered, type Asked, unpacked } from '#shared/house/print-function.ts';

export const handler = called(async (asked: Asked): Promise<Answered> => {
  const pages = await printHere(unpacked(asked));
  return { pages: pages.map((page) => Buffer.from(page).toString('base64')) };
});
