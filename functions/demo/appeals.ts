/** Reviews and suits against replies of the sample office, in every block of table 四, some still pending. */
import { addDays, dateOf, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { type Entry, type Setting, step, workday, workdaysAfter } from './agenda.ts';
import type { RefusedCase } from './applications.ts';

type Way = {
  readonly kind: 'review' | 'suit';
  readonly route?: 'direct' | 'afterReview';
  readonly means: string;
};
const WAYS: readonly Way[] = [
  { kind: 'review', means: 'upheld68' },
  { kind: 'suit', route: 'direct', means: 'claimsDismissed69' },
  { kind: 'review', means: 'revoked64' },
  { kind: 'suit', route: 'afterReview', means: 'claimsDismissed69' },
  { kind: 'review', means: 'terminated41' },
  { kind: 'suit', route: 'direct', means: 'withdrawn62' },
  { kind: 'suit', route: 'afterReview', means: 'revoked70' },
  { kind: 'review', means: 'claimRejected69' },
  { kind: 'suit', route: 'direct', means: 'ordered72' },
];
const COURT = '示例区人民法院';
const DAYS_TO_CONCLUDE = { review: 45, suit: 120 } as const;

/** `count` disputes: the last two are taken up so late that they are pending at the end. */
export function appeals({ last }: Setting, count: number, refused: readonly RefusedCase[]): Entry[] {
  const running = new Map<string, number>();
  return Array.from({ length: count }, (_one, index) => {
    const way = WAYS[index % WAYS.length] ?? WAYS[0];
    const against = refused[index % Math.max(1, refused.length)];
    if (way === undefined) return [];
    const recent = index >= count - 2;
    const on = openingDay({ last, index, recent }, against);
    const next = (running.get(`${way.kind}${yearOf(on)}`) ?? 0) + 1;
    running.set(`${way.kind}${yearOf(on)}`, next);
    // a day of its own may lie before the reply that would be attacked
    const about = recent || against === undefined || on <= against.on ? undefined : against.number;
    return dispute(way, { on, last, running: next, application: about });
  }).flat();
}

const OTHER_ACT = '认为未依法主动公开征收补偿信息';

type When = { last: PlainDate; index: number; recent: boolean };

function openingDay({ last, index, recent }: When, against: RefusedCase | undefined): PlainDate {
  if (recent) return workday(addDays(last, -20 - index));
  const fallback = workday(dateOf(`${yearOf(last) - 1}-03-${10 + (index % 15)}`));
  const day = against === undefined ? fallback : workdaysAfter(against.on, 20 + index);
  return day > addDays(last, -30) ? fallback : day;
}

type Dispute = { on: PlainDate; last: PlainDate; running: number; application: string | undefined };

function dispute({ kind, route, means }: Way, { on, last, running, application }: Dispute): Entry[] {
  const number =
    kind === 'review' ? `示府行复〔${yearOf(on)}〕${running}号` : `（${yearOf(on)}）示0000行初${running}号`;
  const steps: readonly (readonly [PlainDate, Record<string, unknown>])[] = [
    [
      on,
      {
        command: 'OpenAppeal',
        kind,
        ...(route && { route, court: COURT }),
        ...(application ? { application } : { otherAct: OTHER_ACT }),
      },
    ],
    [workdaysAfter(on, 5), { command: 'AnswerAppeal' }],
    [workday(addDays(on, DAYS_TO_CONCLUDE[kind])), { command: 'ConcludeAppeal', means }],
  ];
  return steps
    .filter(([day]) => day <= last)
    .map(([day, fields]) => step(day, '周承办', { case: number, on: day, ...fields }));
}
