/** The case and the letter an address names. */

import { type OpenCase, openCase } from '#shared/correspondence/draft-letter.ts';
import { LETTER_KINDS } from '#shared/disclosure/letters.ts';
import { numberIn } from '../cases/case-address.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { type CaseLetter, caseLetters } from './case-letters.ts';

export type Asked = { readonly web: Web; readonly who: Principal };
export type Found = { readonly of: OpenCase; readonly letter: CaseLetter };

/** Null when there is no such application. */
export function caseAt(c: Ctx, { web, who }: Asked): Promise<OpenCase | null> {
  return openCase(web.house.log, who.office, numberIn(c.req.param('number')));
}

/** The last of its kind when `about` is ''; null while its step has not been taken. */
export async function letterAt(c: Ctx, asked: Asked, about: string): Promise<Found | null> {
  const kind = LETTER_KINDS.find((one) => one === c.req.param('kind'));
  const of = kind === undefined ? null : await caseAt(c, asked);
  if (of === null) return null;
  const all = await caseLetters(asked.web.house.log, asked.who.office, of);
  const letter = all.findLast((one) => one.kind === kind && (about === '' || one.about === about));
  return letter === undefined ? null : { of, letter };
}
