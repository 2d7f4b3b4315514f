/** The shapes of what the API answers, once for reading and for the document. */

import * as z from 'zod';
import { dateField } from '#shared/kernel/command-fields.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { WARNING_CODES } from '#shared/kernel/warning-code.ts';
import { formerNumber } from '#shared/kernel/written.ts';
import { numberIn } from '../cases/case-address.tsx';

export const kind = z.enum(RECORD_KINDS);
export const number = z.string().overwrite(formerNumber).min(1).max(100);
/** In a path: `.`, `..` and the words that are pages of their own are prefixed with `~`. */
export const numberInPath = z
  .string()
  .overwrite(numberIn)
  .min(1)
  .max(110)
  .describe('编号；`.`、`..`、`new` 前面加 `~`；`/`、`?`、`#`、`%` 写成 `~2F`、`~3F`、`~23`、`~25`');
/** Digits alone: JavaScript also takes `0x7e7`, `2e3` and an empty string for numbers. */
export const whole = (least: number, most: number) =>
  z.preprocess(
    (sent) => (typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : sent),
    z.int().min(least).max(most),
  );
export const year = whole(1949, 2999);
export const day = dateField;
export const after = z.string().max(500).optional().describe('上一页的 next');
export const limit = whole(1, 200).default(50);

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
  actor: z.object({
    ...{ user: z.string(), role: z.string(), via: z.string() },
    owner: z.string().optional().describe('the account whose token it was'),
    machine: z.string().optional().describe('the user of the operating system who worked under that name'),
  }),
  data: facts,
  texts: z.record(z.string(), z.string()).optional(),
  approverConfirmed: z
    .boolean()
    .optional()
    .describe('whether approvedBy is the account that approved it; otherwise somebody typed the name'),
  closed: z.enum(['erased', 'altered', 'unopenable', 'withheld']).optional(),
});

export const memberShape = z.object({ case: z.string(), kind: z.string(), weight: z.number() });

export const clockShape = z.object({
  case: z.string(),
  state: z.string(),
  dueOn: optionalDay,
  stepDueOn: optionalDay,
  provisional: z.boolean(),
  earliest: z
    .boolean()
    .optional()
    .describe('a day of service is not known yet: the date is the earliest there can be'),
  overdue: z.boolean(),
  workingDaysLeft: z.int().nullable(),
  periods: z
    .array(
      z.object({
        ...{ step: z.string(), article: z.string(), from: day, dueOn: day, provisional: z.boolean() },
        earliest: z.boolean(),
      }),
    )
    .optional()
    .describe('of a review or a suit: every period that has begun'),
  ordered: z
    .object({
      ...{ appeal: z.string(), decidedOn: day, assumed: z.boolean(), dueOn: optionalDay },
      ...{ provisional: z.boolean(), earliest: z.boolean(), overdue: z.boolean() },
    })
    .optional()
    .describe(
      'of an application: a new reply that a review or a court has ordered and that is not given yet',
    ),
  calendar: z.string(),
  days: z.array(z.object({ date: day, counts: z.boolean(), reason: z.string() })),
  texts: z
    .array(
      z.object({
        source: z.string(),
        document: z.string(),
        inForce: day,
        read: z.enum(['original', 'copy', 'unchecked']),
      }),
    )
    .describe('the texts of law in force while the case ran; unchecked: the rules were not compared with it'),
  breaches: z.array(z.object({ code: z.string(), article: z.string(), on: day })),
  remedies: z
    .object({
      servedOn: optionalDay,
      periods: z.array(
        z.object({ remedy: z.string(), article: z.string(), dueOn: day, provisional: z.boolean() }),
      ),
    })
    .optional()
    .describe('what is open to the applicant against the reply, from the day it was served'),
});

const warning = z.object({ code: z.enum(WARNING_CODES), facts: facts.optional() });

export const executedShape = z.object({
  outcome: z.enum(['recorded', 'duplicate', 'proposed']),
  case: z.string(),
  version: z.int(),
  step: z.string().optional().describe('of what was proposed: the name ApproveStep knows it by'),
  position: z.string().optional().describe('as `minPosition` of a reading call: lists and figures have this'),
  warnings: z.array(warning.extend({ message: z.string() })),
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
  warnings: z
    .array(warning)
    .optional()
    .describe('what stopped no row: unknown headings, left-out sheets, hidden rows'),
  receipt: z
    .string()
    .nullable()
    .describe('by which the import can be taken back; null where it recorded nothing'),
});

export const pastImportShape = z.object({
  receipt: z.string(),
  kind: z.string(),
  file: z.string().nullable(),
  at: z.iso.datetime({ offset: true }),
  by: z.string(),
  ended: z
    .object({ recorded: z.int(), duplicates: z.int(), rejected: z.int() })
    .nullable()
    .describe('null for one that broke off or is still running'),
  takenBack: z.object({ at: z.iso.datetime({ offset: true }), voided: z.int(), kept: z.int() }).nullable(),
});

export const undoneShape = z.object({
  receipt: z.string(),
  kind: z.string(),
  voided: z.int(),
  kept: z.array(z.object({ case: z.string(), why: z.enum(['grew', 'changedSince']) })),
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
