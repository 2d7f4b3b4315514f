/**
 * CloudWatch's filter patterns for JSON lines, as far as ours go: our own reading of its documentation, since nobody
 * gives away the service's. `=`, `!=`, `<`, `<=`, `>`, `>=`, `IS NULL`, `NOT EXISTS`, `&&`, `||`, brackets, `*` in texts.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
type Line = unknown;
type Test = (line: Line) => boolean;

const TOKEN =
  /\s*(?:(\(|\)|&&|\|\|)|(\$(?:\.[\w-]+|\[\d+\])+)|(!=|<=|>=|=|<|>|NOT EXISTS|IS NULL)|"((?:[^"\\]|\\.)*)"|([\w.*-]+))/y;

type Token = { readonly kind: 'mark' | 'field' | 'verb' | 'text' | 'bare'; readonly is: string };

/** Whether a line as it stands in the log meets the pattern; a line that is no JSON meets none. */
export function meets(pattern: string, line: string): boolean {
  const [, inner] = /^\{([\s\S]*)\}$/.exec(pattern.trim()) ?? [];
  if (inner === undefined) throw new Error(`no pattern for JSON: ${pattern}`);
  const tokens = tokensOf(inner);
  const test = either(tokens);
  if (tokens.length > 0)
    throw new Error(`not understood in ${pattern}: ${tokens.map(({ is }) => is).join(' ')}`);
  const parsed = jsonOf(line);
  return typeof parsed === 'object' && parsed !== null && test(parsed);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) throw new Error(`not understood: ${text.slice(at)}`);
    const [, mark, field, verb, quoted, bare] = found;
    if (mark !== undefined) tokens.push({ kind: 'mark', is: mark });
    else if (field !== undefined) tokens.push({ kind: 'field', is: field });
    else if (verb !== undefined) tokens.push({ kind: 'verb', is: verb });
    else if (quoted !== undefined) tokens.push({ kind: 'text', is: quoted });
    else tokens.push({ kind: 'bare', is: bare ?? '' });
  }
  return tokens;
}

function either(tokens: Token[]): Test {
  const tests = [both(tokens)];
  while (tokens[0]?.is === '||') {
    tokens.shift();
    tests.push(both(tokens));
  }
  return (line) => tests.some((test) => test(line));
}

function both(tokens: Token[]): Test {
  const tests = [one(tokens)];
  while (tokens[0]?.is === '&&') {
    tokens.shift();
    tests.push(one(tokens));
  }
  return (line) => tests.every((test) => test(line));
}

function one(tokens: Token[]): Test {
  const first = tokens.shift();
  if (first?.is === '(') {
    const inner = either(tokens);
    if (tokens.shift()?.is !== ')') throw new Error('a bracket is not closed');
    return inner;
  }
  const verb = tokens.shift();
  if (first?.kind !== 'field' || verb?.kind !== 'verb')
    throw new Error('a field and a comparison are expected');
  const read = (line: Line): unknown => fieldOf(line, first.is);
  if (verb.is === 'NOT EXISTS') return (line) => read(line) === undefined;
  if (verb.is === 'IS NULL') return (line) => read(line) === null;
  const value = tokens.shift();
  if (value === undefined) throw new Error('a value is expected');
  return (line) => compared(read(line), verb.is, value);
}

function fieldOf(line: Line, path: string): unknown {
  const names = [...path.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? index ?? '');
  return names.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    line,
  );
}

/** A field that is not there meets no comparison, `!=` included. */
function compared(is: unknown, verb: string, { kind, is: wanted }: Token): boolean {
  if (is === undefined || is === null || typeof is === 'object') return false;
  if (kind === 'bare' && Number.isFinite(Number(wanted))) {
    const [number, limit] = [Number(is), Number(wanted)];
    if (verb === '<') return number < limit;
    if (verb === '<=') return number <= limit;
    if (verb === '>') return number > limit;
    if (verb === '>=') return number >= limit;
    return (number === limit) === (verb === '=');
  }
  const shape = new RegExp(`^${wanted.split('*').map(escaped).join('[\\s\\S]*')}$`);
  return shape.test(String(is)) === (verb === '=');
}

function escaped(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
}
