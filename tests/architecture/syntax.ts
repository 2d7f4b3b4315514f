/** Walking a syntax tree in the ESTree form without depending on the parser's own node types. */

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flat().filter(isNode);
}

export function findAll(node: SyntaxNode, wanted: (node: SyntaxNode) => boolean): SyntaxNode[] {
  const below = childrenOf(node).flatMap((child) => findAll(child, wanted));
  return wanted(node) ? [node, ...below] : below;
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** `a.b` as written, for a member of a plain name; undefined for anything else. */
export function memberName(node: SyntaxNode): string | undefined {
  if (node.type !== 'MemberExpression' || !isNode(node.object) || !isNode(node.property)) return undefined;
  if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return undefined;
  return `${node.object.name}.${node.property.name}`;
}

export function isFunction(node: SyntaxNode): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}
