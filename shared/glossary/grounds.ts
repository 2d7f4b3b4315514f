/**
 * The grounds a reply names (条例14–16, 36–38), finer than the rows of table 三: a row says how a reply is counted, its
 * ground says what the law asks the letter to state.
 */

import { keysOf } from '#shared/kernel/keys.ts';
import type { Outcome } from '../glossary.ts';
import type { ReplyArticle } from './choices.ts';

/** `article` is of the 条例, as printed. `gives`: information is given; `withholds`: art. 36(3); `lacks`: it cannot be provided, or not by this office. */
type GroundTerm = {
  readonly label: string;
  readonly article: string;
  readonly is: 'gives' | 'withholds' | 'lacks';
};
const TERMS = {
  alreadyPublic: { label: '已经主动公开，告知获取的方式、途径', article: '第三十六条第一项', is: 'gives' },
  provided: { label: '可以公开，向申请人提供', article: '第三十六条第二项', is: 'gives' },
  toldHow: { label: '可以公开，告知获取的方式、途径和时间', article: '第三十六条第二项', is: 'gives' },
  stateSecret: { label: '依法确定为国家秘密', article: '第十四条', is: 'withholds' },
  prohibitedByLaw: { label: '法律、行政法规禁止公开', article: '第十四条', is: 'withholds' },
  nationalSecurity: { label: '公开后可能危及国家安全', article: '第十四条', is: 'withholds' },
  publicSecurity: { label: '公开后可能危及公共安全', article: '第十四条', is: 'withholds' },
  economicSecurity: { label: '公开后可能危及经济安全', article: '第十四条', is: 'withholds' },
  socialStability: { label: '公开后可能危及社会稳定', article: '第十四条', is: 'withholds' },
  tradeSecret: { label: '涉及商业秘密', article: '第十五条', is: 'withholds' },
  personalPrivacy: { label: '涉及个人隐私', article: '第十五条', is: 'withholds' },
  otherRights: { label: '涉及第三方其他合法权益', article: '第十五条', is: 'withholds' },
  personnel: { label: '人事管理信息', article: '第十六条第一款', is: 'withholds' },
  logistics: { label: '后勤管理信息', article: '第十六条第一款', is: 'withholds' },
  workflow: { label: '内部工作流程信息', article: '第十六条第一款', is: 'withholds' },
  discussionRecord: { label: '讨论记录', article: '第十六条第二款', is: 'withholds' },
  draft: { label: '过程稿', article: '第十六条第二款', is: 'withholds' },
  consultationLetter: { label: '磋商信函', article: '第十六条第二款', is: 'withholds' },
  requestReport: { label: '请示报告', article: '第十六条第二款', is: 'withholds' },
  enforcementFile: { label: '行政执法案卷信息', article: '第十六条第二款', is: 'withholds' },
  administrativeQuery: {
    label: '有关法律、行政法规对获取有特别规定',
    article: '第三十六条第七项',
    is: 'lacks',
  },
  nonexistent: { label: '经检索没有所申请公开的信息', article: '第三十六条第四项', is: 'lacks' },
  otherOrgan: { label: '不属于本机关负责公开', article: '第三十六条第五项', is: 'lacks' },
  mustBeCreated: { label: '需要对现有信息进行加工、分析', article: '第三十八条', is: 'lacks' },
} as const satisfies Readonly<Record<string, GroundTerm>>;

export type Ground = keyof typeof TERMS;
export const GROUND_TERMS: Readonly<Record<Ground, GroundTerm>> = TERMS;
export const GROUNDS = keysOf(TERMS);

/** `过程稿（条例第十六条第二款）`, for a person who chooses or reads. */
export function groundText(ground: Ground): string {
  const { label, article } = TERMS[ground];
  return `${label}（条例${article}）`;
}

/** The cases of art. 36 that a row of table 三 does not tell apart. */
const ARTICLES: Readonly<Partial<Record<Ground, ReplyArticle>>> = {
  alreadyPublic: '36(1)',
  provided: '36(2)',
  toldHow: '36(2)',
  nonexistent: '36(4)',
  otherOrgan: '36(5)',
};

/** The one case these grounds stand for; undefined where they stand for none or for several. */
export function articleOf(grounds: readonly Ground[]): ReplyArticle | undefined {
  const cases = new Set(grounds.flatMap((ground) => ARTICLES[ground] ?? []));
  return cases.size === 1 ? [...cases][0] : undefined;
}

/** The ground that a case of art. 36 leaves no choice about; none for 36(2), which has two ways. */
export function groundOf(article: ReplyArticle | undefined): readonly Ground[] {
  const grounds = GROUNDS.filter((ground) => article !== undefined && ARTICLES[ground] === article);
  return grounds.length === 1 ? grounds : [];
}

const GIVEN: readonly Ground[] = ['alreadyPublic', 'provided', 'toldHow'];

/** The grounds a row can rest on; those of 3.2 are of the part that is not given. Rows that are not named have none. */
const OF_ROWS: Readonly<Partial<Record<Outcome, readonly Ground[]>>> = {
  disclosed: GIVEN,
  partiallyDisclosed: GROUNDS.filter((ground) => !GIVEN.includes(ground)),
  'refused.stateSecret': ['stateSecret'],
  'refused.prohibitedByLaw': ['prohibitedByLaw'],
  'refused.endangersStability': ['nationalSecurity', 'publicSecurity', 'economicSecurity', 'socialStability'],
  'refused.thirdPartyRights': ['tradeSecret', 'personalPrivacy', 'otherRights'],
  'refused.internalAffairs': ['personnel', 'logistics', 'workflow'],
  'refused.processInformation': ['discussionRecord', 'draft', 'consultationLetter', 'requestReport'],
  'refused.enforcementFile': ['enforcementFile'],
  'refused.administrativeQuery': ['administrativeQuery'],
  'unavailable.notHeld': ['nonexistent', 'otherOrgan'],
  'unavailable.mustBeCreated': ['mustBeCreated'],
};

/** What a reply under these rows, the first of them counted, can rest on; in the order of the articles. */
export function groundsOf(...rows: readonly Outcome[]): readonly Ground[] {
  return GROUNDS.filter((ground) => rows.some((row) => OF_ROWS[row]?.includes(ground)));
}
