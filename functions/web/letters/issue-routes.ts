/** Issuing a letter from its form. */

import { OFFICERS } from '#shared/accounts/permissions.ts';
import { type LetterRequest, openCase } from '#shared/correspondence/draft-letter.ts';
import { issueLetter, type LetterFault, previewLetter } from '#shared/correspondence/issue-letter.ts';
import { choiceOf } from '#shared/disclosure/letter-choices.ts';
import { DATINGS } from '#shared/disclosure/letter-dating.ts';
import type { Missing } from '#shared/disclosure/letter-requirements.ts';
import { LETTER_LABELS, TYPED_FACTS, type TypedFact } from '#shared/disclosure/letters.ts';
import { articleText, refusalText } from '#shared/glossary/refusals.ts';
import { isKeyOf } from '#shared/kernel/keys.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { caseRead } from '../cases/case-reads.ts';
import { attachment } from '../frame/answers.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { actorOf, type Ctx, type Web } from '../frame/web.ts';
import { errorAt, typedValues, type Values } from '../look/command-fields.ts';
import { firstOrDraft } from '../look/drafts.ts';
import type { FieldError, FormState } from '../look/form.tsx';
import { CASES, DOCX, letterHref, lettersHref } from './addresses.ts';
import { type Asked, type Found, issuedFor, letterAt, typedIn } from './case-letters.ts';
import { DATED, issuePage, REASON } from './issue-form.tsx';

export function issueRoutes(door: Site, web: Web): void {
  const site = door.reading(caseRead({ kind: 'application' }, 'letterOpened'));
  const path = `${CASES}/:number/letters/:kind`;
  site.page(path, OFFICERS, (c, who) => openForm(c, { web, who }));
  site.form(path, OFFICERS, (c, who, fields) => send(c, { web, who }, fields));
}

async function openForm(c: Ctx, asked: Asked): Promise<Response> {
  const found = await letterAt(c, asked, c.req.query('about') ?? '');
  if (found === null) return notFound(c);
  const page = letterHref(found.of.number, found.letter);
  const values = await firstOrDraft(c, asked, { page, fields: FIELDS, first: {} });
  return show(c, asked, { found, form: { values, errors: [] } });
}

async function send(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const found = await letterAt(c, asked, textOf(fields, 'about'));
  if (found === null) return notFound(c);
  const values = typedValues(FIELDS, fields);
  const what = textOf(fields, 'do');
  if (what === 'draft') return draft(c, asked, requestOf(found, asked, values));
  if (what === 'preview') return show(c, asked, { found, form: { values, errors: [] } });
  const { issued } = found.letter;
  // a second click, or a colleague who was quicker: what went out stands, and nothing goes out twice
  if ((issued?.event ?? '') !== textOf(fields, 'replaces')) return issuedPage(c, asked, found);
  const errors = await issue(asked, found, values);
  if (errors.length > 0) return show(c, asked, { found, form: { values, errors } });
  return issuedPage(c, asked, found);
}

/** The form, with the letter as it would go out; nothing is numbered or recorded by looking at it. */
async function show(c: Ctx, asked: Asked, shown: Shown): Promise<Response> {
  const preview = await previewLetter(asked.web.house, requestOf(shown.found, asked, shown.form.values));
  return issuePage(c, { ...shown, who: asked.who, preview });
}

type Shown = { readonly found: Found; readonly form: FormState };

const MOST_TEXT = 10_000;
const FIELDS = [
  ...TYPED_FACTS.map((fact) => {
    const kind = choiceOf(fact, { rows: [] })?.several ? ('several' as const) : ('area' as const);
    return { name: fact, label: fact, kind };
  }),
  DATED,
  REASON,
];

function requestOf({ of, letter }: Found, { who }: Asked, values: Values): LetterRequest {
  const filled = TYPED_FACTS.filter((fact) => values[fact]);
  const typed = Object.fromEntries(filled.map((fact) => [fact, values[fact] ?? '']));
  const { kind, about } = letter;
  const { dated = '' } = values;
  const given = isKeyOf(DATINGS, dated) && { dated };
  return { office: who.office, case: of.number, kind, about, typed, ...given };
}

/** What is wrong; nothing when the letter went out. */
export async function issue(asked: Asked, found: Found, values: Values): Promise<readonly FieldError[]> {
  const replacing = found.letter.issued !== null;
  const { reason = '' } = values;
  const tooLong = Object.keys(values).filter((name) => (values[name] ?? '').length > MOST_TEXT);
  if (tooLong.length > 0) return tooLong.map((name) => refusedAt(name, 'tooLong'));
  if (replacing && reason === '') return [refusedAt(REASON.name, 'required')];
  const done = await issueLetter(asked.web.house, {
    ...requestOf(found, asked, values),
    actor: actorOf(asked.who),
    ...(replacing && { reason }),
  });
  return done.ok ? [] : errorsOf(done);
}

function refusedAt(field: string, code: RefusalCode): FieldError {
  return errorAt(FIELDS, { field, code, message: refusalText(code) });
}

function errorsOf({ code, message, article, missing }: LetterFault): readonly FieldError[] {
  if (missing.length > 0) return missing.map(missingError);
  const cited = article === undefined ? '' : `（${articleText(article)}）`;
  return [{ field: '', code, message: `${message}${cited}` }];
}

/** At the field where it can be typed; what the settings or the case lack stands in the summary alone. */
function missingError(one: Missing): FieldError {
  const [field = ''] = typedIn(one) as (TypedFact | undefined)[];
  const message = `${one.fact}：${refusalText('required')}（${articleText(one.article)}）`;
  return { field, code: 'factMissing', message };
}

async function issuedPage(c: Ctx, asked: Asked, found: Found): Promise<Response> {
  return c.redirect(await issuedHref(asked, found), 303);
}

/** The list of the case's letters, which tells of the one that went out. */
export async function issuedHref(
  { web, who }: Asked,
  { of: { number }, letter: { kind, about } }: Found,
): Promise<string> {
  const of = await openCase(web.house.log, who.office, number);
  const sent = of === null ? null : issuedFor(of, kind, about);
  return `${lettersHref(number)}?issued=${encodeURIComponent(sent?.event ?? '')}`;
}

async function draft(c: Ctx, { web }: Asked, request: LetterRequest): Promise<Response> {
  const made = await previewLetter(web.house, request);
  if (made === null) return notFound(c);
  const name = `${LETTER_LABELS[request.kind]}-${request.case}-草稿.docx`;
  return attachment(c, { bytes: made.document, mediaType: DOCX, name });
}
