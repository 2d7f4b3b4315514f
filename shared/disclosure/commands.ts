/** Commands on disclosure applications, as the pages, the API and `import commands` send them. */

import * as z from 'zod';
import { CHANNELS, REPLY_ARTICLES } from '#shared/glossary/choices.ts';
import { GROUNDS } from '#shared/glossary/grounds.ts';
import { APPLICANT_TYPES, OUTCOMES } from '#shared/glossary.ts';
import {
  type CommandsOf,
  dateField,
  lineField as line,
  numberField,
  textField as text,
  typed,
} from '#shared/kernel/command-fields.ts';
import { MENDING_COMMANDS } from '#shared/kernel/correct-text.ts';
import { filledName } from '#shared/kernel/name-fields.ts';
import { SERVICE_COMMAND } from '#shared/service/service.ts';
import { LETTER_KINDS } from './letters.ts';

const on = dateField;
const outcome = z.enum(OUTCOMES);
/** Which case of 条例36, where the row of the outcome stands for two. */
const article = z.enum(REPLY_ARTICLES).optional();
const applicantType = z.enum(APPLICANT_TYPES);
/** What the reply rests on, finer than its row. */
/** Two items each, and the paper with its key: as many as one transaction of DynamoDB takes. */
const MOST_PARTS = 48;

const grounds = z.array(z.enum(GROUNDS)).max(GROUNDS.length).optional();
const applicant = z.object({
  type: applicantType,
  name: filledName('applicantName'),
  identity: filledName('identity').optional(),
  contact: filledName('contact').optional(),
  agent: filledName('agent').optional(),
});

export const disclosureCommands = {
  RegisterApplication: z.object({
    channel: z.enum(CHANNELS),
    submittedOn: dateField,
    signedForOn: dateField.optional(),
    confirmedOn: dateField.optional(),
    applicant,
    subject: line,
    description: text.optional(),
    deliveryForm: typed(200).optional(),
  }),
  ConfirmReceipt: z.object({ on }),
  RequestCorrection: z.object({ on, items: text, respondBy: dateField }),
  /** And what came with it (条例30): recorded as the texts of the application, which read so from then on. */
  RecordCorrection: z.object({
    on,
    applicantName: filledName('applicantName').optional(),
    identity: filledName('identity').optional(),
    contact: filledName('contact').optional(),
    agent: filledName('agent').optional(),
    subject: line.optional(),
    description: text.optional(),
    deliveryForm: typed(200).min(1).optional(),
  }),
  ExtendCorrection: z.object({ on, until: dateField, reason: text }),
  ConsultThirdParty: z.object({ on, party: filledName('party'), receivedOn: dateField.optional() }),
  RecordThirdPartyReply: z.object({ on, party: text, consents: z.boolean() }),
  /** `jointlyMade`: art. 34, where silence agrees; otherwise art. 33(3). */
  ConsultOrgan: z.object({
    on,
    organ: filledName('organ'),
    receivedOn: dateField.optional(),
    jointlyMade: z.boolean().optional(),
  }),
  RecordOrganReply: z.object({ on, organ: text }),
  ExtendReply: z.object({
    on,
    workingDays: z.int().min(1),
    approvedBy: filledName('approvedBy'),
    reason: text,
  }),
  AskReasons: z.object({ on }),
  RecordReasons: z.object({ on }),
  AgreeDelay: z.object({ on, until: dateField, reason: text }),
  SendFeeNotice: z.object({
    on,
    /** Left out where it is only sent: its service is recorded when it has come (RecordService). */
    receivedOn: dateField.optional(),
    basis: z.enum(['perItem', 'perPage']),
    quantity: z.int().min(1),
    /** By item: up to which application of the month earlier notices have charged the applicant already. */
    chargedBefore: z.int().min(0).optional(),
  }),
  RecordFeePayment: z.object({ on, amount: z.number().positive().multipleOf(0.01) }),
  Reply: z.object({
    on,
    outcome,
    article,
    otherGrounds: z.array(outcome).optional(),
    grounds,
    documentNumber: typed(200).optional(),
  }),
  CloseUncorrected: z.object({ on }),
  CloseUnpaid: z.object({ on }),
  Withdraw: z.object({ on }),
  /** Without `into` the parts are numbered after the paper: its number with -1, -2 and so on. */
  SplitApplication: z.object({
    on,
    into: z.array(numberField).min(2).max(MOST_PARTS).optional(),
    parts: z.int().min(2).max(MOST_PARTS).optional(),
  }),
  RedoReply: z.object({
    on,
    outcome,
    article,
    byOrderOf: filledName('byOrderOf'),
    /** The review or suit that ordered it; named where several did. */
    order: numberField.optional(),
    /** The decision or judgment that orders it: what it is called, and its day. */
    orderNumber: typed(200).optional(),
    orderedOn: dateField.optional(),
    grounds,
    documentNumber: typed(200).optional(),
  }),
  ReviseReply: z.object({
    on,
    outcome,
    article,
    grounds,
    documentNumber: typed(200).optional(),
    reason: text,
  }),
  Archive: z.object({ on }),
  /** `document` is the .docx in base64; `reason` when it replaces one that was issued. */
  IssueLetter: z.object({
    on,
    kind: z.enum(LETTER_KINDS),
    about: typed(100).min(1),
    number: typed(200).min(1),
    template: typed(100).min(1),
    document: z.base64().min(1).max(700_000),
    reason: text.optional(),
  }),
  ...SERVICE_COMMAND,
  ...MENDING_COMMANDS,
  /** The channel, with the day it goes by (条例31) where that is not known yet; the form of delivery, '' for any. */
  CorrectFact: z.object({
    on: on.optional(),
    channel: z.enum(CHANNELS).optional(),
    signedForOn: dateField.optional(),
    confirmedOn: dateField.optional(),
    deliveryForm: typed(200).optional(),
    reason: text,
  }),
  CorrectDate: z.object({ event: typed(100).min(1), on, reason: text }),
  CorrectApplicantType: z.object({ on, type: applicantType, reason: text }),
  CorrectOutcome: z.object({ on, outcome, article, reason: text }),
  VoidEntry: z.object({ on, reason: text }),
};
export type DisclosureCommandName = keyof typeof disclosureCommands;
export type DisclosureCommand = CommandsOf<typeof disclosureCommands>;
