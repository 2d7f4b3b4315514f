import { describe, expect, it } from 'vitest';
import { completeGrounds, groundFacts, groundsIn } from '#shared/disclosure/letter-grounds.ts';
import { GROUND_TERMS, GROUNDS, groundsOf, groundText } from '#shared/glossary/grounds.ts';
import { OUTCOMES } from '#shared/glossary.ts';

describe('the grounds of 条例 arts. 14–16 and 36–38', () => {
  it('every ground belongs to the row of its article, and to 3.2 unless information is given on it', () => {
    const rows = Object.fromEntries(
      GROUNDS.map((ground) => [ground, OUTCOMES.filter((outcome) => groundsOf(outcome).includes(ground))]),
    );
    for (const ground of GROUNDS) {
      const partly = rows[ground]?.includes('partiallyDisclosed');
      expect({ ground, partly }).toEqual({ ground, partly: GROUND_TERMS[ground].is !== 'gives' });
      expect(rows[ground]?.filter((row) => row !== 'partiallyDisclosed')).toHaveLength(1);
    }
    const byArticle = (article: string) =>
      GROUNDS.filter((ground) => GROUND_TERMS[ground].article === article).map((one) => rows[one]?.at(-1));
    expect(new Set(byArticle('第十五条'))).toEqual(new Set(['refused.thirdPartyRights']));
    expect(new Set(byArticle('第十六条第一款'))).toEqual(new Set(['refused.internalAffairs']));
  });

  it('are said in the words of the article, those of a kind together, each article once', () => {
    const { 不予公开情形: what, 依据条款: articles } = groundFacts(
      ['publicSecurity', 'socialStability', 'tradeSecret', 'personnel', 'draft', 'requestReport'],
      false,
    );
    expect(what).toBe(
      '分别公开后可能危及公共安全、社会稳定，涉及商业秘密，公开会对第三方合法权益造成损害，属于行政机关人事管理方面的内部事务信息，属于行政机关在履行行政管理职能过程中形成的过程稿、请示报告，为过程性信息',
    );
    expect(articles).toBe('第十四条、第十五条、第十六条第一款、第十六条第二款');
  });

  it('name art. 32 beside art. 15 only where a third party did not agree', () => {
    expect(groundFacts(['personalPrivacy'], true).依据条款).toBe('第十五条、第三十二条');
    expect(groundFacts(['draft'], true).依据条款).toBe('第十六条第二款');
  });

  it('of a row with one ground need not be said; a row with several is without one until somebody says it', () => {
    expect(completeGrounds(['refused.stateSecret'], [])).toEqual(['stateSecret']);
    expect(completeGrounds(['refused.processInformation'], [])).toBeNull();
    expect(completeGrounds(['refused.stateSecret', 'refused.processInformation'], ['draft'])).toEqual([
      'stateSecret',
      'draft',
    ]);
    expect(completeGrounds(['refused.processInformation'], ['tradeSecret'])).toBeNull();
    expect(completeGrounds(['notProcessed.petition'], [])).toEqual([]);
  });

  it.each(GROUNDS)('%s is read back from its key, its name and its name with the article', (ground) => {
    for (const text of [ground, GROUND_TERMS[ground].label, groundText(ground)])
      expect(groundsIn(`${text}\n别的`)).toEqual([ground]);
  });
});
