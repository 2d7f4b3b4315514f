/**
 * The table of texts that the cells of a workbook share. It has as many as the writer liked (four new ones a row in a
 * year of hotline cases), so it stands in a file of its own that the system takes away with the process, and only
 * what was asked for of late is in memory.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { damaged } from './workbook-faults.ts';

/** Texts are written in the order in which cells first use them: neighbours are asked for together. */
const BLOCK_TEXTS = 64;
const BLOCK_CHARACTERS = 1 << 16;
/** Of each of the two halves of what is remembered. */
const REMEMBERED_CHARACTERS = 1 << 21;
/** An entry costs this much beside its text. */
const ENTRY_CHARACTERS = 32;

export class SharedTexts {
  readonly #file = new DatabaseSync('');
  readonly #add: StatementSync;
  readonly #block: StatementSync;
  #waiting: string[] = [];
  #waitingCharacters = 0;
  #count = 0;
  #recent = new Map<number, string>();
  #older = new Map<number, string>();
  #recentCharacters = 0;

  constructor() {
    this.#file.exec(`
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4096;
      CREATE TABLE texts (first INTEGER PRIMARY KEY, block TEXT NOT NULL) STRICT;
      BEGIN`);
    this.#add = this.#file.prepare('INSERT INTO texts VALUES (?, ?)');
    this.#block = this.#file.prepare(
      'SELECT first, block FROM texts WHERE first <= ? ORDER BY first DESC LIMIT 1',
    );
  }

  add(text: string): void {
    this.#waiting.push(text);
    this.#waitingCharacters += text.length;
    this.#count += 1;
    if (this.#waiting.length === BLOCK_TEXTS || this.#waitingCharacters > BLOCK_CHARACTERS) this.#flush();
  }

  /** No more are added; any of them may be asked for. */
  finish(): void {
    if (this.#waiting.length > 0) this.#flush();
    this.#file.exec('COMMIT');
  }

  /** Throws UnreadableFile where the table has no such text. */
  at(index: number): string {
    const recent = this.#recent.get(index);
    if (recent !== undefined) return recent;
    const older = this.#older.get(index);
    if (older !== undefined) this.#remember(index, older);
    return older ?? this.#load(index);
  }

  close(): void {
    this.#file.close();
  }

  #flush(): void {
    this.#add.run(this.#count - this.#waiting.length, JSON.stringify(this.#waiting));
    this.#waiting = [];
    this.#waitingCharacters = 0;
  }

  #load(index: number): string {
    const row = index < this.#count ? this.#block.get(index) : undefined;
    if (row === undefined) throw damaged(`there is no shared text ${index}`);
    const first = Number(row.first);
    const texts = JSON.parse(String(row.block)) as string[];
    texts.forEach((text, at) => {
      this.#remember(first + at, text);
    });
    return texts[index - first] ?? '';
  }

  /** Two halves: when the newer is full it becomes the older, and what nobody asked for since is forgotten. */
  #remember(index: number, text: string): void {
    this.#recent.set(index, text);
    this.#recentCharacters += text.length + ENTRY_CHARACTERS;
    if (this.#recentCharacters < REMEMBERED_CHARACTERS) return;
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#recentCharacters = 0;
  }
}
