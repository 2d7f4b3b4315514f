import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cell, report } from '#functions/cli/annual.ts';
import type { Ending } from '#functions/cli/ending.ts';
import { readArguments, UsageError } from '#functions/cli/options.ts';
import { amendments, packaged, sign } from '#functions/cli/signing.ts';
import { verify } from '#functions/cli/verify.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { readZip } from '#shared/documents/zip.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import type { Row } from '#shared/kernel/kind.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { addOffice } from '#shared/ledger/office-tree.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { OFFICE_NAME, readyToSign } from '../support/ready-to-sign.ts';

/** The commands of the annual report as they are typed, on a folder of their own. */
let house: LocalHouse;
let folder: string;
let now = '2026-01-20T09:00:00.000+08:00' as Instant;
const LI = { user: 'li', role: 'officer', via: 'cli' } as const;
const answered = { outcome: 'disclosed', decidedOn: '2025-03-20' };

async function received(number: string, rest: Row = {}, office = 'default'): Promise<void> {
  const row = { receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '材料', number, ...rest };
  await house.log.write([rowJob(disclosureKind, { office, number, actor: LI }, row)]);
}
const typed = (line: string) => readArguments([...line.split(' '), '--data', folder]);
const json = (text: string) => JSON.parse(text);
const lines = (text: string) => text.split('\n').filter(Boolean).map(json);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-cli-'));
  now = '2026-01-20T09:00:00.000+08:00' as Instant;
  house = await openLocalHouse(folder, { clock: { now: () => now } });
  await readyToSign(house);
  await received('A1', answered);
  await received('A2', { receivedOn: '2025-12-30' });
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('close and restate as typed', () => {
  it('prints what was signed and where the package lies', async () => {
    const ending = await sign(house, typed('close 2025 --approved-by wang'));
    const signed = json(ending.stdout);
    expect(ending.exit).toBe(0);
    expect(signed).toMatchObject({ office: 'default', year: 2025, version: 1, approvedBy: 'wang' });
    expect(signed.package).toBe('reports/default/2025/v1.zip');
    const kept = readFileSync(join(folder, 'documents', signed.package));
    const file = join(folder, 'out.zip');
    const fetched = await packaged(house, typed(`package 2025 --out ${file}`));
    expect(Buffer.from(fetched.bytes ?? []).equals(kept)).toBe(true);
    const frozen = readZip(kept).find(({ name }) => name.endsWith('.json') && name !== 'digest.json');
    expect(String(frozen?.bytes)).toBe((await report(house, typed('report 2025'))).stdout);
  }, 60_000);

  it('says that it is signed whatever becomes of the package, and why that was not made', async () => {
    const reports = join(folder, 'documents', 'reports');
    mkdirSync(join(folder, 'documents'), { recursive: true });
    // where the packages lie something else lies
    writeFileSync(reports, '');
    const { exit, stdout, stderr } = await sign(house, typed('close 2025 --approved-by wang'));
    expect(exit).toBe(0);
    expect(json(stdout)).toMatchObject({ year: 2025, version: 1, approvedBy: 'wang', package: null });
    expect(stderr).toMatch(/signed, and its package was not made: .*reports.*已定稿，成果包没有做成/);
    rmSync(reports);
    const later = await packaged(house, typed(`package 2025 --out ${join(folder, 'out.zip')}`));
    expect(later.bytes?.length).toBeGreaterThan(1000);
  }, 60_000);

  it('exits 1 with one list while something is in the way, and 2 without an approver', async () => {
    const ending = await sign(house, typed('close 2026 --approved-by wang'));
    expect([ending.exit, json(ending.stdout)]).toEqual([1, [{ code: 'yearNotEnded', year: 2026 }]]);
    await expect(sign(house, typed('close 2025'))).rejects.toThrow(UsageError);
    await expect(sign(house, typed('restate 2025 --approved-by wang'))).rejects.toThrow('--reason');
    await expect(sign(house, typed('close 1925 --approved-by wang'))).rejects.toThrow(UsageError);
  });

  it('a late entry is listed by amendments; restated, both versions are printed and verify agrees', async () => {
    await sign(house, typed('close 2025 --approved-by wang'));
    now = '2026-02-10T09:00:00.000+08:00' as Instant;
    await received('A3', answered);
    const found = lines(await amendments(house, typed('amendments 2025')));
    expect(found.map(({ cell: name, cases }) => [name, cases])).toContainEqual([
      'table3.newlyReceived.total',
      ['A3'],
    ]);
    const ending = await sign(house, typed('restate 2025 --reason 漏登 --approved-by wang'));
    expect(json(ending.stdout)).toMatchObject({ version: 2, reason: '漏登' });
    const total = ({ stdout }: Ending) => json(stdout).table3.rows.newlyReceived.at(-1);
    expect(total(await report(house, typed('report 2025 --version 1')))).toBe(2);
    expect(total(await report(house, typed('report 2025')))).toBe(3);
    expect(lines(await cell(house, typed('cell 2025 table3.newlyReceived.total --version 1')))).toHaveLength(
      2,
    );
    const asKnown = 'report 2025 --as-of 2026-02-01T00:00:00+08:00';
    expect(total(await report(house, typed(asKnown)))).toBe(2);
    expect(await verify(house)).toMatchObject({ exit: 0 });
  }, 60_000);
});

