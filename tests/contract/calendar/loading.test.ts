/** A notice loaded by command: shown first, recorded once somebody has said yes, and never in part. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendar } from '#functions/cli/calendar.ts';
import { readArguments } from '#functions/cli/options.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { calendarStages } from '#shared/ledger/office-calendar.ts';

const NOTICE =
  '国务院办公厅关于2027年部分节假日安排的通知\n元旦：1月1日至3日放假，共3天。1月9日（周六）、10日（周日）上班。';
const IN_GB18030 = Buffer.from(
  '31d4c231c8d5d6c133c8d5b7c5bcd9a3acb9b233cceca1a331d4c239c8d5a3a8d6dcc1f9a3a9c9cfb0e0a1a3',
  'hex',
);

let folder = '';
let house: LocalHouse;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-notice-'));
  house = await openLocalHouse(folder, { clock: { now: () => '2026-11-24T09:00:00.000+08:00' as Instant } });
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function load(written: string | Uint8Array, ...options: readonly string[]) {
  const file = join(folder, 'notice.txt');
  writeFileSync(file, written);
  const { exit, stdout } = await calendar(
    house,
    readArguments(['calendar', 'load', '2027', file, ...options]),
  );
  return { exit, ...(JSON.parse(stdout) as { code?: string; found?: string; makeUp?: string[] }) };
}
const loaded = async () => (await calendarStages(house.log, 'default')).state.years.get(2027);

describe('a notice', () => {
  it('is shown, and recorded only once somebody says yes', async () => {
    const asked = await load(NOTICE);
    expect(asked).toMatchObject({
      ...{ exit: 1, code: 'unconfirmed', daysOff: ['2027-01-01', '2027-01-02', '2027-01-03'] },
      ...{ makeUp: ['2027-01-09', '2027-01-10'], workingDays: 262, isUsual: false, redated: [] },
    });
    expect(await loaded()).toBeUndefined();
    expect(await load(NOTICE, '--dry-run')).toMatchObject({ exit: 0, makeUp: asked.makeUp });
    expect(await loaded()).toBeUndefined();
    expect(await load(NOTICE, '--yes')).toMatchObject({ exit: 0, outcome: 'recorded' });
    expect(await loaded()).toMatchObject({ makeUp: ['2027-01-09', '2027-01-10'] });
    expect(await load(NOTICE)).toMatchObject({ exit: 0, outcome: 'duplicate' });
  });

  it('of which a sentence cannot be read is not recorded at all, whoever says yes', async () => {
    const odd = '元旦：1月1日放假。1月9日（周六）照常营业并上班。';
    expect(await load(odd, '--yes')).toMatchObject({
      ...{ exit: 1, field: 'notice', code: 'unreadable', found: '1月9日(周六)照常营业并上班' },
    });
    expect(await loaded()).toBeUndefined();
  });

  it('comes in any encoding of the country, and is refused in another', async () => {
    const read = { makeUp: ['2027-01-09'] };
    expect(await load(IN_GB18030)).toMatchObject(read);
    const words = '\uFEFF1月1日至3日放假，共3天。1月9日（周六）上班。';
    expect(await load(words)).toMatchObject(read);
    expect(await load(Buffer.from(words, 'utf16le'))).toMatchObject(read);
    await expect(load(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]))).rejects.toThrow('is no text');
  });
});
