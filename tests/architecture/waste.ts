/** What a reader would follow to nowhere: exports that nobody imports, packages that nobody uses, casts past counting. */
import { importsOf, type SourceFile } from './source-files.ts';
import { findAll, isNode, type SyntaxNode } from './syntax.ts';

/** Started from outside: their exports are called by the runtime. */
const STARTED = /^(?:functions\/[\w-]+\/handler\.ts|infra\/|functions\/cli\/main\.ts)/;
/** Used without being imported: found by name at run time, or run as a program. */
const UNIMPORTED: Readonly<Record<string, string>> = {
  '@embedpdf/fonts-sc': 'its font files are found by path when a PDF is printed',
  '@sparticuz/chromium': 'its browser is found by path when a PDF is printed',
};
const CASTS_PER_THOUSAND_LINES = 4;

export const isProduct = (file: SourceFile) => /^(?:shared|functions|infra)\//.test(file.path);

/** `path name`, for every export that no other file names. */
export function deadExports(files: readonly SourceFile[]): string[] {
  const named = new Map<string, Set<string>>();
  for (const file of files)
    for (const { to, names } of namedImports(file))
      named.set(to, new Set([...(named.get(to) ?? []), ...names]));
  return files
    .filter((file) => isProduct(file) && !STARTED.test(file.path) && !named.get(file.path)?.has('*'))
    .flatMap((file) => exportsOf(file).map((name) => ({ path: file.path, name })))
    .filter(({ path, name }) => !named.get(path)?.has(name))
    .map(({ path, name }) => `${path} ${name}`);
}

/** A whole module (`import * as`, or loaded later) may use any of its exports: `*`. */
function namedImports(file: SourceFile): { to: string; names: Set<string> }[] {
  const statements = findAll(
    file.syntax,
    (node) => isNode(node.source) && /^(?:Import|Export)/.test(node.type),
  );
  const targets = importsOf(file);
  return statements.map((node, index) => ({ to: targets[index]?.to ?? '', names: namesIn(node) }));
}

function namesIn(node: SyntaxNode): Set<string> {
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  if (node.type === 'ImportExpression' || node.type === 'ExportAllDeclaration') return new Set('*');
  return new Set(
    specifiers.map((one) => {
      if (one.type === 'ImportNamespaceSpecifier') return '*';
      const name = one.type === 'ExportSpecifier' ? one.local : one.imported;
      return isNode(name) ? String(name.name) : 'default';
    }),
  );
}

function exportsOf(file: SourceFile): string[] {
  return findAll(
    file.syntax,
    (node) => node.type === 'ExportNamedDeclaration' && isNode(node.declaration),
  ).flatMap((node) => {
    const declared = node.declaration as SyntaxNode;
    const parts = Array.isArray(declared.declarations) ? declared.declarations.filter(isNode) : [declared];
    return parts.flatMap(({ id }) => (isNode(id) && typeof id.name === 'string' ? [id.name] : []));
  });
}

/** Packages of `dependencies` that no file of the product names. */
export function unusedPackages(files: readonly SourceFile[], dependencies: readonly string[]): string[] {
  const used = new Set(
    files
      .filter(isProduct)
      .flatMap(importsOf)
      .map(({ to }) => to),
  );
  const isUsed = (name: string) => [...used].some((to) => to === name || to.startsWith(`${name}/`));
  return dependencies.filter((name) => !isUsed(name) && UNIMPORTED[name] === undefined);
}

/** Where a commit is handed to the writer of the log: which version it is, and what a lost race means, is said once. */
export function appendsOf({ path, text }: SourceFile): string[] {
  return [...text.matchAll(/\b(?:writer|log)\.append\(/g)].map(() => path);
}

/** `x as T`, where the compiler is told instead of shown; `as const` tells it nothing. */
export function castsOf(file: SourceFile): number {
  if (!isProduct(file)) return 0;
  return findAll(file.syntax, (node) => node.type === 'TSAsExpression').filter(
    (node) =>
      !(
        isNode(node.typeAnnotation) &&
        file.text.slice(node.typeAnnotation.start, node.typeAnnotation.end) === 'const'
      ),
  ).length;
}

export function castFaults(files: readonly SourceFile[]): string[] {
  const casts = files.reduce((sum, file) => sum + castsOf(file), 0);
  const lines = files.filter(isProduct).reduce((sum, file) => sum + file.text.split('\n').length, 0);
  const allowed = Math.floor((lines / 1000) * CASTS_PER_THOUSAND_LINES);
  return casts > allowed ? [`${casts} casts in ${lines} lines, allowed are ${allowed}`] : [];
}
