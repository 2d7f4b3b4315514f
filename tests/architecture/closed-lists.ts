/** A closed list is spelled out once, in its home: a second copy of its keys or its labels is the one that goes stale. */
import type { SourceFile } from './source-files.ts';
import { childrenOf, findAll, isNode, lineAt, type SyntaxNode } from './syntax.ts';

export type ClosedList = { readonly name: string; readonly labels: Readonly<Record<string, string>> };

const HOMES = ['shared/glossary.ts', 'shared/glossary/', 'shared/hotline/first-lists.ts'];
/** The second program says everything again by itself: its doubling is the proof. */
const SECOND_PROGRAM = 'shared/recount/';
const COPIED = 0.6;
const SPELLED_OUT = /^(?:ArrayExpression|ObjectExpression|TSUnionType)$/;
/** `list file`: why it names most of the members and is no copy. */
const SHARES = 'how often the sample meets each';
const NAMED_AGAIN: Readonly<Record<string, string>> = {
  'APPEAL_OUTCOME_LABELS shared/kernel/policies.ts':
    'the two columns that a policy lets an office choose from',
  'CHANNEL_LABELS functions/demo/applications.ts': SHARES,
  'SATISFACTION_LABELS functions/demo/hotline-cases.ts': SHARES,
  'MEDIUM_LABELS functions/demo/register-entries.ts': SHARES,
  'APPLICANT_TYPE_LABELS functions/demo/sample-people.ts': SHARES,
  'TYPE_LABELS functions/demo/sample-words.ts': SHARES,
  'TABLE4_BLOCK_LABELS shared/kernel/appeal-clock.ts':
    'remedies, two of which table 四 happens to name alike',
  'DECISION_KIND_LABELS shared/reporting/form-2019.ts': 'the trial form, to the character as printed',
};

/** `path:line list`, for every expression that spells out most of a list's keys, or most of its labels. */
export function listCopies(file: SourceFile, lists: readonly ClosedList[]): string[] {
  const isHome = HOMES.some((home) => file.path.startsWith(home));
  const isProduct = /^(?:shared|functions|infra)\//.test(file.path);
  if (isHome || !isProduct || file.path.startsWith(SECOND_PROGRAM)) return [];
  const found = findAll(file.syntax, ({ type }) => SPELLED_OUT.test(type)).flatMap((node) => {
    const said = wordsIn(node);
    return lists
      .filter(({ labels }) => isCopied(labels, said))
      .filter(({ name }) => NAMED_AGAIN[`${name} ${file.path}`] === undefined)
      .map(({ name }) => `${file.path}:${lineAt(file.text, node.start)} ${name}`);
  });
  return [...new Set(found)];
}

/** Two keys alone are how a rule tells two cases apart; with their labels they are the list. */
function isCopied(labels: ClosedList['labels'], said: ReadonlySet<string>): boolean {
  const isSaid = (members: readonly string[]): boolean =>
    members.filter((member) => said.has(member)).length >= members.length * COPIED;
  const [keys, texts] = [Object.keys(labels), Object.values(labels)];
  return keys.length === 2 ? isSaid(keys) && isSaid(texts) : isSaid(keys) || isSaid(texts);
}

/** The texts of the expression and of its entries. A table by key is typed over the list, so its keys are no copy. */
function wordsIn(node: SyntaxNode): ReadonlySet<string> {
  const below = (one: SyntaxNode): SyntaxNode[] =>
    one.type === 'Property' ? [one.value].filter(isNode) : childrenOf(one);
  const entries = childrenOf(node).flatMap((child) => [child, ...below(child)]);
  const all = entries.flatMap((child) => [child, ...below(child)]);
  return new Set(
    all.flatMap(({ type, value }) => (type === 'Literal' && typeof value === 'string' ? [value] : [])),
  );
}
