/** `demo [--cases N] [--year Y]`: a sample office in an empty folder. */
import { existsSync, readdirSync } from 'node:fs';
import { workdaysBefore } from '#functions/demo/agenda.ts';
import { DEFAULT_CASES, fillSample, type SamplePlan } from '#functions/demo/fill-sample.ts';
import {
  addDays,
  dateOfInstant,
  type Instant,
  instantOf,
  type PlainDate,
  yearOf,
} from '#shared/kernel/plain-date.ts';
import { hasCases } from '#shared/ledger/sample-mark.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import { reminderHandler, type Senders } from '#shared/reminders/send-reminders.ts';
import { keepIn } from '#shared/reminders/senders.ts';
import { drain } from '#shared/store/consume.ts';
import type { House } from '#shared/store/house.ts';
import { type Ending, ended } from './ending.ts';
import { openHouse } from './open-house.ts';
import { type Arguments, UsageError } from './options.ts';

const MOST_CASES = 20_000;

export async function demo(args: Arguments): Promise<Ending> {
  const today = dateOfInstant(instantOf(Date.now()));
  const year = numberOption(args, 'year', { least: 2021, most: yearOf(today), otherwise: yearOf(today) });
  const cases = numberOption(args, 'cases', { least: 1, most: MOST_CASES, otherwise: DEFAULT_CASES });
  const plan: SamplePlan = { office: args.office, cases, year, today };
  refuseForeign(args.folder);
  const made = await fillLedger(args, plan);
  return ended(0, { office: plan.office, ...made });
}

/** The sample office put into the folder of a running system in which nothing was recorded yet. */
export async function fillStarted(args: Arguments): Promise<void> {
  const today = dateOfInstant(instantOf(Date.now()));
  await fillLedger(args, { office: args.office, cases: DEFAULT_CASES, year: yearOf(today), today });
}

/** Entered on the days of its cases: only this ledger's clock is set back (ADR 34). */
async function fillLedger(args: Arguments, plan: SamplePlan): ReturnType<typeof fillSample> {
  let now: Instant | null = null;
  const clock = { now: () => now ?? instantOf(Date.now()) };
  const ledger = await openHouse(args, { empty: true, clock });
  try {
    if (await hasCases(ledger.log)) throw new UsageError(NOT_EMPTY(args.folder));
    const setClock = (instant: Instant): void => {
      now = instant;
    };
    const made = await fillSample({ ...ledger, setClock }, plan);
    await remindSample(ledger, made.through);
    return made;
  } finally {
    ledger.close();
  }
}

/** The reminders of its last working day. There are no recipients: they are kept in the folder and nothing is sent. */
async function remindSample(house: House, through: PlainDate): Promise<void> {
  await queueReminders(house, workdaysBefore(addDays(through, 1), 1));
  const senders: Senders = {
    email: async () => {},
    webhook: async () => {},
    keep: (message) => keepIn(house.blobs, message),
  };
  await drain(house, 'reminder', { handler: reminderHandler(house, senders) });
}

const NOT_EMPTY = (folder: string): string =>
  `${folder} 不是空文件夹：示例数据只写入空文件夹 (the sample office goes into an empty folder only)`;

/** A folder with anything foreign in it is not the product's to fill. */
function refuseForeign(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const foreign = names.some((name) => name !== 'master.key' && !name.startsWith('.'));
  const ours = ['ledger.db', 'cloud'].some((name) => names.includes(name));
  if (foreign && !ours) throw new UsageError(NOT_EMPTY(folder));
}

type Range = { readonly least: number; readonly most: number; readonly otherwise: number };

function numberOption({ option }: Arguments, name: string, { least, most, otherwise }: Range): number {
  const text = option(name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new UsageError(`--${name} is a whole number from ${least} to ${most}`);
  return value;
}
