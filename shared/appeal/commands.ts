/** The commands on appeals as they come from outside. */

import * as z from 'zod';
import { APPEAL_KINDS, APPEAL_PROCEDURES, APPEAL_ROUTES } from '#shared/glossary/choices.ts';
import {
  CORRECTION_COMMANDS,
  type CommandOf,
  type CommandsOf,
  dateField as date,
  lineField as line,
  numberField as number,
  textField as text,
} from '#shared/kernel/command-fields.ts';
import { MENDING_COMMANDS } from '#shared/kernel/correct-text.ts';
import { filledName } from '#shared/kernel/name-fields.ts';
import { SERVICE_COMMAND } from '#shared/service/service.ts';

const APPELLANTS = ['office', 'opponent'] as const;
const REPLY_UNITS = ['workingDay', 'naturalDay'] as const;

/** What a decision says of a new reply; days count from the day it reached the office. */
const ORDER = {
  newReply: z.boolean().optional(),
  replyDays: z.number().int().min(1).max(366).optional(),
  replyUnit: z.enum(REPLY_UNITS).optional(),
};

export const APPEAL_COMMANDS = {
  OpenAppeal: z.object({
    command: z.literal('OpenAppeal'),
    case: number.optional(),
    kind: z.enum(APPEAL_KINDS),
    route: z.enum(APPEAL_ROUTES).optional(),
    on: date,
    application: number.optional(),
    court: filledName('court').optional(),
    /** This office is in the suit only as the organ that decided the review, not as the one that acted (〔2016〕201号). */
    coDefendant: z.boolean().optional(),
    /** Beyond the contract: which other act of disclosure is attacked, where no application is. */
    otherAct: line.optional(),
    /** Beyond the contract: what the clocks need to be exact. */
    procedure: z.enum(APPEAL_PROCEDURES).optional(),
    copyReceivedOn: date.optional(),
  }),
  /** Beyond the contract: the application an appeal is about, or that it is about another act, said afterwards. */
  LinkAppeal: z.object({
    command: z.literal('LinkAppeal'),
    case: number,
    on: date,
    application: number.optional(),
    otherAct: line.optional(),
  }),
  AnswerAppeal: z.object({ command: z.literal('AnswerAppeal'), case: number, on: date }),
  ConcludeAppeal: z.object({
    command: z.literal('ConcludeAppeal'),
    case: number,
    on: date,
    means: text,
    ...ORDER,
  }),
  /** Whether the newest decision orders a new reply, and by when: said, or put right, afterwards. */
  StateReplyOrder: z.object({
    command: z.literal('StateReplyOrder'),
    case: number,
    on: date,
    ...ORDER,
    newReply: z.boolean(),
  }),
  AppealJudgment: z.object({
    command: z.literal('AppealJudgment'),
    case: number,
    on: date,
    /** Whose appeal it is: the day the judgment reached the office is the office's alone. */
    by: z.enum(APPELLANTS).optional(),
  }),
  RemandCase: z.object({ command: z.literal('RemandCase'), case: number, on: date }),
  OpenRetrial: z.object({
    command: z.literal('OpenRetrial'),
    case: number,
    on: date,
    /** 提审: a higher court hears it itself, and its judgment is final (法释〔2018〕1号119). */
    byHigherCourt: z.boolean().optional(),
  }),
  ExtendReview: z.object({
    command: z.literal('ExtendReview'),
    case: number,
    on: date,
    days: z.number().int().min(1),
  }),
  ...SERVICE_COMMAND,
  /** The day a decision took effect, where table 四 counts by it (policy table4By); `step` names the decision. */
  RecordEffect: z.object({
    command: z.literal('RecordEffect'),
    case: number,
    on: date,
    step: text.optional(),
  }),
  CorrectAppealRoute: z.object({
    command: z.literal('CorrectAppealRoute'),
    case: number,
    on: date,
    route: z.enum(APPEAL_ROUTES),
    reason: text,
  }),
  /** Also says of a case entered before that what it holds was looked at again and is right. */
  CorrectCoDefendant: z.object({
    command: z.literal('CorrectCoDefendant'),
    case: number,
    on: date,
    coDefendant: z.boolean(),
    reason: text,
  }),
  /** What the clocks need, said or put right afterwards. */
  CorrectFact: z.object({
    command: z.literal('CorrectFact'),
    case: number,
    on: date.optional(),
    procedure: z.enum(APPEAL_PROCEDURES).optional(),
    copyReceivedOn: date.optional(),
    reason: text,
  }),
  ...MENDING_COMMANDS,
  ...CORRECTION_COMMANDS,
  /** Beyond the contract, `event`: which decision, named as in CorrectDate; the newest where it is not said. */
  CorrectOutcome: CORRECTION_COMMANDS.CorrectOutcome.extend({ event: text.optional() }),
} as const;

export type AppealCommandOf<N extends keyof typeof APPEAL_COMMANDS> = CommandOf<typeof APPEAL_COMMANDS, N>;
export type AppealCommand = CommandsOf<typeof APPEAL_COMMANDS>;
