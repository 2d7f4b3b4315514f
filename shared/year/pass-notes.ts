/**
 * What a pass over the ledger keeps between its slices. A slice is called by the place at which it began, and its note
 * says, in one object, what it found and where the next begins: taken twice, at once or one after the other, killed
 * before its end or behind it, what the notes lead through from the first place on is each case once.
 */
import { hash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { BlobStore } from '#shared/store/blobs.ts';
import { allPages } from '#shared/store/views.ts';

/** Forgotten after some days by a rule of the store. */
export const PASSES = 'slices/';

export type SlicedStep = 'count' | 'traces' | 'gather';
export type SliceAt = { readonly step: SlicedStep; readonly part: number; readonly after: string | null };
/** `kept`: by what it is, the name under which it lies. */
type Note = { readonly next: string | null; readonly kept: Readonly<Record<string, string>> };

export class PassNotes {
  readonly #blobs: BlobStore;
  readonly #folder: string;
  readonly #parts: number;

  constructor(blobs: BlobStore, pass: string, parts: number) {
    this.#blobs = blobs;
    this.#folder = `${PASSES}${pass.replace(/[^0-9A-Za-z]/g, '-')}`;
    this.#parts = parts;
  }

  /** Its findings first: the note itself is one write. */
  async slice(at: SliceAt, next: string | null, found: Readonly<Record<string, unknown>>): Promise<void> {
    const kept: Record<string, string> = {};
    for (const [what, value] of Object.entries(found)) {
      const bytes = gzipSync(JSON.stringify(value), { level: 1 });
      kept[what] = `${this.#folder}/${at.step}/${at.part}/${what}-${hash('sha256', bytes).slice(0, 24)}`;
      await this.#blobs.put(kept[what], bytes);
    }
    const note: Note = { next, kept };
    await this.put(this.#placeOf(at), note);
  }

  #placeOf({ step, part, after }: SliceAt): string {
    return `${step}/${part}/${hash('sha256', after ?? '').slice(0, 24)}`;
  }

  /** Where the slice behind this one begins; undefined where it was not taken yet, null behind the last. */
  async next(at: SliceAt): Promise<string | null | undefined> {
    return (await this.get<Note>(this.#placeOf(at)))?.next;
  }

  async isWhole(step: SlicedStep): Promise<boolean> {
    for (let part = 0; part < this.#parts; part += 1) {
      let after: string | null | undefined = await this.next({ step, part, after: null });
      while (typeof after === 'string') after = await this.next({ step, part, after });
      if (after === undefined) return false;
    }
    return true;
  }

  /** What each slice of a step has found of one thing, one after another. */
  async *found<Value>(step: SlicedStep, what: string): AsyncGenerator<Value> {
    for (let part = 0; part < this.#parts; part += 1)
      for (let after: string | null = null; ; ) {
        const note: Note | null = await this.get<Note>(this.#placeOf({ step, part, after }));
        const name = note?.kept[what];
        if (note === null || name === undefined) throw new Error('a slice of the pass is gone');
        yield read<Value>(await this.#blobs.get(name));
        if (note.next === null) break;
        after = note.next;
      }
  }

  async put(name: string, value: unknown): Promise<void> {
    await this.#blobs.put(`${this.#folder}/${name}`, gzipSync(JSON.stringify(value), { level: 1 }));
  }

  async get<Value>(name: string): Promise<Value | null> {
    const bytes = await this.#blobs.get(`${this.#folder}/${name}`);
    return bytes === null ? null : read<Value>(bytes);
  }

  /** Everything put under names that begin so. */
  async all<Value>(start: string): Promise<Value[]> {
    const found: Value[] = [];
    for await (const names of allPages((page) => this.#blobs.list(`${this.#folder}/${start}`, page)))
      for (const name of names) found.push(read<Value>(await this.#blobs.get(name)));
    return found;
  }
}

function read<Value>(bytes: Uint8Array | null): Value {
  if (bytes === null) throw new Error('what a slice has found is gone');
  return JSON.parse(gunzipSync(bytes).toString());
}
