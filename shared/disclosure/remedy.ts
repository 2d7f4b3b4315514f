/** Where an applicant can turn (行政复议法 2023 art. 23; 行政诉讼法 arts. 44–46; 法释〔2025〕8号 arts. 1–2). */
import { OUTCOMES, type Outcome } from '#shared/glossary.ts';
import { dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';

/** `none`: nothing was decided against the applicant. */
export const REMEDIES = ['reviewFirst', 'reviewOrSue', 'none'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** From this day a refusal must go to review before a court (复议法 arts. 23(1)(4), 90). */
const REVIEW_FIRST_FROM = dateOf('2024-01-01');

/** Null where the sources leave it open. Settled: refusals under 条例 arts. 14–16 go to review first, what cannot be provided or is not processed does not. */
const SETTLED: Readonly<Record<Outcome, Remedy | null>> = {
  disclosed: null,
  partiallyDisclosed: null,
  'refused.stateSecret': 'reviewFirst',
  'refused.prohibitedByLaw': 'reviewFirst',
  'refused.endangersStability': 'reviewFirst',
  'refused.thirdPartyRights': 'reviewFirst',
  'refused.internalAffairs': 'reviewFirst',
  'refused.processInformation': 'reviewFirst',
  'refused.enforcementFile': 'reviewFirst',
  'refused.administrativeQuery': null,
  'unavailable.notHeld': 'reviewOrSue',
  'unavailable.mustBeCreated': 'reviewOrSue',
  'unavailable.stillUnclear': 'reviewOrSue',
  'notProcessed.petition': 'reviewOrSue',
  'notProcessed.repeated': 'reviewOrSue',
  'notProcessed.publication': 'reviewOrSue',
  'notProcessed.excessive': 'reviewOrSue',
  'notProcessed.reconfirmation': 'reviewOrSue',
  'other.notCorrected': 'reviewOrSue',
  'other.feeUnpaid': 'reviewOrSue',
  'other.other': null,
};

/** The defaults stand until the office's legal unit says otherwise. */
export const UNSETTLED = OUTCOMES.filter((outcome) => SETTLED[outcome] === null);
export type RemedyPolicy = Partial<Readonly<Record<Outcome, Remedy>>>;
export const DEFAULT_REMEDY_POLICY: RemedyPolicy = {
  disclosed: 'reviewOrSue', // 法释〔2025〕8号 art. 1(3): content or form not as requested
  partiallyDisclosed: 'reviewFirst', // for the withheld part, as for a refusal
  'refused.administrativeQuery': 'reviewFirst', // printed under 不予公开; review is open in any reading
  'other.other': 'reviewOrSue',
};

/** `on` is the day of the reply: before 2024 a refusal could be taken to court directly. */
export function remedyOf(outcome: Outcome, on: PlainDate, policy: RemedyPolicy = {}): Remedy {
  const remedy = SETTLED[outcome] ?? policy[outcome] ?? DEFAULT_REMEDY_POLICY[outcome] ?? 'reviewOrSue';
  return remedy === 'reviewFirst' && on < REVIEW_FIRST_FROM ? 'reviewOrSue' : remedy;
}

type Bodies = { readonly reviewOrgan: string; readonly court: string };

/** The text of art. 23(2): it names the way, the organ, the court and the periods. Empty for `none`. */
export function remedyText(remedy: Remedy, { reviewOrgan, court }: Bodies): string {
  if (remedy === 'none') return '';
  const review = `如对本答复不服，可以自收到本答复之日起六十日内向${reviewOrgan}申请行政复议`; // 复议法 art. 20
  if (remedy === 'reviewOrSue')
    return `${review}，也可以自收到本答复之日起六个月内直接向${court}提起行政诉讼。`; // 行诉法 art. 46
  return (
    `${review}。根据《中华人民共和国行政复议法》第二十三条的规定，对不予公开政府信息的决定不服的，` +
    `应当先申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向${court}提起行政诉讼。` // 行诉法 art. 45
  );
}
