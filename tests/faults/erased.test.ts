/** An erased person: nowhere to be read, in either home, while every hash and figure stays, also after an older archive. */
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { readArguments } from '#functions/cli/options.ts';
import { verify } from '#functions/cli/verify.ts';
import { type Execution, executeCommand } from '#shared/desk/execute.ts';
import { finishErasures, reapplyErasures } from '#shared/erasing/erase-cases.ts';
import { takeBatch } from '#shared/feeds/batches.ts';
import { feedMessage } from '#shared/feeds/feed-record.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { labelsOf } from '#shared/ledger/case-labels.ts';
import { canonicalJson } from '#shared/reporting/report.ts';
import { casesOf } from '#shared/search/find-cases.ts';
import type { House } from '#shared/store/house.ts';
import { chosenReport, reportLedger } from '#shared/year/chosen-report.ts';
import { openCloudOffice } from '../support/cloud-office.ts';

const CANARIES = ['金丝雀', '13899990000', '440301199001019999', '笼中来信', '黄羽'];
let folder: string;
let now: Instant;
const clock = { now: () => now };
const at = (...names: string[]): string => join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-erased-'));
  now = '2026-11-27T10:00:00.000+08:00' as Instant;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HOMES: readonly (readonly [string, string, () => Promise<[House, () => Promise<void>]>])[] = [
  [
    ...(['one machine', 'default'] as const),
    async () => {
      const house = await openLocalHouse(at('data'), { clock });
      return [house, async () => house.close()];
    },
  ],
  [
    ...(['the cloud', 'o'] as const),
    async () => {
      const cloud = await openCloudOffice();
      return [{ ...cloud, clock }, cloud.stop];
    },
  ],
];

const holding = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((one) => lstatSync(one).isFile())
    .filter((one) => CANARIES.some((canary) => readFileSync(one).includes(canary)));

const people = async (): Promise<readonly string[]> => ['li'];

async function carryOut(
  house: House,
  office: string,
  fields: Record<string, unknown>,
  user = 'li',
): Promise<Execution> {
  const actor = { user, role: 'admin', via: 'form' } as const;
  return executeCommand(house, { office, actor, fields });
}

/** A person with an application that is answered, a call that is closed, and things beside them. */
async function fill(house: House, office: string): Promise<void> {
  const must = async (fields: Record<string, unknown>): Promise<void> =>
    expect(await carryOut(house, office, fields)).toMatchObject({ ok: true });
  await must({
    ...{ command: 'RegisterApplication', case: 'A1', channel: 'inPerson', submittedOn: '2020-03-02' },
    ...{ subject: '笼中来信', description: '黄羽何往' },
    applicant: {
      type: 'naturalPerson',
      name: '金丝雀',
      identity: '440301199001019999',
      contact: '13899990000',
    },
  });
  await must({
    ...{ command: 'AttachFile', case: 'A1', kind: 'application', paper: 'evidence', name: '金丝雀.txt' },
    content: Buffer.from('笼中来信').toString('base64'),
  });
  await must({ command: 'Reply', case: 'A1', on: '2020-03-10', outcome: 'disclosed' });
  const call = { command: 'RegisterHotlineCase', case: 'T1', at: '2020-03-02T09:00:00.000+08:00' };
  await must({
    ...call,
    source: '12345热线',
    type: 'complaint',
    caller: '金丝雀 13899990000',
    description: '黄羽',
  });
  await must({ command: 'AcceptHotlineCase', case: 'T1', at: '2020-03-02T09:05:00.000+08:00' });
  await must({ command: 'ReplyToCaller', case: 'T1', at: '2020-03-02T09:10:00.000+08:00', text: '黄羽' });
  await must({ command: 'CloseHotlineCase', case: 'T1', at: '2020-03-02T09:15:00.000+08:00' });
  await takeBatch(house, { office, feed: 'f', records: [{ number: 'T1', topic: '黄羽' }, { number: 'T2' }] });
  const message = feedMessage({ office, feed: 'f', record: { number: 'T1', topic: '黄羽' } });
  await house.deadLetters.put({
    topic: 'feed',
    message: message.id,
    body: message.body,
    reason: 'x',
    tries: 3,
  });
  const form = '/applications/A1/steps/CorrectText';
  await house.drafts.keep(
    { office, user: 'li', form },
    { title: '更正', fields: { text: ['黄羽'] }, token: 't' },
  );
  await house.catchUp();
  await house.search.follow();
}

const report = async (house: House, office: string): Promise<string> => {
  const choice = { office: { id: office, name: '某局' }, year: 2020 };
  const chosen = await chosenReport(reportLedger(house), choice);
  if (chosen === null) throw new Error('no report of 2020');
  const { tables } = JSON.parse(canonicalJson(chosen.report));
  return JSON.stringify(tables);
};
const hashes = async (house: House): Promise<string[]> => {
  const found: string[] = [];
  for await (const page of house.log.stored())
    for (const { kind, version, stream, hash } of page)
      if (kind === 'application' || kind === 'hotline') found.push(`${stream} ${version} ${hash}`);
  return found;
};

