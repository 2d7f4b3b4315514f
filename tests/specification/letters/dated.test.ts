/** The day under a letter: what certifies bears the day it is made out, what decides the day of the decision. */
import { describe, expect, it } from 'vitest';
import { issueLetter, previewLetter } from '#shared/correspondence/issue-letter.ts';
import type { Dating } from '#shared/disclosure/letter-dating.ts';
import { chineseDate } from '#shared/disclosure/letter-words.ts';
import type { LetterKind } from '#shared/disclosure/letters.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { letterDesk, step, textOf } from '../../support/letter-desk.ts';
import { ACTOR, registered, textOfDocx } from '../../support/letter-office.ts';

const NOTICE = step('RequestCorrection', '2026-03-04', { items: '甲', respondBy: '2026-03-20' });

describe('the day a letter bears', () => {
  const { office, issue } = letterDesk();
  const today = (): string => chineseDate(dateOfInstant(office().clock.now()));
  const seen = async (kind: LetterKind, dated?: Dating): Promise<string> => {
    const asked = { office: 'default', case: '甲1', kind, typed: {}, ...(dated && { dated }) };
    return textOfDocx((await previewLetter(office(), asked))?.document ?? Buffer.alloc(0));
  };

  it('is the day it is issued for a receipt and that of the step for a decision', async () => {
    await office().carryOut(registered('甲1'), NOTICE);
    expect(await seen('receipt')).toContain(today());
    expect(await seen('intake')).toContain(today());
    expect(await seen('correction')).toContain('2026年3月4日');
    expect(await seen('correction')).not.toContain(today());
  });

  it('may be chosen, and is what the case keeps and the number counts by', async () => {
    await office().carryOut(registered('甲1'), NOTICE);
    expect(await seen('receipt', 'step')).not.toContain(today());
    expect(await seen('correction', 'issue')).toContain(today());
    const asked = { office: 'default', case: '甲1', kind: 'correction', typed: {}, actor: ACTOR } as const;
    expect(await textOf(await issueLetter(office(), { ...asked, dated: 'issue' }))).toContain(today());
    expect(await textOf(await issue('correction'))).toContain(today());
  });
});
