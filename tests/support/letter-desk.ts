/** A fresh office with its letter settings for each test of a file, and what those tests do with its one case, 甲1. */
import { afterEach, beforeEach } from 'vitest';
import { type Issuing, issueLetter } from '#shared/correspondence/issue-letter.ts';
import type { LetterKind, TypedFact } from '#shared/disclosure/letters.ts';
import { ACTOR, type LetterOffice, letterOffice, registered, SETTINGS, textOfDocx } from './letter-office.ts';

export type Typed = Partial<Record<TypedFact, string>>;

export async function textOf(issuing: Issuing): Promise<string> {
  if (!issuing.ok) throw new Error(issuing.message);
  return textOfDocx(issuing.letter.document);
}

export const missingIn = (issuing: Issuing) => (issuing.ok ? [] : issuing.missing.map(({ fact }) => fact));

export const step = (command: string, on: string, more: object = {}) => ({
  command,
  case: '甲1',
  on,
  ...more,
});

/** `office` is that of the running test. */
export function letterDesk() {
  let now: LetterOffice | null = null;
  const office = (): LetterOffice => {
    if (now === null) throw new Error('only within a test');
    return now;
  };
  beforeEach(async () => {
    now = await letterOffice();
    await now.carryOut({ command: 'SetLetterSettings', ...SETTINGS });
  });
  afterEach(() => office().remove());
  return {
    office,
    issue: (kind: LetterKind, typed: Typed = {}, about?: string): Promise<Issuing> =>
      issueLetter(office(), {
        office: 'default',
        case: '甲1',
        kind,
        typed,
        actor: ACTOR,
        ...(about && { about }),
      }),
    replied: (outcome: string, more: object = {}) =>
      office().carryOut(registered('甲1'), step('Reply', '2026-03-20', { outcome, ...more })),
  };
}
