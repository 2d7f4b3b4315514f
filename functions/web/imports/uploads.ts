/** A file that somebody is about to import: kept sealed while it is looked at, and open to that person alone. */
import type { Rejected } from '#shared/intake/import-result.ts';
import type { ImportFormat } from '#shared/intake/read-records.ts';
import type { Reading } from '#shared/intake/reading.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { UploadPart } from '#shared/store/uploads.ts';
import type { Principal, Web } from '../frame/web.ts';
import { type OfferedKind, PATH } from './kinds.ts';

export type By = { readonly web: Web; readonly who: Principal };

type About = {
  readonly office: string;
  readonly user: string;
  readonly name: string;
  readonly format: ImportFormat;
};
/** What the person has settled of it so far. */
export type Settled = { readonly kind: OfferedKind | null; readonly reading: Partial<Reading> };
export type Progress = {
  readonly dryRun: boolean;
  readonly done: number;
  /** Of the file, from 0 to 1; absent where it is not known. */
  readonly share?: number;
  readonly at: Instant;
};
/** `fields`: what stood in the row, in the order of `headings`. */
export type RefusedRow = Rejected & { readonly fields: readonly string[] };
export type Outcome = {
  readonly kind: OfferedKind;
  readonly name: string;
  readonly dryRun: boolean;
  readonly read: number;
  readonly recorded: number;
  readonly duplicates: number;
  readonly receipt: string | null;
  readonly warned: readonly Warning[];
  readonly headings: readonly string[];
  /** Columns that were not to be imported. */
  readonly left: readonly string[];
  readonly refused: readonly RefusedRow[];
  /** Why the file was turned back whole. */
  readonly fault?: { readonly code: string; readonly message: string };
};
type Parts = {
  readonly about: About;
  readonly reading: Settled;
  readonly progress: Progress;
  readonly outcome: Outcome;
};

export type Upload = About & { readonly id: string };

export const uploadPath = (id: string): string => `${PATH}/files/${id}`;

export async function keepUpload(
  { web, who }: By,
  { bytes, ...about }: Omit<About, 'office' | 'user'> & { readonly bytes: Uint8Array },
): Promise<Upload> {
  const { uploads } = web.house;
  const id = await uploads.begin();
  const own = { ...about, office: who.office, user: who.user };
  await uploads.put(id, 'file', bytes);
  await keepPart(web, id, { about: own });
  return { ...own, id };
}

/** Null for what is not there, no longer there, or another's. */
export async function uploadOf({ web, who }: By, id: string): Promise<Upload | null> {
  const about = await partOf(web, id, 'about');
  return about?.user === who.user && about.office === who.office ? { ...about, id } : null;
}

export async function keepPart(web: Web, id: string, parts: Partial<Parts>): Promise<void> {
  for (const [part, value] of Object.entries(parts))
    await web.house.uploads.put(id, part as UploadPart, Buffer.from(JSON.stringify(value)));
}

export async function partOf<Part extends keyof Parts>(
  web: Web,
  id: string,
  part: Part,
): Promise<Parts[Part] | null> {
  const bytes = await web.house.uploads.get(id, part);
  return bytes === null ? null : JSON.parse(Buffer.from(bytes).toString());
}
