/** A file that somebody is about to import: kept sealed while it is looked at, and open to that person alone. */
import type { ImportDone, ReadingOptions, Rejected } from '#shared/intake/import-result.ts';
import type { ImportFormat } from '#shared/intake/read-records.ts';
import type { Reading } from '#shared/intake/reading.ts';
import type { SentKind } from '#shared/intake/sent-file.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { Actor } from '#shared/kernel/event.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { House } from '#shared/store/house.ts';
import type { UploadPart } from '#shared/store/uploads.ts';

type Kept = Pick<House, 'uploads'>;
/** Whose it is. */
type Owner = { readonly office: string; readonly user: string };
type About = Owner & { readonly name: string; readonly format: ImportFormat };
/** What may be chosen on the page; commands are for programs. */
export type OfferedKind = Exclude<SentKind, 'commands'>;
/** What the person has settled of it so far. */
export type Settled = { readonly kind: OfferedKind | null; readonly reading: Partial<Reading> };
/** `fields`: what stood in the row, in the order of `headings`. */
export type RefusedRow = Rejected & { readonly fields: readonly string[] };
export type Outcome = Omit<ImportDone, 'records' | 'rejected'> & {
  readonly kind: SentKind;
  readonly name: string;
  readonly dryRun: boolean;
  readonly receipt: string | null;
  readonly warned: readonly Warning[];
  readonly headings: readonly string[];
  /** Columns that were not to be imported. */
  readonly left: readonly string[];
  readonly refused: readonly RefusedRow[];
  /** Why the file was turned back whole. */
  readonly fault?: { readonly code: string; readonly message: string };
};
/** `job`: the id of the one that imports it, or tries it out. */
type Parts = {
  readonly about: About;
  readonly reading: Settled;
  readonly progress: { readonly job: string };
  readonly outcome: Outcome;
};

export type Upload = About & { readonly id: string };

export type ImportAsked = {
  /** Under which its bytes are kept, and what comes of it. */
  readonly upload: string;
  readonly name: string;
  readonly format: ImportFormat;
  readonly kind: SentKind;
  readonly dryRun: boolean;
  readonly office: string;
  readonly role: Role;
  readonly actor: Actor;
  readonly receipt: string;
  readonly options: ReadingOptions;
  /** By a program: see `ImportRequest`. */
  readonly sent?: { readonly key: string; readonly content: string; readonly receipt?: string };
  /** By a person, who has said how it is to be read: that holds for the next file. */
  readonly settled?: Settled & { readonly kind: SentKind };
};

export async function keepUpload(
  house: Kept,
  owner: Owner,
  { bytes, ...about }: Omit<About, keyof Owner> & { readonly bytes: Uint8Array },
): Promise<Upload> {
  const id = await house.uploads.begin();
  const own = { ...about, office: owner.office, user: owner.user };
  await house.uploads.put(id, 'file', bytes);
  await keepPart(house, id, { about: own });
  return { ...own, id };
}

/** Null for what is not there, no longer there, or another's. */
export async function uploadOf(house: Kept, owner: Owner, id: string): Promise<Upload | null> {
  const about = await partOf(house, id, 'about');
  return about?.user === owner.user && about.office === owner.office ? { ...about, id } : null;
}

export async function keepPart({ uploads }: Kept, id: string, parts: Partial<Parts>): Promise<void> {
  for (const [part, value] of Object.entries(parts))
    await uploads.put(id, part as UploadPart, Buffer.from(JSON.stringify(value)));
}

export async function partOf<Part extends keyof Parts>(
  { uploads }: Kept,
  id: string,
  part: Part,
): Promise<Parts[Part] | null> {
  const bytes = await uploads.get(id, part);
  return bytes === null ? null : JSON.parse(Buffer.from(bytes).toString());
}
