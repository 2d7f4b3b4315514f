/**
 * The table of texts that the cells of a workbook share. It has as many as the writer liked (four new ones a row in a
 * year of hotline cases), so it stands in a file of its own that the system takes away with the process, and only
 * what was asked for of late is in memory.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { damaged } from './workbook-faults.ts';

/**
 * Neighbours are asked for together where the rows stand in the order in which they were entered; after a clerk has
 * sorted them they are not, and a block is read for each text: a longer one would cost more than it saves.
 */
const BLOCK_TEXTS = 16;
/** Of each of the two halves of what is remembered. */
const REMEMBERED_CHARACTERS = 1 << 21;
/** A block costs this much beside its texts. */
const BLOCK_CHARACTERS = 512;

export class SharedTexts {
  readonly #file = new DatabaseSync('');
  readonly #add: StatementSync;
  readonly #block: StatementSync;
  #waiting: string[] = [];
  #blocks = 0;
  #recent = new Map<number, readonly string[]>();
  #older = new Map<number, readonly string[]>();
  #recentCharacters = 0;

  constructor() {
    this.#file.exec(`
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;
      CREATE TABLE blocks (block INTEGER PRIMARY KEY, texts TEXT NOT NULL) STRICT;
      BEGIN`);
    this.#add = this.#file.prepare('INSERT INTO blocks VALUES (?, ?)');
    this.#block = this.#file.prepare('SELECT texts FROM blocks WHERE block = ?');
  }

  add(text: string): void {
    this.#waiting.push(text);
    if (this.#waiting.length === BLOCK_TEXTS) this.#flush();
  }

  /** No more are added; any of them may be asked for. */
  finish(): void {
    this.#flush();
    this.#file.exec('COMMIT');
  }

  /** Throws UnreadableFile where the table has no such text. */
  at(index: number): string {
    const block = Math.floor(index / BLOCK_TEXTS);
    const texts = this.#recent.get(block) ?? this.#recall(block) ?? this.#load(block);
    const text = texts?.[index % BLOCK_TEXTS];
    if (text === undefined) throw damaged(`there is no shared text ${index}`);
    return text;
  }

  close(): void {
    this.#file.close();
  }

  #flush(): void {
    this.#add.run(this.#blocks, JSON.stringify(this.#waiting));
    this.#blocks += 1;
    this.#waiting = [];
  }

  #recall(block: number): readonly string[] | undefined {
    const texts = this.#older.get(block);
    if (texts !== undefined) this.#remember(block, texts);
    return texts;
  }

  #load(block: number): readonly string[] | undefined {
    const row = block < this.#blocks ? this.#block.get(block) : undefined;
    if (row === undefined) return undefined;
    const texts: readonly string[] = JSON.parse(String(row.texts));
    this.#remember(block, texts);
    return texts;
  }

  /** Two halves: when the newer is full it becomes the older, and what nobody asked for since is forgotten. */
  #remember(block: number, texts: readonly string[]): void {
    this.#recent.set(block, texts);
    this.#recentCharacters += texts.reduce((sum, text) => sum + text.length, BLOCK_CHARACTERS);
    if (this.#recentCharacters < REMEMBERED_CHARACTERS) return;
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#recentCharacters = 0;
  }
}
