/** What the domain rooms may not ask for (clock, chance, process), and where unescaped HTML may be written. */
import { isPure } from './rooms.ts';
import type { SourceFile } from './source-files.ts';
import { findAll, isNode, lineAt, memberName, type SyntaxNode } from './syntax.ts';

/** The only files that may write HTML without escaping: charts that the program itself has drawn. */
const RAW_HTML_FILES = ['functions/web/raw-svg.tsx'];

/** A rule that reads the clock cannot be replayed years later. */
export function impureFaults(file: SourceFile): string[] {
  if (!isPure(file.path)) return [];
  return findAll(file.syntax, isImpure).map((node) => {
    const line = lineAt(file.text, node.start);
    return `${file.path}:${line} asks the world: ${file.text.slice(node.start, node.end).split('\n')[0]}`;
  });
}

function isImpure(node: SyntaxNode): boolean {
  const name = memberName(node);
  if (name !== undefined)
    return /^(?:Date\.now|Math\.random|(?:process|performance|crypto)\.\w+)$/.test(name);
  const isCall = node.type === 'NewExpression' || node.type === 'CallExpression';
  if (!isCall || !isNode(node.callee) || node.callee.type !== 'Identifier') return false;
  const withoutArguments = Array.isArray(node.arguments) && node.arguments.length === 0;
  return node.callee.name === 'Date' && (withoutArguments || node.type === 'CallExpression');
}

export function rawHtmlFaults(file: SourceFile): string[] {
  if (file.path.startsWith('tests/') || RAW_HTML_FILES.includes(file.path)) return [];
  return findAll(file.syntax, isRawHtml).map(
    (node) => `${file.path}:${lineAt(file.text, node.start)} writes unescaped HTML`,
  );
}

function isRawHtml(node: SyntaxNode): boolean {
  if (node.type === 'JSXIdentifier' || node.type === 'Identifier') {
    return /^(?:dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML)$/.test(String(node.name));
  }
  if (node.type !== 'ImportDeclaration' || !isNode(node.source)) return false;
  return /^hono\/(?:html|utils\/html)/.test(String(node.source.value)) && findAll(node, isRawName).length > 0;
}

function isRawName(node: SyntaxNode): boolean {
  return node.type === 'ImportNamespaceSpecifier' || (node.type === 'Identifier' && node.name === 'raw');
}
