/** 条例36: rows of table 三 that stand for two cases of the article, and the policy that says where one of them goes. */
import type { ReplyArticle } from '#shared/glossary/choices.ts';
import type { Outcome } from '#shared/glossary.ts';
import type { Refusal } from '#shared/kernel/decision.ts';
import { DEFAULT_POLICIES, type Policies } from '#shared/kernel/policies.ts';
import type { Given } from './counted.ts';

type RowPolicy = 'alreadyPublic' | 'notResponsible';
/** `open` is the case of the article that the policy is about, `plain` the other one of the row. */
type OpenRow = { readonly policy: RowPolicy; readonly open: ReplyArticle; readonly plain: ReplyArticle };

const ROWS: Readonly<Partial<Record<Outcome, OpenRow>>> = {
  disclosed: { policy: 'alreadyPublic', open: '36(1)', plain: '36(2)' },
  'unavailable.notHeld': { policy: 'notResponsible', open: '36(5)', plain: '36(4)' },
};

/** The row that an outcome leaves open; null where it is one case of the article. */
export function openRow(outcome: Outcome | undefined): OpenRow | null {
  return (outcome && ROWS[outcome]) ?? null;
}

/** What a reply was given as, with the row of the policy in force. */
export function asGiven(
  { outcome, article }: Pick<Given, 'outcome'> & { readonly article?: ReplyArticle | undefined },
  policies: Policies = DEFAULT_POLICIES,
): Given {
  const row = openRow(outcome);
  const said = { outcome, ...(article && { article }) };
  return row === null ? said : countedBy(said, row.policy, policies[row.policy]);
}

/** The same under another value. */
export function countedBy<Said extends Given>(said: Said, policy: RowPolicy, value: string): Said {
  const row = openRow(said.outcome);
  if (row?.policy !== policy || said.article !== row.open) return said;
  const { countedAs: _, ...plain } = said;
  const counted = POLICY_ROWS.find((one) => one === value);
  return counted === undefined || counted === said.outcome
    ? (plain as Said)
    : ({ ...said, countedAs: counted } as Said);
}
const POLICY_ROWS: readonly Outcome[] = ['disclosed', 'unavailable.notHeld', 'other.other'];

/** An article that is not the outcome's, or none where the office counts the two cases in two rows. */
export function articleFault(
  { outcome, article }: { readonly outcome: Outcome; readonly article?: ReplyArticle | undefined },
  policies: Policies = DEFAULT_POLICIES,
): Refusal | null {
  const row = openRow(outcome);
  const fault = (code: 'badChoice' | 'required'): Refusal => ({
    ...{ code, article: '条例36', facts: { field: 'article' } },
  });
  if (article !== undefined && article !== row?.open && article !== row?.plain) return fault('badChoice');
  const isAsked = row !== null && policies[row.policy] !== DEFAULT_POLICIES[row.policy];
  return isAsked && article === undefined ? fault('required') : null;
}
