/**
 * `npm run deployed:planted -- --minutes N`: an office and a platform at work on what is deployed, while every service
 * refuses, hangs, loses answers and hands back what it is asked, at random. What was acknowledged is there once in the end,
 * nobody was told 500, and the night finds no figure that differs.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { seeded } from '#functions/demo/seeded.ts';
import { faultsOf } from '../support/cloud-faults.ts';
import { seedOf } from '../support/seed.ts';
import type { Call } from './asked-of-aws.ts';
import { answering, dynamo, halfDone, noneDone, SLOW_DOWN, throttling } from './bad-day.ts';
import { type Office, officeIn } from './chapter.ts';
import { colleagues, founding } from './chapters/founding.ts';
import { record, sendRecords } from './chapters/platform.ts';
import { deploy } from './deployment.ts';
import type { Fault } from './front.ts';
import { BEGIN, PARAMETERS } from './life.ts';

const MINUTES = Number(process.env.DEPLOYED_MINUTES ?? 0);
/** Of a hundred calls. */
const FAULTY = 4;
const CLERKS = 3;

type Told = {
  readonly sent: Set<string>;
  readonly acknowledged: Map<string, string>;
  readonly wrong: string[];
};

it.runIf(MINUTES > 0)(
  `${MINUTES} minutes of faults under an office at work lose and double nothing`,
  async () => {
    const chance = seeded(seedOf('faults under what is deployed'));
    const house = await deploy({ begin: BEGIN, parameters: PARAMETERS, atOnce: CLERKS });
    try {
      const office = officeIn(house);
      for (const { happens } of [founding, colleagues]) await happens(office);
      const told: Told = { sent: new Set(), acknowledged: new Map(), wrong: [] };
      const met = new Map<string, number>();
      house.front.faults = drawn(chance, met);
      const until = performance.now() + MINUTES * 60_000;
      const clerks = Array.from({ length: CLERKS - 1 }, (_, clerk) =>
        clerkAtWork(office, told, { clerk, until }),
      );
      await Promise.all([...clerks, platformAtWork(office, told, until), clockAtWork(office, until)]);
      house.front.faults = null;
      await house.settle();
      const listed = [...(await numbersOf(office, 'application')), ...(await numbersOf(office, 'hotline'))];
      const [once, names] = [new Set(listed), [...told.acknowledged.values()]];
      const lines = house.lines.length;
      await house.clock('EachNight');
      await house.settle();
      console.log(
        `${names.length} acknowledged; ${[...met]
          .map(([name, count]) => `${name} ${count}`)
          .sort()
          .join(', ')}`,
      );
      expect(told.wrong).toEqual([]);
      expect({
        lost: names.filter((name) => !once.has(name)),
        doubled: listed.filter((name, at) => listed.indexOf(name) !== at),
        unasked: listed.filter((name) => !told.sent.has(name)),
      }).toEqual({ lost: [], doubled: [], unasked: [] });
      expect(house.lines.slice(lines).filter(({ text }) => text.includes('"event":"drift"'))).toEqual([]);
      expect((await office.as('li').get('/dead-letters')).text).toContain('没有未能处理的记录');
      expect(house.front.refused).toEqual([]);
    } finally {
      await house.stop();
    }
  },
);

function drawn(chance: ReturnType<typeof seeded>, met: Map<string, number>): (call: Call) => Fault | null {
  const ofTables = faultsOf(() => chance.int(0, 999_999) / 1_000_000, 100);
  const others: Readonly<Record<string, readonly Fault[]>> = {
    sqs: [halfDone, noneDone, throttling(), 'lost'],
    s3: [SLOW_DOWN, 'lost'],
    kms: [throttling(), dynamo('KMSInternalException', 500), 'lost'],
    ses: [throttling(429)],
  };
  const drawnFor = ({ service, operation, body }: Call): Fault | null => {
    if (chance.chance(0.02)) return chance.pick(['hang', 'late'] as const);
    if (service === 'dynamodb') {
      if (operation.startsWith('Batch') && chance.chance(0.5)) return halfDone;
      const refusal = ofTables.answer({ operation, body: body.toString() });
      return refusal === null || refusal === 'lost' ? refusal : answering(refusal);
    }
    const some = (others[service] ?? []).filter(
      (fault) => operation.endsWith('Batch') || (fault !== halfDone && fault !== noneDone),
    );
    return some.length === 0 ? null : chance.pick(some);
  };
  return (call) => {
    if (!chance.chance(FAULTY / 100)) return null;
    const fault = drawnFor(call);
    const name = `${call.service}:${call.operation}`;
    if (fault !== null) met.set(name, (met.get(name) ?? 0) + 1);
    return fault;
  };
}

type Working = { readonly clerk: number; readonly until: number };

async function clerkAtWork(office: Office, told: Told, { clerk, until }: Working): Promise<void> {
  for (let turn = 0; performance.now() < until; turn += 1) {
    const number = `R${clerk}-${turn}`;
    told.sent.add(number);
    await untilTold(told, number, () =>
      fetch(`${office.house.door.address}/api/v1/commands`, {
        method: 'POST',
        headers: { authorization: `Bearer ${office.token}`, 'idempotency-key': number },
        body: JSON.stringify({
          ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-20' },
          ...{
            subject: '规划图',
            applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' },
          },
        }),
      }),
    );
  }
}

async function platformAtWork(office: Office, told: Told, until: number): Promise<void> {
  for (let turn = 0; performance.now() < until; turn += 1) {
    const records = Array.from({ length: 5 }, (_, at) => record(`P${turn}-${at}`, '投诉'));
    for (const { number } of records) told.sent.add(number);
    const taken = await untilTold(told, `platform ${turn}`, () => sendRecords(office, records));
    told.acknowledged.delete(`platform ${turn}`);
    if (taken) for (const { number } of records) told.acknowledged.set(number, number);
    await wait(1000);
  }
}

async function clockAtWork({ house }: Office, until: number): Promise<void> {
  for (; performance.now() < until; await wait(10_000)) await house.clock('EachMinute');
}

/** As a program does that was told to come again, for as long as it takes. */
async function untilTold(told: Told, name: string, ask: () => Promise<Response>): Promise<boolean> {
  for (let turn = 0; turn < 40; turn += 1) {
    const { status, headers } = await ask();
    if (status < 300) {
      told.acknowledged.set(name, name);
      return true;
    }
    if (status !== 503 || headers.get('retry-after') === null) {
      told.wrong.push(`${name}: ${status}`);
      return false;
    }
    await wait(500);
  }
  return false;
}

async function numbersOf({ api }: Office, kind: string): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (let after = ''; ; ) {
    const { json } = await api('GET', `/cases/${kind}?limit=100${after}`);
    numbers.push(...(json.items as readonly { case: string }[]).map((one) => one.case));
    if (typeof json.next !== 'string') return numbers;
    after = `&after=${encodeURIComponent(json.next)}`;
  }
}
