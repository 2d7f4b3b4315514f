/** Closed lists as they are met in offices' files: the English key, the printed code, or the printed label. */
import {
  APPLICANT_TYPE_LABELS,
  APPLICANT_TYPES,
  type ApplicantType,
  FORMS,
  type Form,
  formOf,
  plainLabel,
} from '#shared/glossary.ts';
import { foldWidth } from '#shared/kernel/written.ts';

export type Choice = { readonly key: string; readonly label: string; readonly written: readonly string[] };

/** One member; `also` are further ways it is written. */
export function choice(key: string, label: string, ...also: string[]): Choice {
  return { key, label, written: [key, label, ...also] };
}

export function choices(labels: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(labels).map(([key, label]) => choice(key, label));
}

/** The applicant columns of table 3, also by the codes that offices' systems write. */
const APPLICANT_CODES: Readonly<Record<ApplicantType, string>> = {
  naturalPerson: 'np',
  commercialEnterprise: 'le.com',
  researchInstitution: 'le.res',
  publicWelfareOrganisation: 'le.npo',
  legalServiceOrganisation: 'le.law',
  otherOrganisation: 'le.oth',
};
export const APPLICANT_CHOICES: readonly Choice[] = APPLICANT_TYPES.map((key) =>
  choice(key, APPLICANT_TYPE_LABELS[key], APPLICANT_CODES[key]),
);

/** Which of the two defendants this office is; 是 and 否 would not say. */
export const CO_DEFENDANT: readonly Choice[] = [
  choice('true', '复议机关', '仅为复议机关', '作出复议决定的机关'),
  choice('false', '原行为机关', '作出原行政行为的机关', '无', '没有'),
];

type OutcomeRow = Form['outcomes'][number];
const unnumbered = (label: string): string => label.replace(/^（.）/, '');

/** By its code, and with or without its number, its note and its heading. */
function outcomeChoice({ key, code, label, group }: OutcomeRow): Choice {
  const words = plainLabel(label);
  if (group === null)
    return choice(key, words, code, label, unnumbered(label), label.replace(/（[^（）]*）$/, ''));
  const numbered = [label, label.replace('.', '、')];
  const full = numbered.flatMap((each) => [`${unnumbered(group)}${each}`, `${group}${each}`]);
  return choice(key, words, code, ...numbered, ...full);
}

const outcomesOfForms = new Map(FORMS.map((form) => [form, form.outcomes.map(outcomeChoice)]));

/** The leaf rows of table 3 in the form of a year, in print order. */
export const outcomeChoices = (year: number): readonly Choice[] => outcomesOfForms.get(formOf(year)) ?? [];

/** A year of the form that came last, whichever that is. */
export const LATEST_FORM = 9999;

const indexes = new WeakMap<readonly Choice[], ReadonlyMap<string, string>>();

/** The key of what is written in a cell; undefined when the list has no such member. */
export function chooseFrom(list: readonly Choice[], written: string): string | undefined {
  let index = indexes.get(list);
  if (index === undefined) {
    index = new Map(list.flatMap(({ key, written: ways }) => ways.map((way) => [folded(way), key] as const)));
    indexes.set(list, index);
  }
  return index.get(written) ?? index.get(folded(written));
}

/** Full and half width, spaces and the style of quotation marks make no difference. */
function folded(text: string): string {
  return foldWidth(text).replace(/[\s\p{Cf}"'“”‘’「」『』]/gu, '');
}
