/** The office's year, chapter by chapter: each stands on what those before it have left. */
import type { Chapter } from './chapter.ts';
import { refused } from './chapters/bad-day.ts';
import { beside } from './chapters/beside.ts';
import { carriers } from './chapters/carriers.ts';
import { madeUpFor } from './chapters/commands.ts';
import { erasure, evidence, yearEnds } from './chapters/ending.ts';
import { files } from './chapters/files.ts';
import { colleagues, founding } from './chapters/founding.ts';
import { handed } from './chapters/handed.ts';
import { handedBack, slowDown } from './chapters/handed-back.ts';
import { allKinds, firstApplication } from './chapters/intake.ts';
import { jobs } from './chapters/jobs.ts';
import { long } from './chapters/long.ts';
import { looking } from './chapters/looking.ts';
import { mornings, nights } from './chapters/mornings.ts';
import { numbers } from './chapters/numbers.ts';
import { papers } from './chapters/papers.ts';
import { platform } from './chapters/platform.ts';
import { remembered, restored } from './chapters/restored.ts';
import { givenUp, unreadable } from './chapters/spoiled.ts';
import { folded, forbidden, heard } from './chapters/told.ts';
import { missed, poison, throttled } from './chapters/troubles.ts';

/** In their order; by these names `DEPLOYED=name,name` asks for some of them. */
const LIFE: Readonly<Record<string, Chapter>> = {
  founding,
  firstApplication,
  folded,
  colleagues,
  allKinds,
  platform,
  numbers,
  papers,
  handed,
  files,
  jobs,
  long,
  mornings,
  nights,
  looking,
  carriers,
  refused,
  handedBack,
  slowDown,
  yearEnds,
  evidence,
  erasure,
  poison,
  throttled,
  missed,
  heard,
  forbidden,
  beside,
  madeUpFor,
  remembered,
  givenUp,
  unreadable,
  restored,
};
/** What every `npm test` lives through: a form becomes a figure by the functions as they are deployed. */
const BEGINNING = ['founding', 'firstApplication'];
/** Whatever else is asked for stands on these. */
const FIRST = ['founding', 'firstApplication', 'colleagues'];

/** `whole`, names of chapters parted by commas, or nothing. */
export function chaptersOf(asked: string | undefined): readonly Chapter[] {
  if (asked === 'whole') return Object.values(LIFE);
  const named = asked === undefined || asked === '' ? BEGINNING : [...FIRST, ...asked.split(',')];
  const unknown = named.filter((name) => !(name in LIFE));
  if (unknown.length > 0)
    throw new Error(`no chapter is named ${unknown.join()}: there are ${Object.keys(LIFE).join()}`);
  return Object.entries(LIFE).flatMap(([name, chapter]) => (named.includes(name) ? [chapter] : []));
}
/** As at the deployment: a domain for mails, and attachments that are scanned. */
export const PARAMETERS = { ReminderMailDomain: 'mail.example.gov.cn', ScanAttachments: 'yes' };
/** A Tuesday; the suite's year does not hang on the machine's. */
export const BEGIN = '2026-11-24T09:00:00+08:00';

/** Each once, as they follow one another in a life. */
export const inOrder = (some: readonly Chapter[]): readonly Chapter[] =>
  Object.values(LIFE).filter((one) => some.includes(one));
