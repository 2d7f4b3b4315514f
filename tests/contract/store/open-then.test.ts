import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '../../../functions/record/execute.ts';
import { openCasesOn } from '../../../functions/worklist/open-then.ts';
import { type LocalHouse, openLocalHouse } from '../../../infra/local/open-house.ts';
import { STATE_CALENDAR } from '../../../shared/kernel/calendar/calendar.ts';
import { dateOf, type Instant } from '../../../shared/kernel/plain-date.ts';

let folder: string;
let house: LocalHouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-then-'));
  house = await openLocalHouse(folder, { clock: { now: () => '2026-11-24T09:00:00.000+08:00' as Instant } });
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true });
});

async function record(fields: Fields): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'cli' } as const;
  const done = await executeCommand(house, { office: 'default', actor, fields });
  if (!done.ok) throw new Error(done.code);
}
const received = (number: string, submittedOn: string) =>
  record({
    ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn, subject: '图' },
    applicant: { type: 'naturalPerson', name: '张三' },
  });

async function listOn(on: string, limit = 10): Promise<string[]> {
  await house.catchUp();
  const asked = { office: 'default', on: dateOf(on), calendar: STATE_CALENDAR };
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof openCasesOn>> = await openCasesOn(house, asked, { after, limit });
    found.push(
      ...page.items.map((one) => `${one.case} ${one.dueOn ?? `(${one.stepDueOn})`} ${one.workingDaysLeft}`),
    );
    if (page.next === null) return found;
    after = page.next;
  }
}

describe('the work list of a day', () => {
  beforeEach(async () => {
    await received('Z', '2026-11-02');
    await received('B', '2026-11-03');
    await received('C', '2026-11-16');
    await record({ command: 'Reply', case: 'Z', on: '2026-11-20', outcome: 'disclosed' });
    await record({
      command: 'RequestCorrection',
      case: 'B',
      on: '2026-11-18',
      items: '名称',
      respondBy: '2026-12-01',
    });
  });

  it('that is past holds the cases that were open then, with the dates they had then', async () => {
    expect(await listOn('2026-11-10')).toEqual(['Z 2026-11-30 14', 'B 2026-12-01 15']);
    expect(await listOn('2026-11-17', 2)).toEqual(['Z 2026-11-30 9', 'B 2026-12-01 10', 'C 2026-12-14 19']);
    expect(await listOn('2026-11-20')).toEqual(['B (2026-12-01) 7', 'C 2026-12-14 16']);
  });

  it('that is today or to come holds the cases open now, seen from that day', async () => {
    expect(await listOn('2026-11-24')).toEqual(['B (2026-12-01) 5', 'C 2026-12-14 14']);
    expect(await listOn('2026-12-15')).toEqual(['B (2026-12-01) -10', 'C 2026-12-14 -1']);
  });
});
