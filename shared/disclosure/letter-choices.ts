/** Facts that are chosen, not worded: what the choice makes the letter say. */
import { groundsOf, groundText } from '#shared/glossary/grounds.ts';
import type { LetterSubject } from './letter-facts.ts';
import { completeGrounds, groundFacts, groundsIn } from './letter-grounds.ts';
import { objected } from './letter-replies.ts';
import type { Told } from './letter-subject.ts';
import type { Fact, Facts, TypedFact } from './letters.ts';

type Chosen = { readonly values: readonly string[]; readonly several: boolean };

const PUBLIC_INTEREST = '不公开可能对公共利益造成重大影响';
const NO_GOOD_REASON = '第三方不同意公开的理由不合理';

/** Null where the fact is worded by a person. */
export function choiceOf(fact: TypedFact, { rows }: Pick<LetterSubject, 'rows'>): Chosen | null {
  switch (fact) {
    case '答复依据':
      return { values: groundsOf(...rows).map(groundText), several: true };
    case '是否共同制作':
      return { values: ['是', '否'], several: false };
    case '公开的依据':
      return { values: [PUBLIC_INTEREST, NO_GOOD_REASON], several: false };
    default:
      return null;
  }
}

/** `facts` with what follows from the choices in them; a choice nobody could make is none. */
export function withChoices(facts: Facts, subject: LetterSubject, of: Told): Facts {
  const { 答复依据: grounds, 是否共同制作: jointly, 公开的依据: why, ...others } = facts;
  return {
    ...others,
    ...grounded(grounds, subject, of),
    ...chosen(jointly, { fact: '是否共同制作', flags: { 是: '共同制作', 否: '非共同制作' } }),
    ...chosen(why, {
      fact: '公开的依据',
      flags: { [PUBLIC_INTEREST]: '公共利益', [NO_GOOD_REASON]: '理由不成立' },
    }),
  };
}

function grounded(text: string | undefined, { rows, facts }: LetterSubject, of: Told): Facts {
  if (facts.答复依据) return facts;
  const grounds = completeGrounds(rows, groundsIn(text ?? ''));
  return grounds === null || grounds.length === 0 ? {} : groundFacts(grounds, objected(of));
}

type Flags = { readonly fact: Fact; readonly flags: Readonly<Record<string, Fact>> };

function chosen(value: string | undefined, { fact, flags }: Flags): Facts {
  const flag = value === undefined || !Object.hasOwn(flags, value) ? undefined : flags[value];
  return flag === undefined ? {} : { [fact]: value, [flag]: '是' };
}
