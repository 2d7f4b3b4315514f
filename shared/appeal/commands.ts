/** The commands on appeals as they come from outside (contract §2.1). */
import * as z from 'zod';
import type { PlainDate } from '../kernel/plain-date.ts';
import { APPEAL_KINDS, APPEAL_PROCEDURES, APPEAL_ROUTES } from './events.ts';

const date = z.iso.date() as unknown as z.ZodType<PlainDate>;
/** Text is recorded as typed; spaces alone are no text. */
const text = z.string().max(100_000).regex(/\S/);
const number = z.string().trim().min(1).max(100);

export const APPEAL_COMMANDS = {
  OpenAppeal: z.object({
    command: z.literal('OpenAppeal'),
    case: number.optional(),
    kind: z.enum(APPEAL_KINDS),
    route: z.enum(APPEAL_ROUTES).optional(),
    on: date,
    application: number.optional(),
    court: text.optional(),
    coDefendant: z.boolean().optional(),
    /** Beyond the contract: what the clocks need to be exact. */
    procedure: z.enum(APPEAL_PROCEDURES).optional(),
    copyReceivedOn: date.optional(),
  }),
  AnswerAppeal: z.object({ command: z.literal('AnswerAppeal'), case: number, on: date }),
  ConcludeAppeal: z.object({ command: z.literal('ConcludeAppeal'), case: number, on: date, means: text }),
  AppealJudgment: z.object({ command: z.literal('AppealJudgment'), case: number, on: date }),
  CorrectAppealRoute: z.object({
    command: z.literal('CorrectAppealRoute'),
    case: number,
    on: date,
    route: z.enum(APPEAL_ROUTES),
    reason: text,
  }),
  CorrectDate: z.object({
    command: z.literal('CorrectDate'),
    case: number,
    event: text,
    on: date,
    reason: text,
  }),
  CorrectOutcome: z.object({
    command: z.literal('CorrectOutcome'),
    case: number,
    on: date,
    outcome: text,
    reason: text,
  }),
  VoidEntry: z.object({ command: z.literal('VoidEntry'), case: number, on: date, reason: text }),
} as const;

export type AppealCommandName = keyof typeof APPEAL_COMMANDS;
export type AppealCommandOf<N extends AppealCommandName> = z.infer<(typeof APPEAL_COMMANDS)[N]>;
export type AppealCommand = { [N in AppealCommandName]: AppealCommandOf<N> }[AppealCommandName];
