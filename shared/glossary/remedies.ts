/**
 * Where a person can turn against an act of disclosure: the one table that letters print from and warnings judge by
 * (复议法 2023 art. 23; 复议法实施条例 2026 arts. 30, 31; 行诉法 arts. 44–46; 国办函〔2021〕132号; 法释〔2025〕8号 arts. 1–2).
 */
import { OUTCOMES, type Outcome } from '../glossary.ts';
import { dateOf, type PlainDate } from '../kernel/plain-date.ts';
import { GROUND_TERMS, type Ground } from './grounds.ts';

/** `none`: nothing that can be attacked by itself. */
export const REMEDIES = ['reviewFirst', 'reviewOrSue', 'none'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** What is no reply: notices with letters of their own, and a reply that does not come. */
type Other = 'correction' | 'extension' | 'delay' | 'fee' | 'thirdPartyDecision' | 'silence';
export type Act = Outcome | Other;
/** `from`: the first day on which review comes first; before it, review or the court. */
type Rule = { readonly remedy: Remedy; readonly by: string; readonly from?: PlainDate };

const REFUSAL_FROM = dateOf('2024-01-01');
/** 复议法 arts. 23(1)(4), 90; confirmed by 复议法实施条例 (2026) art. 31, which names the refused part, and not art. 36(7). */
const REFUSAL: Rule = {
  remedy: 'reviewFirst',
  by: '复议法23(1)(4)，复议法实施条例31，法释〔2025〕8号1',
  from: REFUSAL_FROM,
};
/** 复议法 art. 23(1)(3) with 复议法实施条例 (2026) art. 30; before it 法释〔2025〕8号 art. 2. */
const SILENCE: Rule = {
  remedy: 'reviewFirst',
  by: '复议法23(1)(3)，复议法实施条例30',
  from: dateOf('2026-07-01'),
};
const DIRECT: Rule = { remedy: 'reviewOrSue', by: '法释〔2025〕8号1' };
const IN_PASSING: Rule = { remedy: 'none', by: '国办函〔2021〕132号' };
/** What no source settles: the office's legal unit may choose otherwise (**policy** remedies). */
const open = (remedy: Remedy, by: string): Rule & { readonly open: true } => ({ remedy, by, open: true });

const LAW: Readonly<Record<Act, Rule & { readonly open?: true }>> = {
  disclosed: open('reviewOrSue', '法释〔2025〕8号1'), // content or form not as requested
  partiallyDisclosed: { ...REFUSAL, by: '国办函〔2021〕132号，复议法实施条例31' }, // 不予公开 includes the refused part
  'refused.stateSecret': REFUSAL,
  'refused.prohibitedByLaw': REFUSAL,
  'refused.endangersStability': REFUSAL,
  'refused.thirdPartyRights': REFUSAL,
  'refused.internalAffairs': REFUSAL,
  'refused.processInformation': REFUSAL,
  'refused.enforcementFile': REFUSAL,
  'refused.administrativeQuery': open('reviewOrSue', '法释〔2025〕8号1'), // art. 36(7), not arts. 14–16
  'unavailable.notHeld': DIRECT,
  'unavailable.mustBeCreated': DIRECT,
  'unavailable.stillUnclear': DIRECT,
  'notProcessed.petition': DIRECT,
  'notProcessed.repeated': DIRECT,
  'notProcessed.publication': DIRECT,
  'notProcessed.excessive': DIRECT,
  'notProcessed.reconfirmation': DIRECT,
  'other.notCorrected': DIRECT,
  'other.feeUnpaid': DIRECT,
  'other.other': open('reviewOrSue', '法释〔2025〕8号1'),
  correction: IN_PASSING,
  extension: IN_PASSING,
  delay: IN_PASSING, // art. 35 lengthens the period as art. 33 does
  fee: { remedy: 'none', by: '国办函〔2020〕109号' },
  silence: SILENCE,
  thirdPartyDecision: DIRECT, // 法释〔2025〕8号 art. 1(4): harm by disclosure
};

export type RemedyPolicy = Partial<Readonly<Record<Outcome, Remedy>>>;
/** The rows an office may settle, with what holds until it does. */
export const UNSETTLED = OUTCOMES.filter((outcome) => isAct(outcome) && LAW[outcome].open === true);
export const DEFAULT_REMEDIES: RemedyPolicy = Object.fromEntries(
  UNSETTLED.map((outcome) => [outcome, LAW[outcome].remedy]),
);

export function isAct(name: string): name is Act {
  return Object.hasOwn(LAW, name);
}

/** What was decided and when; `grounds` where they are known. */
type Decided = { readonly act: Act; readonly on: PlainDate; readonly grounds?: readonly Ground[] };

/** A reply counted in another row that withholds something as well is a refusal in part (复议法 art. 23(1)(4)). */
export function judgedAs({ act, grounds = [] }: Pick<Decided, 'act' | 'grounds'>): Act {
  const withholds = grounds.some((ground) => GROUND_TERMS[ground].is === 'withholds');
  const isReply = (OUTCOMES as readonly string[]).includes(act);
  return withholds && isReply && LAW[act] !== REFUSAL ? 'partiallyDisclosed' : act;
}

export function remedyOf({ act, on, grounds = [] }: Decided, policy: RemedyPolicy = {}): Remedy {
  const judged = judgedAs({ act, grounds });
  const { remedy, from, open: unsettled } = LAW[judged];
  const chosen = unsettled ? ((policy as Partial<Record<Act, Remedy>>)[judged] ?? remedy) : remedy;
  if (chosen !== 'reviewFirst') return chosen;
  const tooEarly = on < (from ?? REFUSAL_FROM);
  return tooEarly || isOnlyLacking(grounds) ? 'reviewOrSue' : chosen;
}

/** A part that does not exist, or is another's to disclose, is not a refusal under arts. 14–16 (法释〔2025〕8号 art. 1(1)). */
function isOnlyLacking(grounds: readonly Ground[]): boolean {
  return grounds.length > 0 && grounds.every((ground) => GROUND_TERMS[ground].is === 'lacks');
}