const ASKED = {
  ...{ command: 'ReceivePersonRequest', on: '2026-11-27', asks: 'erasure', ground: 'purposeEnded' },
  ...{ name: '金丝雀', contact: '13899990000', reason: '黄羽' },
  cases: [
    { kind: 'application', number: 'A1' },
    { kind: 'hotline', number: 'T1' },
  ],
};
const periods = async (house: House, office: string): Promise<void> => {
  for (const kind of ['application', 'hotline'])
    await carryOut(house, office, { command: 'SetRetention', kind, grade: '5', source: '本机关保管期限表' });
};

describe.each(HOMES)('on %s', (home, office, open) => {
  let house: House;
  let close: () => Promise<void>;
  beforeEach(async () => {
    [house, close] = await open();
    await fill(house, office);
  });
  afterEach(() => close());
  const request = (fields: Record<string, unknown> = {}) => carryOut(house, office, { ...ASKED, ...fields });
  const erased = async (): Promise<string> => {
    await periods(house, office);
    const done = await request();
    const number = done.ok ? done.number : JSON.stringify(done);
    expect(await carryOut(house, office, { command: 'ApproveErasure', case: number }, 'wang')).toMatchObject({
      ok: true,
    });
    expect(await finishErasures({ ...house, people })).toHaveLength(2);
    return number;
  };

  it('is refused while a period is not settled or runs, or a case is open, unless the law says so', async () => {
    expect(await request()).toMatchObject({ ok: false, code: 'erasureKeptAlways', field: 'cases' });
    await carryOut(house, office, {
      command: 'SetRetention',
      kind: 'application',
      grade: '10',
      source: '期限表',
    });
    expect(await request()).toMatchObject({ ok: false, code: 'erasureKept', facts: { until: '2030-12-31' } });
    await periods(house, office);
    await carryOut(house, office, {
      ...{
        command: 'RegisterApplication',
        case: 'A9',
        channel: 'inPerson',
        submittedOn: '2026-11-20',
        subject: '图',
      },
      applicant: { type: 'naturalPerson', name: '赵一' },
    });
    const cases = [{ kind: 'application', number: 'A9' }];
    expect(await request({ cases })).toMatchObject({ ok: false, code: 'erasureCaseOpen' });
    expect(await request({ cases: [{ kind: 'application', number: 'A8' }] })).toMatchObject({
      code: 'unknownCase',
    });
    expect(await request({ cases, ground: 'unlawful' })).toMatchObject({
      ok: true,
      number: 'GR2026-0000001',
    });
  });

  it('wants a second account, and destroys nothing before it agreed', async () => {
    await periods(house, office);
    const done = await request();
    const number = done.ok ? done.number : '';
    expect(await finishErasures({ ...house, people })).toEqual([]);
    expect(await carryOut(house, office, { command: 'ApproveErasure', case: number })).toMatchObject({
      code: 'ownProposal',
    });
    expect(
      await carryOut(house, office, { command: 'RefuseErasure', case: number, reason: '在诉' }, 'wang'),
    ).toMatchObject({ ok: true });
    expect(await carryOut(house, office, { command: 'ApproveErasure', case: number }, 'wang')).toMatchObject({
      code: 'noSuchProposal',
    });
    expect(await finishErasures({ ...house, people })).toEqual([]);
  });

  it('leaves a certificate, and every hash and table as it was', async () => {
    const [before, figures] = [await hashes(house), await report(house, office)];
    const number = await erased();
    expect(await hashes(house)).toEqual(before);
    expect(await report(house, office)).toBe(figures);
    const { stdout } = await verify(house);
    expect(JSON.parse(stdout), stdout).toMatchObject({
      keys: [],
      seals: [],
      attachments: [],
      brokenChains: [],
    });
    expect(JSON.parse(stdout).erasures).toEqual([
      { case: 'A1', by: `${number} 3.1` },
      { case: 'T1', by: `${number} 4.1` },
    ]);
    const stream = (await house.log.streamOf(office, 'personal', number)) ?? '';
    const [, , certificate] = await house.log.history({ office, kind: 'personal', stream });
    expect(certificate?.events[0]?.data).toMatchObject({
      ...{ kind: 'application', number: 'A1', sealed: 2, files: 1, ground: 'purposeEnded' },
      ...{ askedBy: 'li', approvedBy: 'wang', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await finishErasures({ ...house, people })).toEqual([]);
  });

  it('is nowhere to be read or found any more', async () => {
    await erased();
    for (const kind of ['application', 'hotline'] as const) {
      const stream = (await house.log.streamOf(office, kind, kind === 'application' ? 'A1' : 'T1')) ?? '';
      const [label] = (await labelsOf(house.log, [{ office, kind, stream }])).values();
      expect(label).toMatchObject({ subject: null, person: null, closed: 'erased' });
      // nothing of the emulated cloud fills its index here
      if (home === 'the cloud') continue;
      const found = await casesOf(house, { office, kind, person: { phone: '13899990000' } }, { limit: 5 });
      expect(found.items).toEqual([]);
    }
    expect(await house.drafts.list({ office, user: 'li' })).toEqual([]);
    expect((await house.deadLetters.list({ limit: 5 })).items).toEqual([]);
    expect((await house.blobs.list('attachments/', { after: null, limit: 5 })).items).toEqual([]);
    expect(
      await carryOut(house, office, { command: 'AddNote', case: 'A1', kind: 'application', text: '黄羽' }),
    ).toMatchObject({ code: 'sealClosed' });
  });

  it('breaks off anywhere and is gone on with', async () => {
    await periods(house, office);
    const done = await request();
    const number = done.ok ? done.number : '';
    await carryOut(house, office, { command: 'ApproveErasure', case: number }, 'wang');
    const log = {
      ...house.log,
      destroyKey: async () => {
        throw new Error('killed');
      },
    };
    await expect(finishErasures({ ...house, log, people })).rejects.toThrow('killed');
    const { exit, stdout } = await verify(house);
    expect([exit, JSON.parse(stdout).keys[0]?.what]).toEqual([
      1,
      `to be destroyed by ${number} 3.1 and still there`,
    ]);
    await finishErasures({ ...house, people });
    expect(JSON.parse((await verify(house)).stdout)).toMatchObject({ keys: [], seals: [] });
  });

  it.runIf(home === 'one machine')('stays erased after an archive that has the request alone', async () => {
    await periods(house, office);
    const done = await request();
    const number = done.ok ? done.number : '';
    await exportLedger(readArguments(['export', at('asked.ndjson'), '--data', at('data')]));
    await carryOut(house, office, { command: 'ApproveErasure', case: number }, 'wang');
    expect(await finishErasures({ ...house, people })).toHaveLength(2);
    cpSync(at('data', 'master.key'), at('back', 'master.key'));
    cpSync(at('data', 'documents'), at('back', 'documents'), { recursive: true });
    await restoreLedger(readArguments(['restore', at('asked.ndjson'), '--data', at('back')]));
    const back = await openLocalHouse(at('back'), { clock });
    expect(await reapplyErasures({ ...back, people })).toBe(2);
    const { stdout } = await verify(back);
    expect(JSON.parse(stdout), stdout).toMatchObject({ keys: [], seals: [], attachments: [] });
    expect(await reapplyErasures({ ...back, people })).toBe(0);
    back.close();
    writeFileSync(at('log'), '');
  });

  it.runIf(home === 'one machine')(
    'stands in no file of the folder, nor does the key, and stays erased after an older archive',
    async () => {
      const { DatabaseSync } = await import('node:sqlite');
      const db = new DatabaseSync(at('data', 'ledger.db'), { readOnly: true });
      const keys = db
        .prepare("SELECT wrapped FROM data_keys WHERE kind IN ('application', 'hotline')")
        .all()
        .map(({ wrapped }) => String(wrapped));
      db.close();
      await exportLedger(readArguments(['export', at('before.ndjson'), '--data', at('data')]));
      await erased();
      expect(holding(at('data'))).toEqual([]);
      const files = readdirSync(at('data'), { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      for (const file of files)
        for (const key of keys)
          expect([file.name, readFileSync(join(file.parentPath, file.name)).includes(key)]).toEqual([
            file.name,
            false,
          ]);
      await exportLedger(readArguments(['export', at('after.ndjson'), '--data', at('data')]));
      for (const key of keys) expect(readFileSync(at('after.ndjson')).includes(key)).toBe(false);

      cpSync(at('data', 'master.key'), at('back', 'master.key'));
      cpSync(at('data', 'documents'), at('back', 'documents'), { recursive: true });
      await restoreLedger(readArguments(['restore', at('before.ndjson'), '--data', at('back')]));
      const back = await openLocalHouse(at('back'), { clock });
      expect((await verify(back)).exit).toBe(1);
      expect(await reapplyErasures({ ...back, people })).toBe(2);
      const again = await verify(back);
      expect(JSON.parse(again.stdout), again.stdout).toMatchObject({ keys: [], attachments: [] });
      expect(
        await back.log.keyFingerprint({
          office,
          kind: 'application',
          stream: (await back.log.streamOf(office, 'application', 'A1')) ?? '',
        }),
      ).toBe('erased');
      back.close();
      writeFileSync(at('log'), '');
    },
  );
});