describe('the whole district as typed', () => {
  it('adds up, says who has not closed, and leads to the cases of each office', async () => {
    await addOffice(house, { id: 'b', name: '乙局', parent: 'default', actor: LI });
    await received('B1', answered, 'b');
    const whole = await report(house, typed('report 2025 --scope tree'));
    expect(json(whole.stdout).table3.rows.newlyReceived).toEqual([3, 0, 0, 0, 0, 0, 3]);
    expect(whole.stderr).toContain('note: b 乙局 is not closed');
    const behind = lines(await cell(house, typed('cell 2025 table3.disclosed.total --scope tree')));
    expect(behind).toEqual([
      { office: 'default', case: 'A1', kind: 'application', weight: 1 },
      { office: 'b', case: 'B1', kind: 'application', weight: 1 },
    ]);
    const early = await sign(house, typed('close 2025 --approved-by wang --scope tree'));
    expect([early.exit, json(early.stdout)]).toEqual([
      1,
      [
        { code: 'officesOpen', office: 'default', name: OFFICE_NAME },
        { code: 'officesOpen', office: 'b', name: '乙局' },
      ],
    ]);
    await expect(report(house, typed('report 2025 --scope everything'))).rejects.toThrow(UsageError);
  });
});

describe('a mistyped question', () => {
  it.each([
    'table3.newlyReceived.totl',
    'table3.newlyReceived',
    'table4.review.x',
    'hotline.closureRate',
    'hotline.bySource[',
    'hotline.byMonth[12]',
    'constructor',
  ])('about %s does not pass for a figure of nought', async (name) => {
    await expect(cell(house, typed(`cell 2025 ${name}`))).rejects.toThrow(UsageError);
  });

  it('about a period that ends before it begins is wrong usage', async () => {
    await expect(report(house, typed('report 2025 --from 2025-05-01 --to 2025-04-01'))).rejects.toThrow(
      UsageError,
    );
  });
});

describe('every figure of the report', () => {
  it('is a name that cell takes', async () => {
    const { table2, table3, table4, hotline } = json((await report(house, typed('report 2025'))).stdout);
    for (const [row, columns] of Object.entries({ ...table3.rows, ...table4.rows })) {
      expect(columns).toHaveLength(row in table3.rows ? 7 : 5);
    }
    const names = [
      ...Object.keys(table3.rows).flatMap((row) =>
        table3.columns.map((one: string) => `table3.${row}.${one}`),
      ),
      ...Object.keys(table4.rows).flatMap((row) =>
        table4.columns.map((one: string) => `table4.${row}.${one}`),
      ),
      ...Object.keys(table2.regulations).map((one) => `table2.normativeDocuments.${one}`),
      ...['licences', 'penalties', 'coercions', 'feesTenThousandYuan'].map((one) => `table2.${one}`),
      ...['received', 'accepted', 'closed'].map((one) => `hotline.${one}`),
      'hotline.bySource["12345热线"]',
      'publications.byColumn["工作动态"]',
      'narrative.figures["日常检测预警"]',
    ];
    expect(hotline.received).toBe(0);
    for (const name of names) await cell(house, typed(`cell 2025 ${name}`));
  });
});
