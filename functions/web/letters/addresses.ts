/** Where letters are found, and how they are called. */
import {
  LETTER_LABELS,
  type LetterKind,
  TEMPLATE_NAMES,
  type TemplateName,
} from '#shared/disclosure/letters.ts';
import type { Outcome } from '#shared/glossary.ts';
import { caseHref } from '../cases/case-address.tsx';
import { outcomeText } from '../wording/terms.ts';

export const CASES = '/applications';
export const SETTINGS = '/letters';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function lettersHref(number: string): string {
  return `${caseHref({ path: CASES }, number)}/letters`;
}

/** The form of one letter; `of` picks the step it tells of. */
export function letterHref(
  number: string,
  of: { readonly kind: LetterKind; readonly about: string },
): string {
  return `${lettersHref(number)}/${of.kind}?about=${encodeURIComponent(of.about)}`;
}

/** The letter as it went out. */
export function fileHref(number: string, of: { readonly kind: LetterKind; readonly about: string }): string {
  return `${lettersHref(number)}/${of.kind}/file?about=${encodeURIComponent(of.about)}`;
}

export function templateHref(name: TemplateName): string {
  return `${SETTINGS}/templates/${name}`;
}

/** `答复书（予以公开）` for a reply's, the letter's own name for the others. */
export function templateLabel(name: TemplateName): string {
  const [kind, ...outcome] = name.split('.') as [LetterKind, ...string[]];
  return outcome.length === 0
    ? LETTER_LABELS[kind]
    : `${LETTER_LABELS[kind]}（${outcomeText(outcome.join('.') as Outcome)}）`;
}

export const templateNamed = (name: string | undefined): TemplateName | undefined =>
  TEMPLATE_NAMES.find((one) => one === name);
