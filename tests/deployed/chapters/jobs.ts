/** Long work: carried on by messages, whoever dies on the way and whatever is lost. */
import { expect } from 'vitest';
import type { Chapter, Office } from '../chapter.ts';
import { queueOf } from './carriers.ts';

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
