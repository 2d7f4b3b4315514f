/** The shapes of what the API answers, once for reading and for the document. */
import * as z from 'zod';
import { RECORD_KINDS } from '../../../shared/kernel/event.ts';

export const kind = z.enum(RECORD_KINDS);
export const number = z
  .string()
  .overwrite((text) => text.normalize('NFKC').trim())
  .min(1)
  .max(100);
export const year = z.coerce.number().int().min(1949).max(2999);
export const day = z.iso.date();
export const after = z.string().max(500).optional().describe('`next` of the page before');
export const limit = z.coerce.number().int().min(1).max(200).default(50);

const optionalDay = day.nullable();
const facts = z.record(z.string(), z.unknown());

export const caseShape = z.object({
  case: z.string(),
  kind,
  version: z.int(),
  status: z.enum(['unconfirmed', 'open', 'concluded', 'voided']),
  openedOn: optionalDay,
  concludedOn: optionalDay,
  dueOn: optionalDay,
  stepDueOn: optionalDay,
  provisional: z.boolean().describe('the due date hangs on a calendar that is not published yet'),
  recordedAt: z.iso.datetime({ offset: true }),
  facts,
});
export const pageOf = (item: z.ZodType) => z.object({ items: z.array(item), next: z.string().nullable() });

export const eventShape = z.object({
  case: z.string(),
  kind: z.string(),
  event: z.string(),
  type: z.string(),
  occurredOn: z.string(),
  recordedAt: z.iso.datetime({ offset: true }),
  actor: z.object({ user: z.string(), role: z.string(), via: z.string() }),
  data: facts,
  texts: z.record(z.string(), z.string()).optional(),
  closed: z.enum(['erased', 'altered', 'unopenable']).optional(),
});

export const memberShape = z.object({ case: z.string(), kind: z.string(), weight: z.number() });

export const clockShape = z.object({
  case: z.string(),
  state: z.string(),
  dueOn: optionalDay,
  stepDueOn: optionalDay,
  provisional: z.boolean(),
  overdue: z.boolean(),
  workingDaysLeft: z.int().nullable(),
  calendar: z.string(),
  days: z.array(z.object({ date: day, counts: z.boolean(), reason: z.string() })),
  breaches: z.array(z.object({ code: z.string(), article: z.string(), on: day })),
});

export const executedShape = z.object({
  outcome: z.enum(['recorded', 'duplicate']),
  case: z.string(),
  version: z.int(),
  warnings: z.array(z.object({ code: z.string(), facts: facts.optional() })),
});

export const importedShape = z.object({
  kind: z.string(),
  read: z.int(),
  recorded: z.int(),
  duplicates: z.int(),
  rejected: z.array(
    z.object({
      line: z.int(),
      field: z.string(),
      code: z.string(),
      message: z.string(),
      article: z.string().optional(),
    }),
  ),
});

/** RFC 9457. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  field: z.string().optional(),
  article: z.string().optional(),
  reference: z.string().optional(),
  facts: z.unknown().optional(),
});
