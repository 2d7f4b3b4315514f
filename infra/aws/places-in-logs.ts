/** Places as a stack names them, `file:///var/task/web-2K4CEVBA.mjs:9:1021`, and what stands there in our sources. */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';

/** Files are named by what is in them, those of packages in the layer by the package. */
const PLACE =
  /(?:file:\/\/)?(?:\/[\w.@-]+)*\/(?:var\/task|opt\/taizhang|functions\/[\w-]+)\/([\w.-]+\.mjs):(\d+):(\d+)/g;

/** The files that are named in it. */
export function namedIn(log: string): readonly string[] {
  return [...new Set([...log.matchAll(PLACE)].map(([, file = '']) => file))];
}

/** What no map tells of stays as it is. */
export function readable(log: string, maps: string): string {
  const known = new Map<string, SourceMap | null>();
  return log.replace(PLACE, (...found: string[]) => {
    const [place = '', file = '', line, column] = found;
    if (!known.has(file)) known.set(file, mapOf(join(maps, `${file}.map`)));
    return sourceOf(known.get(file) ?? null, [Number(line), Number(column)]) ?? place;
  });
}

function mapOf(file: string): SourceMap | null {
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** Lines and columns begin with one in a stack and with nought in a map. */
function sourceOf(map: SourceMap | null, [line, column]: readonly [number, number]): string | null {
  const entry = map?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalSource' in entry)) return null;
  return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}
