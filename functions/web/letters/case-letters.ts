/** The letters of the case that an address names: for each step that was taken, what went out and what is still missing. */

import {
  type Draft,
  type Drafting,
  draftLetter,
  type OpenCase,
  openCase,
} from '#shared/correspondence/draft-letter.ts';
import { choiceOf } from '#shared/disclosure/letter-choices.ts';
import { holds, type Missing, requirementsOf } from '#shared/disclosure/letter-requirements.ts';
import { subjectsOf } from '#shared/disclosure/letter-subject.ts';
import {
  type IssuedLetter,
  LETTER_KINDS,
  type LetterKind,
  TYPED_FACTS,
  type TypedFact,
} from '#shared/disclosure/letters.ts';
import { dateOfInstant, type PlainDate } from '#shared/kernel/plain-date.ts';
import { placeholdersOf } from '#shared/letters/check-template.ts';
import { numberIn } from '../cases/case-address.tsx';
import type { Ctx, Principal, Web } from '../frame/web.ts';

export type CaseLetter = {
  readonly kind: LetterKind;
  /** The event it tells of. */
  readonly about: string;
  readonly draft: Draft;
  /** The last that went out for that step. */
  readonly issued: IssuedLetter | null;
  readonly today: PlainDate;
};

/** In the order of the law; of several steps of a kind the oldest first. */
export async function caseLetters(ledger: Drafting, office: string, of: OpenCase): Promise<CaseLetter[]> {
  const letters: CaseLetter[] = [];
  const today = dateOfInstant(ledger.clock.now());
  for (const [kind, about] of stepsTaken(of)) {
    const draft = await draftLetter(ledger, of, { office, case: of.number, kind, about, typed: {} });
    const issued = issuedFor(of, kind, about);
    if (draft !== null) letters.push({ kind, about, draft, issued, today });
  }
  return letters;
}

/** The last that went out for that step. */
export function issuedFor({ state }: OpenCase, kind: LetterKind, about: string): IssuedLetter | null {
  return state.letters.findLast((one) => one.kind === kind && one.about === about) ?? null;
}

function stepsTaken(of: OpenCase): readonly (readonly [LetterKind, string])[] {
  return LETTER_KINDS.flatMap((kind) => aboutOf(of, kind).map((about) => [kind, about] as const));
}

function aboutOf(of: OpenCase, kind: LetterKind): readonly string[] {
  const all = subjectsOf(of, kind);
  // a case has one reply: one that was redone is only kept as it went out
  return kind === 'reply'
    ? all.filter((about, index) => index === all.length - 1 || issuedFor(of, kind, about) !== null)
    : all;
}

/** A fact the form asks for. `needed`: by its article, alone or as one of several. */
export type AskedFact = {
  readonly fact: TypedFact;
  readonly needed: 'alone' | 'oneOf' | 'no';
  readonly others: readonly TypedFact[];
  /** What it is chosen from; null where it is worded. */
  readonly choice: ReturnType<typeof choiceOf>;
};

const isTyped = (name: string): name is TypedFact => (TYPED_FACTS as readonly string[]).includes(name);
/** Those a person can type, of the facts of which one is missing. */
export const typedIn = ({ fact }: Missing): TypedFact[] => fact.split('或').filter(isTyped);

/** What is to be typed: what the template asks for or the law wants, and the case does not hold. */
export function askedFacts({ draft }: CaseLetter): AskedFact[] {
  const { facts, missing, template } = draft;
  const placed = placeholdersOf(template.document);
  const wanted = missing.map(typedIn);
  return TYPED_FACTS.filter((fact) => !facts[fact] && !isElsewise(fact, draft))
    .filter((fact) => placed.includes(fact) || wanted.some((names) => names.includes(fact)))
    .map((fact) => {
      const names = wanted.find((one) => one.includes(fact)) ?? [];
      const needed = names.length === 0 ? 'no' : names.length === 1 ? 'alone' : 'oneOf';
      const others = names.filter((one) => one !== fact);
      return { fact, needed, others, choice: choiceOf(fact, draft.subject) };
    });
}

/** Asked for on another ground than the one that is known. */
function isElsewise(fact: TypedFact, { subject, facts }: Draft): boolean {
  const asking = requirementsOf(subject.template, false).filter(({ anyOf }) => anyOf.includes(fact));
  const known = facts.答复依据 !== undefined || asking.every(({ when }) => when === '重新答复');
  return known && asking.length > 0 && asking.every((one) => !holds(one, facts));
}

/** What nobody can type here: the settings or the case lack it. */
export function lackingElsewhere({ draft }: CaseLetter): readonly Missing[] {
  return draft.missing.filter((one) => typedIn(one).length === 0);
}

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
  const all = await caseLetters(asked.web.house, asked.who.office, of);
  const letter = all.findLast((one) => one.kind === kind && (about === '' || one.about === about));
  return letter === undefined ? null : { of, letter };
}
