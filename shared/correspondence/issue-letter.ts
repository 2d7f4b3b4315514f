/** Issuing a letter: a number of the office's, the document, and one event on the case that holds it sealed. */

import { executeShort } from '#shared/desk/execute-short.ts';
import type { Missing } from '#shared/disclosure/letter-requirements.ts';
import { FACTS, type LetterKind } from '#shared/disclosure/letters.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { Actor } from '#shared/kernel/event.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { Ledger } from '#shared/ledger/execution.ts';
import { fillLetter } from '#shared/letters/fill-letter.ts';
import {
  type Draft,
  type Drafting,
  draftLetter,
  type LetterRequest,
  type OpenCase,
  openCase,
} from './draft-letter.ts';
import { takeNumber } from './letter-number.ts';

type Letter = { readonly number: string; readonly document: Buffer; readonly about: string };
export type LetterFault = {
  readonly code: RefusalCode;
  readonly message: string;
  readonly article?: string;
  readonly missing: readonly Missing[];
};
export type Issuing =
  | { readonly ok: true; readonly outcome: 'issued' | 'issuedBefore'; readonly letter: Letter }
  | ({ readonly ok: false } & LetterFault);
type IssueRequest = LetterRequest & {
  readonly actor: Actor;
  /** Given to replace a letter that was issued. */
  readonly reason?: string;
};

const fault = (
  code: RefusalCode,
  missing: readonly Missing[] = [],
): { readonly ok: false } & LetterFault => ({
  ok: false,
  code,
  message: [refusalText(code), ...missing.map(({ fact, article }) => `${fact}（${article}）`)].join('：'),
  missing,
});

/** The letter that was issued for that step comes back as it was; a new one is made only with a reason. */
export async function issueLetter(ledger: Ledger, request: IssueRequest): Promise<Issuing> {
  const of = await openCase(ledger.log, request.office, request.case);
  if (of === null) return fault('unknownCase');
  const draft = await draftLetter(ledger, of, request);
  if (draft === null) return fault('stepNotTaken');
  const before = issuedLetter(of, request.kind, draft.subject.about);
  if (before !== null && request.reason === undefined)
    return { ok: true, outcome: 'issuedBefore', letter: before };
  if (!draft.facts.机关名称) return fault('officeUnnamed', draft.missing);
  if (draft.missing.length > 0) return fault('factMissing', draft.missing);
  return record(ledger, { ...request, case: of.number }, draft);
}

async function record(ledger: Ledger, request: IssueRequest, draft: Draft): Promise<Issuing> {
  const { subject, on, settings, template, notice, state, version } = draft;
  const { office, kind, actor, reason } = request;
  const { about } = subject;
  const earlier = state.letters.filter((one) => one.kind === kind && one.about === about).length;
  const key = `letter:${request.case}:${kind}:${about}:${earlier}`;
  const taking = { office, case: request.case, kind, about, on, word: settings.numberWord, key, actor };
  const number = draft.facts.文号 ?? (await takeNumber(ledger.log, taking));
  const document = fillLetter(template.document, { ...draft.facts, 文号: number }, notice);
  const fields = {
    command: 'IssueLetter',
    case: request.case,
    ...{ on, kind, about, number, template: template.version },
    document: document.toString('base64'),
    ...(reason === undefined ? {} : { reason }),
  };
  const done = await executeShort(ledger, {
    office,
    actor,
    fields,
    key: `${key}:issue`,
    expectedVersion: version,
  });
  if (!done.ok)
    return { ...fault(done.code), message: done.message, ...(done.article && { article: done.article }) };
  return { ok: true, outcome: 'issued', letter: { number, document, about } };
}

/** The letter as it went out; null when none was issued for the step or its key was destroyed. */
export function issuedLetter(of: OpenCase, kind: LetterKind, about: string): Letter | null {
  const event = of.events.findLast(
    (one) => one.type === 'LetterIssued' && one.data.kind === kind && one.data.about === about,
  );
  const document = event?.texts?.document;
  if (event?.type !== 'LetterIssued' || document === undefined) return null;
  return { number: event.data.number, document: Buffer.from(document, 'base64'), about };
}

/** Where a fact is missing, in a draft. */
const BLANK = '＿＿＿＿＿＿';
const UNNAMED = { 不予公开情形: BLANK, 依据条款: BLANK };

/** As it would look, marked as a draft, with 待编 for the number, a blank for each fact that is missing, and nothing recorded. */
export async function previewLetter(
  ledger: Drafting,
  request: LetterRequest,
): Promise<{ readonly draft: Draft; readonly document: Buffer } | null> {
  const of = await openCase(ledger.log, request.office, request.case);
  const draft = of === null ? null : await draftLetter(ledger, of, request);
  if (draft === null) return null;
  const isFact = (name: string): boolean => (FACTS as readonly string[]).includes(name);
  const blanks = draft.missing.filter(({ fact }) => isFact(fact)).map(({ fact }) => [fact, BLANK]);
  const unnamed = draft.missing.some(({ fact }) => fact === '答复依据') ? UNNAMED : {};
  const facts = {
    ...{ ...unnamed, ...Object.fromEntries(blanks), ...draft.facts },
    文号: draft.facts.文号 ?? '（文号待编）',
  };
  return { draft, document: fillLetter(draft.template.document, facts, draft.notice ?? '草稿　未制发') };
}
