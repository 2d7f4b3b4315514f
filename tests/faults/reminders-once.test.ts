import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { addDays, dateOf, dateOfInstant, type Instant, type PlainDate } from '#shared/kernel/plain-date.ts';
import { type Thing, thingId, thingOf } from '#shared/reminders/occasions.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import { reminderHandler, type Senders } from '#shared/reminders/send-reminders.ts';
import { drain } from '#shared/store/consume.ts';
import type { House } from '#shared/store/house.ts';
import type { CaseView } from '#shared/store/views.ts';
import { toldOf } from '#shared/worklist/open-cases.ts';
import { openCloudOffice } from '../support/cloud-office.ts';

const OFFICE = 'o';
const FIRST_DAY = dateOf('2026-11-23');

/** An end of the process, as far as the house can see: nothing after it happens. */
class Killed extends Error {}

type Case = {
  readonly number: string;
  readonly dueIn: number;
  readonly version: number;
  readonly open: boolean;
};

function viewOf({ number, dueIn, version, open }: Case): CaseView {
  const dueOn = addDays(FIRST_DAY, dueIn);
  return {
    summary: {
      ...{ office: OFFICE, kind: 'application', stream: `s-${number}`, number, version },
      ...{ status: open ? 'open' : 'concluded', openedOn: dateOf('2026-10-20'), concludedOn: null, dueOn },
      ...{ stepDueOn: null, provisional: false, facts: {} },
      recordedAt: '2026-11-23T08:00:00.000+08:00' as Instant,
    },
    contributions: { years: [], days: [] },
    calendar: 0,
  };
}

const someCase = fc.record({
  number: fc.constantFrom('1', '2', '3', '4/5', '6'),
  dueIn: fc.integer({ min: -20, max: 20 }),
  open: fc.boolean(),
});
/** `killedAt`: the how many-th writing of log or queue is the last thing that happens, done or not. */
const run = fc.record({
  what: fc.constant('run' as const),
  killedAt: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
  done: fc.boolean(),
});
const step = fc.oneof(
  { weight: 3, arbitrary: run },
  { weight: 2, arbitrary: someCase.map((one) => ({ what: 'case' as const, one })) },
  { weight: 2, arbitrary: fc.constant({ what: 'send' as const }) },
  { weight: 1, arbitrary: fc.constant({ what: 'nextDay' as const }) },
  { weight: 1, arbitrary: fc.constant({ what: 'twoRuns' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Killed after the queue had the message and before that was noted; it is sent meanwhile. */
const SENT_AND_NOT_NOTED: readonly Step[] = [
  { what: 'case', one: { number: '1', dueIn: -1, open: true } },
  { what: 'run', killedAt: 2, done: true },
  { what: 'send' },
];

/** On Friday a date on the Saturday after next is ten working days away, as the Friday before it is. */
const DUE_ON_A_SATURDAY: readonly Step[] = [
  { what: 'case', one: { number: '1', dueIn: 19, open: true } },
  ...Array.from({ length: 4 }, (): Step => ({ what: 'nextDay' })),
];

/** A house whose process ends at one of its writings. */
function mortal(house: House, killedAt: number, done: boolean): House {
  let writings = 0;
  const until = async <T>(write: () => Promise<T>): Promise<T> => {
    writings += 1;
    if (writings < killedAt) return write();
    if (writings === killedAt && done) await write();
    throw new Killed();
  };
  return {
    ...house,
    log: { ...house.log, write: (jobs) => until(() => house.log.write(jobs)) },
    queue: { ...house.queue, send: (topic, messages) => until(() => house.queue.send(topic, messages)) },
  };
}

type Place = { readonly house: House; setDay(on: PlainDate): void };

async function eachThingOnce({ house, setDay }: Place, steps: readonly Step[]): Promise<void> {
  let day = FIRST_DAY;
  setDay(day);
  const cases = new Map<string, Case>();
  const told = new Map<string, number>();
  const note = (things: readonly Thing[]): void => {
    for (const thing of things) told.set(thingId(thing), (told.get(thingId(thing)) ?? 0) + 1);
  };
  const senders: Senders = {
    email: async () => {},
    webhook: async () => {},
    keep: async ({ reminder }) => note(reminder.things),
  };
  const send = () => drain(house, 'reminder', { handler: reminderHandler(house, senders) });
  const act = async (one: Step): Promise<void> => {
    if (one.what === 'send') await send();
    if (one.what === 'twoRuns') await Promise.all([queueReminders(house, day), queueReminders(house, day)]);
    if (one.what === 'nextDay') {
      day = addDays(day, 1);
      setDay(day);
    }
    if (one.what === 'case') {
      const version = (cases.get(one.one.number)?.version ?? 0) + 1;
      cases.set(one.one.number, { ...one.one, version });
      await house.views.apply({
        cases: [viewOf({ ...one.one, version })],
        newest: { [OFFICE]: `${day}T08:00:00.000+08:00` as Instant },
      });
    }
    if (one.what === 'run') {
      const inHouse = one.killedAt === null ? house : mortal(house, one.killedAt, one.done);
      await queueReminders(inHouse, day).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    }
  };
  for (const one of steps) await act(one);
  await queueReminders(house, day);
  await send();
  await queueReminders(house, day);
  await send();
  expect([...told].filter(([, times]) => times !== 1)).toEqual([]);
  if (!STATE_CALENDAR.isWorkingDay(day)) return;
  const due = [...cases.values()]
    .filter(({ open }) => open)
    .map((one) => thingOf(toldOf(viewOf(one).summary, { on: day, calendar: STATE_CALENDAR })))
    .filter((thing) => thing !== null);
  expect([...told.keys()]).toEqual(expect.arrayContaining(due.map(thingId)));
}

describe('a thing is said once and no thing is left out, however often the run is repeated or cut off', () => {
  it('on one machine', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const folder = mkdtempSync(join(tmpdir(), 'taizhang-once-'));
        let now = '2026-11-23T09:00:00.000+08:00' as Instant;
        const house = await openLocalHouse(folder, { clock: { now: () => now } });
        const setDay = (on: PlainDate): void => {
          now = `${on}T09:00:00.000+08:00` as Instant;
        };
        await eachThingOnce({ house, setDay }, steps).finally(() => {
          house.close();
          rmSync(folder, { recursive: true, force: true });
        });
      }),
      { numRuns: 60, examples: [[[...SENT_AND_NOT_NOTED]], [[...DUE_ON_A_SATURDAY]]] },
    );
  });

  it('in the cloud', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 15 }), async (steps) => {
        const house = await openCloudOffice();
        await eachThingOnce({ house, setDay: () => {} }, steps).finally(() => house.stop());
      }),
      { numRuns: 5, examples: [[[...SENT_AND_NOT_NOTED]], [[...DUE_ON_A_SATURDAY]]] },
    );
  });
});

