/** Documents without a trace of when and by which program run they were made: the same report gives the same bytes. */
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { readZip, writeZip } from './zip.ts';

const PROPERTIES = 'docProps/core.xml';
/** A report of a city with its pictures, with room. */
const LIMIT = 200_000_000;

/** .docx and .xlsx bear the day of the report as the day they were made. */
export function settledArchive(bytes: Uint8Array, on: PlainDate): Uint8Array {
  const entries = readZip(Buffer.from(bytes), LIMIT).map((entry) =>
    entry.name === PROPERTIES
      ? { ...entry, bytes: Buffer.from(settledProperties(entry.bytes.toString('utf8'), on)) }
      : entry,
  );
  return new Uint8Array(writeZip(entries));
}

function settledProperties(xml: string, on: PlainDate): string {
  const day = `${on}T00:00:00Z`;
  return xml
    .replace(/(<dcterms:(?:created|modified)[^<>]*>)[^<]*/g, `$1${day}`)
    .replace(/<cp:lastModifiedBy>[^<]*<\/cp:lastModifiedBy>/, '');
}

/** The stamps of a PDF have a fixed length, so that nothing in the file moves. */
export function settledPdf(bytes: Uint8Array, on: PlainDate): Uint8Array {
  const stamp = `(D:${on.replaceAll('-', '')}000000`;
  const text = Buffer.from(bytes).toString('latin1');
  const settled = text.replace(
    /(\/(?:CreationDate|ModDate) )\(D:\d{14}/g,
    (_, name: string) => `${name}${stamp}`,
  );
  return new Uint8Array(Buffer.from(settled, 'latin1'));
}
