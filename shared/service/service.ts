/**
 * How a paper reached the person it is for (送达): one concept for replies, notices, letters, copies and judgments.
 * The day it arrives becomes known later than the step it belongs to; until then nothing that the law counts from it
 * has begun. 复议法88 and 行诉法101 send to 民事诉讼法 (2023) for it; 条例 names no rules of its own (policy serviceOfReplies).
 */
import * as z from 'zod';
import { SERVICE_WAY_LABELS, type ServiceWay } from '#shared/glossary/choices.ts';
import { dateField, numberField, textField } from '#shared/kernel/command-fields.ts';
import { accept, type Decision, nothingNew, refuse } from '#shared/kernel/decision.ts';
import type { DomainEvent } from '#shared/kernel/event.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { filledName } from '#shared/kernel/name-fields.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';

/**
 * `on`: the day it was handed over, delivered by the carrier's receipt, arrived in the addressee's system, came back
 * (`returned`), or the notice was published. `step`: the event whose paper it is, by its id.
 */
export type PaperServed = DomainEvent<
  'PaperServed',
  { readonly step: string; readonly way: ServiceWay; readonly returned: boolean }
>;

export const SERVICE_COMMAND = {
  RecordService: z.object({
    command: z.literal('RecordService'),
    case: numberField,
    /** The step whose paper it is, named as in CorrectDate. */
    step: textField,
    way: z.enum(keysOf(SERVICE_WAY_LABELS)),
    on: dateField,
    /** It came back and reached nobody. */
    returned: z.boolean().optional(),
    /** The addressee agreed to be served electronically (民诉法90). */
    consent: z.boolean().optional(),
    postNumber: filledName('postNumber').optional(),
    receiver: filledName('receiver').optional(),
  }),
} as const;
type ServiceCommand = z.infer<typeof SERVICE_COMMAND.RecordService>;

/** One attempt as the case holds it; `on` may have been corrected since. */
export type Service = {
  readonly id: string;
  readonly step: string;
  readonly way: ServiceWay;
  readonly on: PlainDate;
  readonly returned: boolean;
};

const NOTICE_DAYS = 30; // 民诉法95: served when thirty days have run since the notice was published

/** The day the paper counts as served; null while that is not known. The first arrival counts, what came back does not. */
export function servedOn(services: readonly Service[], step: string): PlainDate | null {
  const days = services
    .filter((one) => one.step === step && !one.returned)
    .map(({ way, on }) => (way === 'publicNotice' ? addDays(on, NOTICE_DAYS) : on));
  return days.sort()[0] ?? null;
}

/** Records an attempt to serve the paper of `step`; the case knows that step, and that it has a paper. */
export function recordService(
  services: readonly Service[],
  step: { readonly id: string; readonly on: PlainDate },
  command: Omit<ServiceCommand, 'command' | 'case' | 'step'>,
): Decision<PaperServed> {
  const { way, on, returned = false, consent, postNumber, receiver } = command;
  if (on < step.on) return refuse('dateOrder', '', { field: 'on', not: 'before', than: step.on });
  if (way === 'electronic' && consent !== true)
    return refuse('consentRequired', '民诉法90', { field: 'consent' });
  const isSame = (one: Service): boolean =>
    one.step === step.id && one.way === way && one.on === on && one.returned === returned;
  if (services.some(isSame)) return nothingNew();
  const texts = { ...(postNumber && { postNumber }), ...(receiver && { receiver }) };
  const event: PaperServed = { type: 'PaperServed', v: 1, on, data: { step: step.id, way, returned } };
  return accept([Object.keys(texts).length === 0 ? event : { ...event, texts }]);
}
