/** The letter that tells of a step, made together with it. */

import { OFFICERS } from '#shared/accounts/permissions.ts';
import { openCase } from '#shared/correspondence/draft-letter.ts';
import { LETTER_LABELS, type LetterKind } from '#shared/disclosure/letters.ts';
import type { StepLetters } from '../cases/case-kind.ts';
import { own } from '../wording/word.ts';
import { letterHref, lettersHref } from './addresses.ts';
import { caseLetters } from './case-letters.ts';
import { issue, issuedHref } from './issue-routes.ts';

const LETTERS: Readonly<Record<string, LetterKind>> = {
  ConfirmReceipt: 'receipt',
  RequestCorrection: 'correction',
  ExtendCorrection: 'correctionExtension',
  ExtendReply: 'extension',
  ConsultThirdParty: 'thirdParty',
  ConsultOrgan: 'organ',
  AskReasons: 'reasons',
  AgreeDelay: 'delay',
  SendFeeNotice: 'fee',
  Reply: 'reply',
  RedoReply: 'reply',
  ReviseReply: 'reply',
  CloseUncorrected: 'reply',
  CloseUnpaid: 'reply',
};

/** It goes out at once where the case holds all of it; where something is still to be typed its form is next. */
export const LETTERS_AFTER_STEPS: StepLetters = {
  labelOf: (command, { role }) => {
    const kind = own(LETTERS, command);
    return kind === undefined || !OFFICERS.includes(role) ? null : LETTER_LABELS[kind];
  },
  issue: async (by, { number, command }) => {
    const of = await openCase(by.web.house.log, by.who.office, number);
    const letters = of === null ? [] : await caseLetters(by.web.house, by.who.office, of);
    const letter = letters.findLast(({ kind }) => kind === own(LETTERS, command));
    if (of === null || letter === undefined) return lettersHref(number);
    const found = { of, letter };
    if (letter.issued !== null) return issuedHref(by, found);
    const isSent = letter.draft.missing.length === 0 && (await issue(by, found, {})).length === 0;
    return isSent ? issuedHref(by, found) : letterHref(number, letter);
  },
};
