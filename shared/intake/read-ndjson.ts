/** One JSON object a line, from a file or from standard input. */
import { isJsonObject, parseJson } from '#shared/kernel/parse-json.ts';
import { repeatedKeys } from '#shared/kernel/repeated-keys.ts';
import { MOST_TABLE_COLUMNS } from './column-letters.ts';
import {
  type CellNote,
  cellFault,
  type RawRecord,
  TOO_LONG_MESSAGE,
  UNDECODABLE,
} from './read-raw-record.ts';
import { bytesOf, decoded, detectEncoding } from './read-text.ts';

type Line = { readonly line: number; readonly text: string };

/** A line holds several cells; past this it is not kept. */
const LINE_LIMIT = 16_000_000;

type Source = string | AsyncIterable<Uint8Array>;

export async function* readNdjson(source: Source): AsyncGenerator<RawRecord[]> {
  for await (const { lines, damaged } of readLines(source))
    yield lines.map((line) => recordOf(line, damaged));
}

/** Lines that are not blank, in bounded memory. Standard input is read once, so its encoding is UTF-8. */
export async function* readLines(
  source: Source,
): AsyncGenerator<{ readonly lines: readonly Line[]; readonly damaged: boolean }> {
  const fromFile = typeof source === 'string';
  const { encoding, damaged } = fromFile
    ? await detectEncoding(source)
    : ({ encoding: 'utf-8', damaged: true } as const);
  const bytes = fromFile ? bytesOf(source) : source;
  for await (const lines of linesOf(decoded(bytes, encoding)))
    yield { lines: lines.filter(({ text }) => text.trim() !== ''), damaged };
}

async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<Line[]> {
  let line = 1;
  let rest = '';
  for await (const text of texts) {
    const parts = text.split('\n');
    parts[0] = rest.length > LINE_LIMIT ? rest : rest + (parts[0] ?? '');
    rest = parts.pop() ?? '';
    yield parts.map((part, index) => ({ line: line + index, text: part }));
    line += parts.length;
  }
  yield [{ line, text: rest }];
}

function recordOf({ line, text }: Line, damaged: boolean): RawRecord {
  if (text.length > LINE_LIMIT) return whole(line, 'tooLong', TOO_LONG_MESSAGE);
  const value = parseJson(text, 'asWritten');
  if (!isJsonObject(value)) return whole(line, 'encoding', '这一行不是 JSON 对象');
  const cells: Record<string, string> = {};
  const notes: Record<string, CellNote> = {};
  const entries = Object.entries(value);
  if (entries.length > MOST_TABLE_COLUMNS) return whole(line, 'tooLong', TOO_LONG_MESSAGE);
  for (const [field, content] of entries) {
    const isText = typeof content !== 'object' && typeof content !== 'boolean';
    cells[field] = isText ? String(content) : '';
    if (!isText && content !== null) notes[field] = NOT_TEXT;
  }
  const fault = cellFault(cells, damaged && text.includes(UNDECODABLE));
  const repeated = repeatedKeys(text, value);
  return {
    ...{ line, cells, ...(fault && { fault }) },
    ...(Object.keys(notes).length > 0 && { notes }),
    ...(repeated.length > 0 && { repeated }),
  };
}

/** A list, an object, a truth: what is meant by one as a cell nobody can say. */
const NOT_TEXT: CellNote = { is: 'notText' };

function whole(line: number, code: 'encoding' | 'tooLong', message: string): RawRecord {
  return { line, cells: {}, fault: { field: '', code, message } };
}
