/** The project's own files as the checks see them: path, text, and for code the parsed syntax and its imports. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { findAll, isNode, lineAt, type SyntaxNode } from './syntax.ts';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly syntax: SyntaxNode;
}

export interface Import {
  readonly from: string;
  /** A path from the project's root for a relative import, else the package or built-in as written. */
  readonly to: string;
  readonly line: number;
}

const root = join(import.meta.dirname, '..', '..');
const CODE = /^(?:functions|infra|shared|tests)\/.*\.(?:ts|tsx|mjs)$/;

/** Every file that is or would be committed. */
export function projectFiles(folder = root): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(folder, path)));
}

export function readText(path: string, folder = root): string {
  return readFileSync(join(folder, path), 'utf8');
}

export function projectSources(folder = root): SourceFile[] {
  return projectFiles(folder)
    .filter((path) => CODE.test(path))
    .map((path) => parseSource(path, readText(path, folder)));
}

export function parseSource(path: string, text: string): SourceFile {
  const syntax: unknown = parseAst(text, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' }, path);
  if (!isNode(syntax)) throw new Error(`${path} was not parsed`);
  return { path, text, syntax };
}

/** Static, re-exporting and literal dynamic imports alike: each makes one file depend on another. */
export function importsOf(file: SourceFile): Import[] {
  return findAll(file.syntax, (node) => isNode(node.source) && /^(?:Import|Export)/.test(node.type)).flatMap(
    (node) => {
      const written = isNode(node.source) ? node.source.value : undefined;
      if (typeof written !== 'string') return [];
      return [{ from: file.path, to: resolveFrom(file.path, written), line: lineAt(file.text, node.start) }];
    },
  );
}

/** `#shared/…` is the project's own name for a room, whoever imports it. */
function resolveFrom(path: string, written: string): string {
  if (written.startsWith('#')) return written.slice(1);
  return written.startsWith('.') ? posix.join(posix.dirname(path), written) : written;
}
