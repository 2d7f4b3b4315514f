/** Pages with the entry they leave and without it, in turn; measured by `npm run bench:audit` alone. */
import { expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { openWebOffice } from '../support/web-office.ts';

const ROUNDS = 8;
const PAGES = 60;

async function medianMs(run: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let at = 0; at < PAGES; at += 1) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b)[PAGES >> 1] ?? 0;
}

it.skipIf(process.env.AUDIT_COST === undefined)(
  'an entry adds no millisecond to a page',
  { timeout: 300_000 },
  async () => {
    const office = await openWebOffice();
    const li = await office.visitor('li', 'officer');
    const actor = { user: 'li', role: 'officer', via: 'form' } as const;
    const fields = {
      ...{ command: 'RegisterApplication', case: 'A1', channel: 'post', subject: '征地批复' },
      ...{ submittedOn: '2026-11-02', signedForOn: '2026-11-02' },
      applicant: { type: 'naturalPerson', name: '张三丰' },
    };
    await executeCommand(office.web.house, { office: 'default', actor, fields });
    const { audit } = office.web.house;
    const { append } = audit;
    const none = async (): Promise<void> => undefined;
    for (const path of ['/applications/A1', '/applications']) {
      const taken = { with: [Number.MAX_VALUE], without: [Number.MAX_VALUE] };
      for (let round = 0; round < ROUNDS; round += 1)
        for (const how of ['with', 'without'] as const) {
          Object.assign(audit, { append: how === 'with' ? append : none });
          const ms = await medianMs(() => li.get(path));
          // the first round warms up
          if (round > 0) taken[how].push(ms);
        }
      const [full, bare] = [Math.min(...taken.with), Math.min(...taken.without)];
      const rates = `${(1000 / full).toFixed(0)} pages a second with the stream, ${(1000 / bare).toFixed(0)} without`;
      console.log(`${path}: ${rates}, ${(full - bare).toFixed(3)} ms more`);
      expect(full - bare).toBeLessThanOrEqual(1);
    }
    office.close();
  },
);
