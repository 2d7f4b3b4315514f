/** Long work is carried by three functions: each hands on what is another's, wherever it was asked for. */
import { expect } from 'vitest';
import { dynamo, first, troubled } from '../bad-day.ts';
import type { Chapter, Office } from '../chapter.ts';

export const queueOf = ({ house }: Office, name: string): string =>
  house.account
    .of('AWS::SQS::Queue')
    .find(({ id }) => id.startsWith(`Queues${name}`) && !id.startsWith(`Queues${name}Dead`))?.id ?? '';

/** As at an update: what was asked for lies in the queue that all long work had, and its own never knew of it. */
async function misled<T>(office: Office, name: string, asks: () => Promise<T>): Promise<T> {
  const { house } = office;
  const goOn = house.hold('JobsAsked');
  const answer = asks();
  await house.arrival(queueOf(office, name));
  const jobs = house.account.of('AWS::DynamoDB::Table').find(({ id }) => id.startsWith('TablesJobs'))?.id;
  const { Items } = (await house.dynamo('Scan', { TableName: jobs })) as {
    Items: readonly { readonly id: { readonly S: string }; readonly open?: unknown }[];
  };
  await house.lose(queueOf(office, name));
  for (const { id, open } of Items)
    if (open !== undefined) await house.send(queueOf(office, 'Job'), JSON.stringify({ job: id.S }));
  goOn();
  return answer;
}

const LATER = {
  ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: '2026-11-20' },
  applicant: { type: 'naturalPerson', name: '李四' },
};
const about = (subject: string) => ({ ...LATER, subject });
/** Nothing was signed of that year: it is refused by who could sign it. */
const YEAR = { command: 'RestateYear', year: 2024, approvedBy: '王局长', reason: '更正' };
const linesOf = (...lines: readonly object[]): string => lines.map((one) => JSON.stringify(one)).join('\n');
const refusedAt = (line: number) => [expect.objectContaining({ line })];

/** What no later try of the SDK helps, once: the message comes again. */
const ONCE = ['JobsCarrySigning', 'JobsCarryCommands'].map((role) => ({
  title: role,
  meets: (call: { readonly role: string; readonly operation: string }) =>
    call.role.startsWith(role) && call.operation === 'GetItem',
  fault: first(1, dynamo('ValidationException')),
}));

export const carriers: Chapter = {
  title: 'long work is carried by three, whichever queue it lies in, and a file of commands by two of them',
  happens: async (office) => {
    const { house } = office;
    const { met, faults } = troubled(ONCE);
    house.front.faults = faults;
    const tried = linesOf(about('竣工图'), YEAR, about('总平面图'));
    expect(
      await misled(office, 'Commands', () => office.imports('commands?dryRun=true', tried)),
    ).toMatchObject({
      ...{ status: 200, read: 3, recorded: 2, rejected: refusedAt(2), receipt: null },
    });
    house.front.faults = null;
    expect([...met.values()]).toEqual([1, 1]);
    const done = linesOf(about('竣工图'), {
      command: 'SetPolicy',
      policy: 'instancePolicy',
      value: 'perInstance',
    });
    expect(await office.imports('commands', `${done}\n${linesOf(YEAR)}`)).toMatchObject({
      ...{ status: 200, read: 3, recorded: 2, rejected: refusedAt(3) },
    });
    const back = { command: 'SetPolicy', policy: 'instancePolicy', value: 'merge' };
    expect(await office.imports('commands', linesOf(back))).toMatchObject({ recorded: 1, rejected: [] });
    const chen = office.as('chen');
    for (const page of ['/reports/2025/ready', '/policies/instancePolicy?value=perInstance&look=1'])
      expect([page, (await chen.get(page)).status]).toEqual([page, 200]);
    expect((await misled(office, 'Signing', () => chen.get('/reports/2024/ready'))).status).toBe(200);
  },
};
