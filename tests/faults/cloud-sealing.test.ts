/** Sealing on DynamoDB: the change feed tells of commits, late, twice, in any order or not at all; each is sealed once. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreLedger } from '#functions/cli/archive.ts';
import { proofRows } from '#functions/cli/archive-proof.ts';
import { readArguments } from '#functions/cli/options.ts';
import { keysIn, signedText, trustIn } from '#functions/verifier/notes.ts';
import { askingNotary, signAsked } from '#shared/house/deployed-notary.ts';
import { fromStream } from '#shared/house/from-stream.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { entryOf } from '#shared/notary/ordered-log.ts';
import { archiveOf } from '#shared/store/dynamodb/archive.ts';
import { caseKeyOf, versionKeyOf } from '#shared/store/dynamodb/ledger-items.ts';
import { appendAlone } from '#shared/store/ports.ts';
import { CLERK, type CloudOffice, noticeOf, openCloudOffice } from '../support/cloud-office.ts';

let office: CloudOffice;
let recorded = 0;

beforeAll(async () => {
  office = await openCloudOffice();
}, 120_000);
afterAll(() => office.stop());

async function record(count: number): Promise<Commit[]> {
  const commits: Commit[] = [];
  for (let one = 0; one < count; one += 1) {
    recorded += 1;
    const at = { office: 'o', kind: 'letters', stream: `s${recorded}` } as const;
    const event = { type: 'LettersDescribed', v: 1, on: '2026-11-24', data: {} } as never;
    const done = await appendAlone(office.log, { at, actor: CLERK, events: [event] });
    if (done?.ok) commits.push(done.commit);
  }
  return commits;
}
const told = (commits: readonly Commit[]) =>
  fromStream(office)({ Records: commits.map((commit) => noticeOf(commit)) });
const sealed = async () => (await office.notary.seal())[0];
const faults = async () => (await office.notary.check()).checkpoints;

describe('on DynamoDB', () => {
  it('a ledger of before is taken whole at the first checkpoint', async () => {
    await record(120);
    const first = await sealed();
    // the two that made the office, too
    expect(first?.added).toBe(122);
    expect(await faults()).toEqual([]);
  });

  it('what the feed tells of is sealed once, told twice or in any order', async () => {
    const commits = await record(5);
    await told([...commits].reverse());
    await told(commits);
    expect((await office.notary.standing())[0]?.unsealed.count).toBe(5);
    expect((await sealed())?.added).toBe(5);
    await told(commits);
    expect((await sealed())?.added).toBe(0);
    const { checkpoints, unsealed } = await office.notary.check();
    expect([checkpoints, unsealed.count]).toEqual([[], 0]);
  });

  it('two notaries at once give each commit one place', async () => {
    const commits = await record(230);
    await told(commits);
    await Promise.all([office.order.take(), office.order.take(), office.order.take()]);
    const places = await Promise.all(commits.map((commit) => office.order.indexOf(commit)));
    expect(new Set(places).size).toBe(commits.length);
    await sealed();
    expect(await faults()).toEqual([]);
  });

  it('what the feed has lost is told as unsealed by the nightly run, and then taken', async () => {
    const lost = await record(3);
    expect((await sealed())?.added).toBe(0);
    const { unsealed, checkpoints } = await office.notary.check();
    expect([checkpoints, unsealed]).toMatchObject([[], { count: 3, since: lost[0]?.recordedAt }]);
    expect((await sealed())?.added).toBe(3);
    expect((await office.notary.check()).unsealed.count).toBe(0);
  });

  it('a signature is sealed before it is answered, whatever the feed has told', async () => {
    const [commit] = await record(1);
    if (commit === undefined) throw new Error('not recorded');
    await office.notary.seal([commit]);
    expect(await office.notary.proofOf('ledger', commit)).toMatchObject({ index: expect.any(Number) });
  });

  it('a commit exchanged for another, and one that is gone, are named', async () => {
    const commits = await record(2);
    const [changed, gone] = commits;
    if (changed === undefined || gone === undefined) throw new Error('not recorded');
    await office.notary.seal(commits);
    const others = { ...entryOf(changed), hash: 'ab'.repeat(32), position: 0 };
    const { LogComparison } = await import('#shared/notary/compare-log.ts');
    const { SealedEntries } = await import('#shared/notary/sealed-entries.ts');
    const { judgedChain } = await import('#shared/notary/judged-chain.ts');
    const { shelfIn } = await import('#shared/notary/kept-tree.ts');
    const shelf = shelfIn(office.blobs, 'proof/ledger');
    const { chain } = await judgedChain({ log: 'ledger', shelf, keyLine: await office.notary.keyLine() });
    const comparison = new LogComparison('ledger', await SealedEntries.of(chain, (name) => shelf.get(name)));
    for await (const page of office.log.stored())
      for (const entry of page.map(entryOf))
        if (entry.hash === changed.hash) comparison.see(others);
        else if (entry.hash !== gone.hash) comparison.see(entry);
    expect((await comparison.end()).faults).toMatchObject([
      { what: 'changed', case: changed.number, version: 1 },
      { what: 'cutOff', case: gone.number, version: 1 },
    ]);
  });

  it('its archive is restored on one machine, where a commit that was told of late is no exchanged one', async () => {
    const [late] = await record(1);
    const [soon] = await record(1);
    if (late === undefined || soon === undefined) throw new Error('not recorded');
    await told([soon]);
    await sealed();
    await told([late]);
    await sealed();
    const folder = mkdtempSync(join(tmpdir(), 'taizhang-from-the-cloud-'));
    const line = `${await office.notary.keyLine()}\n`;
    const lines: string[] = [];
    for await (const one of archiveOf(office.archived, await proofRows(office.blobs, line))) lines.push(one);
    writeFileSync(join(folder, 'x'), lines.join(''));
    await restoreLedger(readArguments(['restore', join(folder, 'x'), '--data', join(folder, 'r')]));
    const house = await openLocalHouse(join(folder, 'r'), { empty: true });
    const { checkpoints, unsealed } = await house.notary.check();
    expect([checkpoints, unsealed.count]).toEqual([[], 0]);
    house.close();
    rmSync(folder, { recursive: true });
  });

  it('a function without the key has a manifest signed by the queue, and nothing that could be a checkpoint', async () => {
    const asking = askingNotary(office);
    const manifest = 'taizhang-evidence/1\noffice o\nfile 00 x\n';
    const signed = asking.sign(manifest);
    let asked = await office.queue.receive('seal', { limit: 1, leaseSeconds: 30 });
    while (asked.length === 0) asked = await office.queue.receive('seal', { limit: 1, leaseSeconds: 30 });
    for (const { body } of asked) await signAsked(office, body);
    const key = keysIn((await office.notary.keyLine()) ?? '');
    expect(signedText(await signed, trustIn(key))).toBe(manifest);
    const forged = `${(await office.notary.standing())[0]?.checkpoint?.origin}\n9\n${'A'.repeat(43)}=\n`;
    await expect(office.notary.sign(forged)).rejects.toThrow('no manifest');
    await expect(office.notary.sign('taizhang-evidence/1\n9\n')).rejects.toThrow(RangeError);
  });

  it('a table restored to a point in time has lost its end: begun anew, the log goes on and says so', async () => {
    const before = await record(3);
    await office.notary.seal(before);
    const [lost, other] = [await record(95), await record(2)];
    await office.notary.seal(lost);
    // told of, and not sealed yet
    await told(other);
    for (const commit of [...lost, ...other]) {
      const key = { pk: caseKeyOf(commit), sk: versionKeyOf(commit.version) };
      await office.client.send(new DeleteCommand({ TableName: office.archived.table, Key: key }));
    }
    expect((await faults()).map(({ what }) => what)).toEqual(lost.map(() => 'cutOff'));
    const since = await record(2);
    await told(since);
    await office.notary.beginAnew({ by: 'chen', reason: '恢复到昨晚' });
    const { checkpoints, unsealed, setbacks } = await office.notary.check();
    expect([checkpoints, unsealed.count]).toEqual([[], 0]);
    const [ledger] = await office.notary.standing();
    expect(ledger?.checkpoint?.origin).toMatch(/\/ledger\.1$/);
    expect(ledger?.setBack).toMatchObject([{ by: 'chen', reason: '恢复到昨晚' }]);
    expect(setbacks.map(({ lost: gone }) => gone.length)).toEqual([95]);
    for (const commit of [...before, ...since])
      expect(await office.notary.proofOf('ledger', commit)).not.toBeNull();
    expect((await sealed())?.added).toBe(0);
    await expect(office.notary.beginAnew({ by: 'chen', reason: '再来' })).rejects.toThrow('begin anew');
  });
});
