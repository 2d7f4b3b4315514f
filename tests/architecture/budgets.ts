/** Sizes and names a reader can rely on: short files, short flat functions, few parameters, no catch-alls. */
import { basename } from 'node:path';
import type { SourceFile } from './source-files.ts';
import { childrenOf, findAll, isFunction, isNode, lineAt, type SyntaxNode } from './syntax.ts';

const FILE_LINES = 200;
const FUNCTION_LINES = 40;
const CONSTRUCT_LINES = 60;
const NESTING = 3;
const PARAMETERS = 3;
const CATCH_ALL = /(?:^|[-.])(?:utils?|helpers?|commons?|managers?)(?=[-.])/;
const KEBAB_CASE = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** Sizes are for what ships; a test's `describe` is as long as its chapter of the rulebook. */
export function sizeFaults(file: SourceFile): string[] {
  if (file.path.startsWith('tests/')) return [];
  const lines = file.text.trimEnd().split('\n').length;
  const tooLong = lines > FILE_LINES ? [`${file.path} has ${lines} lines, allowed are ${FILE_LINES}`] : [];
  return [...tooLong, ...findAll(file.syntax, isFunction).flatMap((node) => functionFaults(file, node))];
}

function functionFaults(file: SourceFile, node: SyntaxNode): string[] {
  const first = lineAt(file.text, node.start);
  const allowed = file.path.startsWith('infra/aws/') ? CONSTRUCT_LINES : FUNCTION_LINES;
  const measures = [
    { what: 'lines', is: lineAt(file.text, node.end) - first + 1, allowed },
    { what: 'levels of nesting', is: depthOf(node.body), allowed: NESTING },
    { what: 'parameters', is: Array.isArray(node.params) ? node.params.length : 0, allowed: PARAMETERS },
  ];
  return measures
    .filter((measure) => measure.is > measure.allowed)
    .map(
      ({ what, is, allowed: most }) =>
        `${file.path}:${first} a function has ${is} ${what}, allowed are ${most}`,
    );
}

/** Control flow inside control flow. `else if` continues a level, an inner function starts its own count. */
function depthOf(node: unknown): number {
  if (!isNode(node)) return 0;
  const below = childrenOf(node)
    .filter((child) => !isFunction(child))
    .map((child) => depthOf(child) - (isElseIf(node, child) ? 1 : 0));
  return Math.max(0, ...below) + (opensLevel(node) ? 1 : 0);
}

function opensLevel(node: SyntaxNode): boolean {
  return /^(?:If|For|ForIn|ForOf|While|DoWhile|Switch|Try)Statement$/.test(node.type);
}

function isElseIf(node: SyntaxNode, child: SyntaxNode): boolean {
  return node.type === 'IfStatement' && child.type === 'IfStatement' && node.alternate === child;
}

export function anyFaults(file: SourceFile): string[] {
  const typed = findAll(file.syntax, (node) => node.type === 'TSAnyKeyword');
  const silenced = file.text
    .split('\n')
    .flatMap((line, index) => (/^\s*\/[/*]\s*@ts-(?:ignore|nocheck)/.test(line) ? [index + 1] : []));
  return [
    ...typed.map((node) => `${file.path}:${lineAt(file.text, node.start)} says any`),
    ...silenced.map((line) => `${file.path}:${line} silences the compiler`),
  ];
}

/** A file that only passes on what others export hides where things live. */
export function barrelFaults(file: SourceFile): string[] {
  const statements = Array.isArray(file.syntax.body) ? file.syntax.body.filter(isNode) : [];
  const passesOn = statements.filter(
    (node) => /^Export(?:All|Named)Declaration$/.test(node.type) && isNode(node.source),
  );
  const isBarrel = statements.length > 0 && passesOn.length === statements.length;
  return isBarrel ? [`${file.path} only re-exports`] : [];
}

export function nameFaults(path: string): string[] {
  const name = basename(path);
  if (CATCH_ALL.test(name)) return [`${path} has a name that fits anything`];
  return KEBAB_CASE.test(name) ? [] : [`${path} is not in kebab-case`];
}
