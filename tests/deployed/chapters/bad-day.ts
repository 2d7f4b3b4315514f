/** A bad day: every service refuses, hangs, and loses answers, and nothing acknowledged is lost or doubled. */
import { expect } from 'vitest';
import type { Call } from '../asked-of-aws.ts';
import {
  dynamo,
  first,
  givenUpFor,
  HOPELESS,
  REASONS,
  THROTTLED,
  type Trouble,
  throttling,
  troubled,
} from '../bad-day.ts';
import type { Chapter, Json, Office } from '../chapter.ts';

/** Told 503, the same request is sent again; or nothing was recorded, and no later try will do. */
type Ends = 'recorded' | 'told' | 'hopeless';
type Registering = Pick<Trouble, 'title' | 'fault'> & {
  readonly of: 'dynamodb:TransactWriteItems' | 'kms:GenerateDataKey';
  readonly ends: Ends;
};

const onTransaction = (title: string, fault: Trouble['fault'], ends: Ends = 'recorded'): Registering => ({
  ...{ title, fault, ends, of: 'dynamodb:TransactWriteItems' },
});
const onKey = (title: string, fault: Trouble['fault']): Registering => ({
  ...{ title, fault, ends: 'recorded', of: 'kms:GenerateDataKey' },
});
/** The longest first: as many are under way as there are environments. */
const REGISTERING: readonly Registering[] = [
  onTransaction('throttled for as long as anybody waits', () => THROTTLED, 'told'),
  onTransaction('in conflict for as long as anybody waits', givenUpFor('TransactionConflict'), 'told'),
  onTransaction('hangs once', first(1, 'hang')),
  onTransaction('done, and never answered', first(1, 'late')),
  onTransaction('done, and the answer lost', first(1, 'lost')),
  ...REASONS.map((reason) => onTransaction(`given up for ${reason}`, first(2, givenUpFor(reason)))),
  ...HOPELESS.map((reason) =>
    onTransaction(`given up for ${reason}`, first(2, givenUpFor(reason)), 'hopeless'),
  ),
  onTransaction('throttled twice', first(2, THROTTLED)),
  onTransaction('in progress already', first(2, dynamo('TransactionInProgressException'))),
  onTransaction('out of order twice', first(2, dynamo('InternalServerError', 500))),
];
/** One after the other: what is asked of the key service names no number. */
const SEALING: readonly Registering[] = [
  onKey('the key service throttles', first(2, throttling())),
  onKey('the key service is out of order', first(2, dynamo('KMSInternalException', 500))),
  onKey('the key service loses an answer', first(1, 'lost')),
];
const ENVIRONMENTS = 2;

const numberOf = (at: number): string => `BAD-${String(at).padStart(2, '0')}`;
const registering = (at: number): Json => ({
  ...{ command: 'RegisterApplication', case: numberOf(at), channel: 'inPerson' },
  ...{ submittedOn: '2026-11-20', subject: '规划图' },
  applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' },
});
const idOf = ({ house }: Office, type: string, beginning: string): string =>
  house.account.of(type).find(({ id }) => id.startsWith(beginning))?.id ?? '';

async function post(office: Office, at: number) {
  const response = await fetch(`${office.house.door.address}/api/v1/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${office.token}`, 'idempotency-key': `bad-day-${at}` },
    body: JSON.stringify(registering(at)),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    told: (await response.json()) as Json,
  };
}

const received = async (office: Office): Promise<number> =>
  Number(
    await office.cell(2026, ({ table3 }) =>
      (table3 as { rows: Record<string, number[]> }).rows.newlyReceived?.at(-1),
    ),
  );

/** As many at a time as there are environments: whoever waited for one at the door would meet the door's own limit. */
async function postAll(office: Office): Promise<ReadonlyMap<number, Awaited<ReturnType<typeof post>>>> {
  const answers = new Map<number, Awaited<ReturnType<typeof post>>>();
  const waiting = REGISTERING.keys();
  const one = async (): Promise<void> => {
    for (const at of waiting) answers.set(at, await post(office, at));
  };
  await Promise.all(Array.from({ length: ENVIRONMENTS }, one));
  return answers;
}

export const refused: Chapter = {
  title: 'whoever records on a bad day is answered once it is recorded, or told when to come again',
  happens: async (office) => {
    const { house } = office;
    const before = await received(office);
    const web = idOf(office, 'AWS::IAM::Role', 'DoorWebRole');
    const ledger = idOf(office, 'AWS::DynamoDB::Table', 'TablesLedger');
    const meetsFor =
      ({ of }: Registering, ...its: readonly string[]) =>
      ({ role, service, operation, body }: Call): boolean =>
        role === web && `${service}:${operation}` === of && its.every((one) => body.includes(one));
    const by = troubled(
      REGISTERING.map((one, at) => ({ ...one, meets: meetsFor(one, ledger, numberOf(at)) })),
    );
    house.front.faults = by.faults;
    const answers = await postAll(office);
    house.front.faults = null;
    for (const [at, { title, ends }] of REGISTERING.entries())
      await endedAs(office, { at, title, ends, met: by.met.get(title) ?? 0, answer: answers.get(at) });
    for (const [index, one] of SEALING.entries()) {
      const { faults, met } = troubled([{ ...one, meets: meetsFor(one) }]);
      const at = REGISTERING.length + index;
      house.front.faults = faults;
      const answer = await post(office, at);
      house.front.faults = null;
      await endedAs(office, { ...one, at, met: met.get(one.title) ?? 0, answer });
    }
    await house.settle();
    expect((await received(office)) - before).toBe(REGISTERING.length + SEALING.length);
  },
};

type Ended = {
  readonly at: number;
  readonly title: string;
  readonly ends: Ends;
  readonly met: number;
  readonly answer: Awaited<ReturnType<typeof post>> | undefined;
};

async function endedAs(office: Office, { at, title, ends, met, answer }: Ended): Promise<void> {
  const { status, retryAfter, told } = answer ?? {};
  expect([title, met > 0]).toEqual([title, true]);
  if (ends === 'recorded') expect([title, status]).toEqual([title, 201]);
  if (ends === 'told')
    expect([title, status, retryAfter, told?.code]).toEqual([title, 503, '5', 'unavailable']);
  if (ends === 'hopeless') expect([title, Number(status) >= 400, met]).toEqual([title, true, 1]);
  const again = await post(office, at);
  const { case: number, version } = again.told;
  expect([title, again.status, number, version]).toEqual([
    ...[title, ends === 'recorded' ? 200 : 201, numberOf(at), 1],
  ]);
}
