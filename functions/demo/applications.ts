/** The applications of the sample office: every way they can go, over three years, some still open at the end. */
import { FORMS, hasRow, OUTCOMES, type Outcome } from '#shared/glossary.ts';
import { addDays, dateOf, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { dayWithin, type Entry, type Setting, step, workday, workdaysBefore } from './agenda.ts';
import * as paths from './application-paths.ts';
import { applicant } from './sample-people.ts';
import { DESCRIPTIONS, OFFICERS, SUBJECTS } from './sample-words.ts';

type Plan = { readonly path: paths.Path; readonly outcome: Outcome; readonly receivedOn: PlainDate };
export type RefusedCase = { readonly number: string; readonly on: PlainDate };
type Applications = { readonly entries: readonly Entry[]; readonly refused: readonly RefusedCase[] };

const OWN_COMMAND: readonly Outcome[] = ['other.notCorrected', 'other.feeUnpaid', 'unavailable.stillUnclear'];
/** Those of every form, whichever years the sample covers. */
const REPLIES = OUTCOMES.filter(
  (outcome) => !OWN_COMMAND.includes(outcome) && FORMS.every(({ from }) => hasRow(from, outcome)),
);
/** So that even a small sample shows the main ways; the rest are plain replies. */
const SPECIAL: readonly (readonly [paths.Path, Outcome])[] = [
  [paths.extended, 'disclosed'],
  [paths.corrected, 'disclosed'],
  [paths.thirdParty, 'partiallyDisclosed'],
  [paths.uncorrected, 'other.notCorrected'],
  [paths.feePaid, 'disclosed'],
  [paths.withdrawn, 'other.other'],
  [paths.split, 'disclosed'],
  [paths.organ, 'disclosed'],
  [paths.corrected, 'unavailable.stillUnclear'],
  [paths.thirdParty, 'refused.thirdPartyRights'],
  [paths.feeUnpaid, 'other.feeUnpaid'],
  [paths.late, 'unavailable.notHeld'],
  [paths.voluminous, 'disclosed'],
  [paths.voided, 'disclosed'],
  [paths.retyped, 'disclosed'],
  [paths.outcomeCorrected, 'disclosed'],
];
/** Working days before the last day (yesterday, in a running year) on which a case came in that is still open, and how far it has gone. */
const OPEN: readonly (readonly [number, paths.Path])[] = [
  [19, paths.waiting],
  [17, paths.waiting],
  [23, paths.waiting],
  [8, paths.uncorrected],
  [2, paths.waiting],
  [15, paths.extended],
  [6, paths.thirdParty],
  [12, paths.feeUnpaid],
  [15, paths.waiting],
  [11, paths.waiting],
  [0, paths.waiting],
  [5, paths.waiting],
];
const PARTS = 3;

/** `count` applications, the parts of a split among them, numbered by the office's rule in the order they came. */
export function applications(setting: Setting, count: number): Applications {
  const plans = plansFor(setting, count);
  const running = new Map<number, number>();
  const numberIn = (on: PlainDate): string => {
    const next = (running.get(yearOf(on)) ?? 0) + 1;
    running.set(yearOf(on), next);
    return `SQ${yearOf(on)}-${String(next).padStart(7, '0')}`;
  };
  const entries: Entry[] = [];
  const refused: RefusedCase[] = [];
  for (const plan of plans) {
    const number = numberIn(plan.receivedOn);
    const parts =
      plan.path === paths.split ? Array.from({ length: PARTS }, () => numberIn(plan.receivedOn)) : [];
    const paper = { ...plan, number, parts, chance: setting.chance };
    const steps = plan.path(paper).filter(({ enteredOn }) => enteredOn <= setting.last);
    entries.push(registration(setting, paper), ...steps);
    const reply = steps.find((one) => 'fields' in one && one.fields.command === 'Reply');
    if (reply && /^(refused|unavailable|notProcessed)/.test(plan.outcome))
      refused.push({ number, on: reply.enteredOn });
  }
  return { entries, refused };
}

function plansFor(setting: Setting, count: number): Plan[] {
  const { last } = setting;
  const open = OPEN.slice(0, Math.max(1, Math.min(OPEN.length, Math.round(count / 6))));
  const plans: Plan[] = open.map(([ago, path]) => ({
    path,
    outcome: 'disclosed',
    receivedOn: workdaysBefore(last, ago),
  }));
  const finished = addDays(last, -75);
  const left = (): number => count - plans.reduce((sum, { path }) => sum + sizeOf(path), 0);
  for (let index = 0; left() > 0; index += 1) {
    const [path, outcome] = wayOf(setting, index, left());
    plans.push({ path, outcome, receivedOn: workday(receiptDay(setting, index, finished)) });
  }
  return plans.sort(byReceipt);
}

const sizeOf = (path: paths.Path): number => (path === paths.split ? PARTS + 1 : 1);
const byReceipt = (a: Plan, b: Plan): number => (a.receivedOn < b.receivedOn ? -1 : 1);

/** Special ways and plain replies by turns, so that a small sample has both. */
function wayOf({ chance }: Setting, index: number, left: number): readonly [paths.Path, Outcome] {
  const special = SPECIAL[index / 2];
  if (index % 2 === 0 && special !== undefined && sizeOf(special[0]) <= left) return special;
  const outcome = REPLIES[((index - 1) / 2) % REPLIES.length];
  const inTurn = index % 2 === 1 && index < 2 * REPLIES.length ? outcome : undefined;
  return [
    paths.prompt,
    inTurn ??
      chance.weigh([
        ['disclosed', 6],
        [chance.pick(REPLIES), 4],
      ]),
  ];
}

/** Now and then a December, so that the years hand cases over. */
function receiptDay({ chance, first, last }: Setting, index: number, finished: PlainDate): PlainDate {
  const year = yearOf(first) + (index % Math.max(1, yearOf(last) - yearOf(first)));
  if (index % 10 === 0) return dayWithin(chance, dateOf(`${year}-12-08`), dateOf(`${year}-12-26`));
  return dayWithin(chance, first, finished);
}

const DAYS_ON_THE_WAY = { inPerson: 0, post: 3, online: 1, fax: 0 } as const;

function registration({ chance }: Setting, { number, receivedOn }: paths.Paper): Entry {
  const channel = chance.weigh([
    ['online', 55],
    ['inPerson', 25],
    ['post', 18],
    ['fax', 2],
  ] as const);
  const submittedOn = addDays(receivedOn, -DAYS_ON_THE_WAY[channel]);
  return step(receivedOn, chance.pick(OFFICERS), {
    command: 'RegisterApplication',
    case: number,
    channel,
    submittedOn,
    ...(channel === 'post' ? { signedForOn: receivedOn } : {}),
    ...(channel === 'online' || channel === 'fax' ? { confirmedOn: receivedOn } : {}),
    applicant: applicant(chance),
    subject: chance.pick(SUBJECTS),
    ...(chance.chance(0.5) ? { description: chance.pick(DESCRIPTIONS) } : {}),
    deliveryForm: chance.pick(['电子邮件', '纸质邮寄', '自行领取']),
  });
}
