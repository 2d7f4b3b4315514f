/** The office's year, chapter by chapter: each stands on what those before it have left. */
import type { Chapter } from './chapter.ts';
import { refused } from './chapters/bad-day.ts';
import { beside } from './chapters/beside.ts';
import { madeUpFor } from './chapters/commands.ts';
import { erasure, evidence, yearEnds } from './chapters/ending.ts';
import { files } from './chapters/files.ts';
import { founding } from './chapters/founding.ts';
import { allKinds, firstApplication } from './chapters/intake.ts';
import { looking } from './chapters/looking.ts';
import { mornings, nights } from './chapters/mornings.ts';
import { papers } from './chapters/papers.ts';
import { platform } from './chapters/platform.ts';
import { givenUp, unreadable } from './chapters/spoiled.ts';
import { missed, poison, throttled } from './chapters/troubles.ts';

export const LIFE: readonly Chapter[] = [
  founding,
  firstApplication,
  allKinds,
  platform,
  papers,
  files,
  mornings,
  nights,
  looking,
  yearEnds,
  evidence,
  erasure,
  refused,
  poison,
  throttled,
  missed,
  beside,
  madeUpFor,
  givenUp,
  unreadable,
];
/** What every `npm test` lives through: a form becomes a figure by the functions as they are deployed. */
export const BEGINNING: readonly Chapter[] = [founding, firstApplication];
/** As at the deployment: a domain for mails, and attachments that are scanned. */
export const PARAMETERS = { ReminderMailDomain: 'mail.example.gov.cn', ScanAttachments: 'yes' };
/** A Tuesday; the suite's year does not hang on the machine's. */
export const BEGIN = '2026-11-24T09:00:00+08:00';
