/** A file of text or JSON that a command is given. */
import { readFileSync, statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { textOfBytes } from '#shared/intake/text-of-bytes.ts';
import { isJsonObject, type JsonObject, parseJson } from '#shared/kernel/parse-json.ts';
import { UsageError } from './options.ts';

/** `-` is standard input. Throws UsageError where there is no such file, or none of text. */
export async function textIn(file: string): Promise<string> {
  return decoded(file, file === '-' ? await buffer(process.stdin) : bytesIn(file));
}

export function textOfFile(file: string): string {
  return decoded(file, bytesIn(file));
}

function decoded(file: string, bytes: Uint8Array): string {
  const text = textOfBytes(bytes);
  if (text === null) throw new UsageError(`${file} is no text in UTF-8 or GB18030`);
  return text;
}

function bytesIn(file: string): Buffer {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`no such file: ${file}`);
  if (found.isDirectory()) throw new UsageError(`${file} is a folder`);
  return readFileSync(file);
}

export async function objectIn(file: string): Promise<JsonObject> {
  const value = parseJson(await textIn(file));
  if (isJsonObject(value)) return value;
  throw new UsageError(`${file} holds no JSON object`);
}