const CHILD = join(import.meta.dirname, '../support/killed-reminder-run.ts');

/** The run in a process of its own that is killed at a writing; `null`: it ends by itself. */
function runInProcess(folder: string, killedAt: number | null): string | null {
  const args = ['--disable-warning=ExperimentalWarning', CHILD, folder, String(killedAt ?? '')];
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).signal;
}

it.each([1, 2, 3, 4])(
  'a run killed after its writing number %i says nothing twice and leaves nothing out',
  async (killedAt) => {
    const folder = mkdtempSync(join(tmpdir(), 'taizhang-killed-'));
    const house = await openLocalHouse(folder);
    const on = dateOfInstant(house.clock.now());
    const numbers = ['1', '2', '3'];
    const cases = numbers.map((number, index): CaseView => {
      const { summary, ...rest } = viewOf({ number, dueIn: 0, version: 1, open: true });
      return { ...rest, summary: { ...summary, dueOn: addDays(on, -index - 1) } };
    });
    await house.views.apply({ cases, newest: { [OFFICE]: house.clock.now() } });
    house.close();
    expect(runInProcess(folder, killedAt)).toBe('SIGKILL');
    expect(runInProcess(folder, null)).toBeNull();
    expect(runInProcess(folder, null)).toBeNull();
    const again = await openLocalHouse(folder);
    const texts: string[] = [];
    const senders: Senders = {
      email: async () => {},
      webhook: async () => {},
      keep: async ({ text }) => void texts.push(text),
    };
    await drain(again, 'reminder', { handler: reminderHandler(again, senders) });
    again.close();
    for (const number of numbers) expect(texts.join('\n').split(`依申请公开 ${number} 期限`)).toHaveLength(2);
    expect(readdirSync(folder)).toContain('ledger.db');
    rmSync(folder, { recursive: true, force: true });
  },
);
