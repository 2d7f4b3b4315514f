/**
 * How long an office keeps the records of each kind, by outcome where it says so: its own word, since no text that was
 * read settles it (docs/personal-data.md). Without one a record is kept for good.
 */
import * as z from 'zod';
import { typed } from '#shared/kernel/command-fields.ts';
import { accept, type Decision, refuse } from '#shared/kernel/decision.ts';
import { type CaseKind, type DomainEvent, RECORD_KINDS, type Recorded } from '#shared/kernel/event.ts';
import { dateOf, type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';

export const RETENTION_STREAM = 'retention';
/** The grades of the archives, and what an office may need besides. */
export const GRADES = ['permanent', '30', '10', '5', '3', '1'] as const;
type Grade = (typeof GRADES)[number];

/** `outcome` as cases bear it, '' for all of the kind that no other period names. */
type Period = { readonly kind: CaseKind; readonly outcome: string; readonly grade: Grade };
/** `source`: by which document of the office. */
type RetentionSet = DomainEvent<'RetentionSet', Period & { readonly source: string }>;

export const RETENTION_COMMANDS = {
  SetRetention: z.object({
    command: z.literal('SetRetention'),
    case: z.literal(RETENTION_STREAM).optional(),
    kind: z.enum(RECORD_KINDS),
    outcome: typed(100).default(''),
    grade: z.enum(GRADES),
    source: typed(200).regex(/\S/),
  }),
};
export type RetentionCommand = z.infer<typeof RETENTION_COMMANDS.SetRetention>;
export type Retention = readonly (Period & { readonly source: string; readonly on: PlainDate })[];

export function evolveRetention(state: Retention | null, recorded: Recorded<DomainEvent>): Retention {
  const event = recorded as Recorded<RetentionSet>;
  if (event.type !== 'RetentionSet') return state ?? [];
  const { kind, outcome } = event.data;
  const others = (state ?? []).filter((one) => one.kind !== kind || one.outcome !== outcome);
  return [...others, { ...event.data, on: event.on }];
}

export function decideRetention(
  state: Retention | null,
  { kind, outcome, grade, source }: RetentionCommand,
  { today: on }: { readonly today: PlainDate },
): Decision<RetentionSet> {
  const known = state?.find((one) => one.kind === kind && one.outcome === outcome);
  if (known?.grade === grade && known.source === source) return refuse('unchanged', '', { field: 'grade' });
  return accept([{ type: 'RetentionSet', v: 1, on, data: { kind, outcome, grade, source } }]);
}

type Ended = { readonly kind: CaseKind; readonly outcome: string; readonly concludedOn: PlainDate | null };

/**
 * The last day on which a record is kept: the end of the year so many years after the one in which it was concluded, so
 * that nothing goes sooner than by any way of counting. `always` where no period is settled.
 */
export function keptUntil(retention: Retention, { kind, outcome, concludedOn }: Ended): PlainDate | 'always' {
  const of = (wanted: string) => retention.find((one) => one.kind === kind && one.outcome === wanted);
  const period = (outcome === '' ? undefined : of(outcome)) ?? of('');
  if (period === undefined || period.grade === 'permanent' || concludedOn === null) return 'always';
  return dateOf(`${yearOf(concludedOn) + Number(period.grade)}-12-31`);
}
