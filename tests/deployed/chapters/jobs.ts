/** Long work: carried on by messages, whoever dies on the way and whatever is lost. */
import { expect } from 'vitest';
import type { Chapter, Office } from '../chapter.ts';

const APPLICATION = {
  ...{ command: 'RegisterApplication', case: '', channel: 'inPerson', submittedOn: '2026-11-20' },
  ...{ applicant: { type: 'naturalPerson', name: '张三' }, subject: '规划图' },
};
const ROWS = 90;
const HEADINGS = '申请编号,收到日期,申请人类型,申请内容';
const fileOf = (prefix: string): string =>
  [HEADINGS, ...Array.from({ length: ROWS }, (_, at) => `${prefix}${at},2026-03-02,自然人,材料${at}`)].join(
    '\n',
  );

const carrierOf = ({ house }: Office) => {
  const made = house.account.of('AWS::Lambda::Function').find(({ id }) => id.includes('CarryJobs'));
  return house.lambda(made?.id ?? '');
};
const queueOf = ({ house }: Office, name: string): string =>
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

export const jobs: Chapter = {
  title: 'a file is recorded once, though its carrier is ended and though its message is lost',
  happens: async (office) => {
    const { house } = office;
    const carrier = carrierOf(office);
    let writes = 0;
    house.front.faults = ({ role, operation }) => {
      if (role !== carrier.role || !/Write|Put/.test(operation)) return null;
      writes += 1;
      if (writes === ROWS / 2) carrier.kill();
      return null;
    };
    expect(await office.imports('applications?format=csv', fileOf('J'))).toMatchObject({
      ...{ status: 200, recorded: ROWS, duplicates: 0, rejected: [] },
    });
    house.front.faults = null;
    expect(house.problems.splice(0)).toEqual([expect.stringContaining('Runtime exited')]);

    // what a command in a file of commands may ask: a running number, and whether there is a second to approve of rules
    const { case: _, ...unnumbered } = APPLICATION;
    const commands = [unnumbered, { command: 'SetApprovals', steps: ['rules'] }].map((one) =>
      JSON.stringify(one),
    );
    expect(await office.imports('commands', commands.join('\n'))).toMatchObject({
      ...{ status: 200, recorded: 1, rejected: [expect.objectContaining({ code: 'noSecond' })] },
    });

    // a line that signs a year is carried by who signs, and the file goes on behind it
    const years = { command: 'CloseYear', year: 2025, approvedBy: '王局长' };
    const lines = [{ ...unnumbered, subject: '竣工图' }, years, { ...unnumbered, subject: '总平面图' }];
    const mixed = lines.map((one) => JSON.stringify(one)).join('\n');
    for (const dry of ['?dryRun=true', ''])
      expect(await misled(office, 'Commands', () => office.imports(`commands${dry}`, mixed))).toMatchObject({
        ...{ status: 200, read: 3, recorded: 2, rejected: [expect.objectContaining({ line: 2 })] },
      });
    const chen = office.as('chen');
    expect((await misled(office, 'Signing', () => chen.get('/reports/2025/sign'))).status).toBe(200);

    const goOn = house.hold();
    const answer = office.imports('applications?format=csv', fileOf('M'));
    await house.arrival(queueOf(office, 'Job'));
    await house.lose(queueOf(office, 'Job'));
    goOn();
    await house.travel(new Date(house.now() + 15 * 60_000).toISOString());
    expect(await answer).toMatchObject({ status: 200, recorded: ROWS, rejected: [] });
    await house.settle();
    const { json } = await office.api('GET', '/imports');
    const ended = (json.items as { ended: { recorded: number } | null }[]).map((one) => one.ended?.recorded);
    expect(ended.filter((recorded) => recorded === ROWS)).toHaveLength(2);
  },
};
