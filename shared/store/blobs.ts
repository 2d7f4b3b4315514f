/** Documents and attachments by name. What is published is written once: nobody puts other bytes under its name. */
import type { Page, PageRequest } from './views.ts';

/** Names are paths such as `reports/default/2026/v1.pdf`: letters, digits, `-`, `_`, `.` and `/`, no empty or dotted parts. */
export interface BlobStore {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** False, and nothing written, when other bytes stand under the name; true when these do, now or already. */
  putOnce(name: string, bytes: Uint8Array): Promise<boolean>;
  get(name: string): Promise<Uint8Array | null>;
  /** What is published stays; nothing happens where there is nothing. */
  remove(name: string): Promise<void>;
  /** Names that begin with `prefix`, in order. */
  list(prefix: string, page: PageRequest): Promise<Page<string>>;
}

const PART = /^[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u;

/** Throws RangeError for what is no name: a path that climbs out of the store is a bug or an attack. */
export function checkBlobName(name: string): string {
  const parts = name.split('/');
  if (name.length > 512 || parts.some((part) => !PART.test(part))) throw new RangeError('no name of a blob');
  return name;
}
